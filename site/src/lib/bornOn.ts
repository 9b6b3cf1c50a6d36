import type { Day } from './format.ts';

/** The oldest that can be told, in years before today. */
const OLDEST_YEARS = 120;

/**
 * The day somebody typed as a date of birth: `19580312`, `1958-3-12`, `1958 年 3 月 12 日`, full-width digits too.
 * Undefined for what is no day, lies ahead of `today` or more than 120 years back.
 */
export function bornOnFrom(typed: string, today: Day): Day | undefined {
  const text = typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .trim();
  const found =
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!found) return undefined;
  const [, year = '', month = '', day = ''] = found;
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${on}T00:00:00Z`);
  // 31 February rolls over into March: then the text names no real day.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== on) return undefined;
  const oldest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
  return on <= today && on >= oldest ? on : undefined;
}
