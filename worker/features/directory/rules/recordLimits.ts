/** What may stand in the fields of a record, however it comes: through the desk's form, the API or a file. */

/** Characters. Of `aliases` each one. */
export const LONGEST = { name: 40, aliases: 40, address: 120, summary: 500, phone: 30 } as const;
export const MOST_ALIASES = 10;
/** m²; 0 = not known. */
export const LARGEST_AREA_M2 = 1_000_000;

/** Mobile, landline with area code and extension, 400 and 800, short numbers such as 12345, and abroad with a plus. */
const PHONE =
  /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|[48]00-?\d{3}-?\d{4}|[2-9]\d{6,7}|1\d{2,4}|9\d{4}|\+\d[\d -]{6,18})$/;

/** Full-width letters, digits and marks made narrow: `０５７１` is `0571`. */
export function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
}

/** A telephone number as it is kept, without the spaces and quotes it was typed with; null where it is none. */
export function phoneNumberOf(text: string): string | null {
  const typed = narrow(text)
    .replace(/["“”']/g, '')
    .replace(/[—–－]/g, '-')
    .trim();
  const plain = typed.startsWith('+') ? typed : typed.replace(/[\s()]/g, '');
  return PHONE.test(plain) ? plain : null;
}

/** The names in a text that lists them, each once. */
export function aliasesOf(text: string): string[] {
  const names = text.split(/[、,，;；]/).map((one) => one.trim());
  return [...new Set(names.filter(Boolean))];
}
