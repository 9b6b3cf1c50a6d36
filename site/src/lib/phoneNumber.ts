/** What is wrong with a telephone number somebody typed. */
export type NumberFault =
  | { kind: 'empty' }
  | { kind: 'tooShort'; missing: number }
  | { kind: 'tooLong'; extra: number }
  | { kind: 'notMobile' };

const LENGTH = 11;

/** Digits of any width, without the spaces, dashes and brackets that people put between them. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '');
}

/** The six digits of a code as typed, or the whole message pasted; other digits when there are no six in a row. */
export function codeIn(typed: string): string {
  const runs = typed.normalize('NFKC').split(/\D+/);
  return runs.find((run) => run.length === 6) ?? runs.join('');
}

/** A mainland mobile number as people type or paste it → `+8613800001234`, or what is wrong with it. */
export function mobileNumber(
  typed: string,
): { number: string; fault?: never } | { fault: NumberFault; number?: never } {
  const digits = digitsOf(typed).replace(/^(00)?86(?=1\d{10}$)/, '');
  if (digits.length === 0) return { fault: { kind: 'empty' } };
  if (digits.length < LENGTH)
    return { fault: { kind: 'tooShort', missing: LENGTH - digits.length } };
  if (digits.length > LENGTH) return { fault: { kind: 'tooLong', extra: digits.length - LENGTH } };
  if (!/^1[3-9]/.test(digits)) return { fault: { kind: 'notMobile' } };
  return { number: `+86${digits}` };
}

/** `138 0000 1234`, to be compared with what one meant to type. */
export function shownNumber(number: string): string {
  return number.replace(/^\+86/, '').replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
}
