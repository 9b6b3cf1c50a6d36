/** What is decided about people: how they are shown to others, what a household may be, which consents stand. Pages read it too. */
import { DomainError } from '../../lib/errors.ts';
import { ageOn, type Day } from '../../lib/time.ts';

/** Who somebody is to the resident who acts for them. */
export const RELATIONS = [
  'child',
  'parent',
  'spouse',
  'grandparent',
  'grandchild',
  'other',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** So many dependants one resident may act for at a time. */
export const MAX_DEPENDANTS = 8;

/** Nobody in the register is older than this, in whole years. */
export const MAX_AGE_YEARS = 120;

export const NAME_MAX_LENGTH = 40;

export const CONSENT_KINDS = ['terms', 'birth_date', 'dependant'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** The day the text of each consent was last changed. A consent to an older text counts no more. */
export const CONSENT_VERSIONS = {
  terms: '2026-11-01',
  birth_date: '2026-11-01',
  dependant: '2026-11-01',
} as const satisfies Record<ConsentKind, Day>;

/** Whether somebody agreed to the text as it is now. */
export function holdsConsent(
  given: readonly { kind: ConsentKind; version: string; withdrawnAt: number | null }[],
  kind: ConsentKind,
): boolean {
  return given.some(
    (row) =>
      row.kind === kind && row.version === CONSENT_VERSIONS[kind] && row.withdrawnAt === null,
  );
}

/** Throws `consent.required` for any version but the present one. */
export function requireVersion(kind: ConsentKind, version: string | undefined): void {
  if (version !== CONSENT_VERSIONS[kind]) throw consentRefused(kind);
}

/** The refusal names the kind and the version that is asked for. */
export function consentRefused(kind: ConsentKind): DomainError {
  return new DomainError('consent.required', {
    rule: { name: kind, value: CONSENT_VERSIONS[kind] },
  });
}

/** Whether a day can be somebody's date of birth today: not in the future, not more than 120 years ago. */
export function couldBeBornOn(bornOn: Day, today: Day): boolean {
  return bornOn <= today && ageOn(bornOn, today) <= MAX_AGE_YEARS;
}

/** Surnames of two characters that are borne today (《百家姓》 and the police register's common ones). */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 公孙 令狐 皇甫 慕容 长孙 宇文 轩辕 端木 申屠 ' +
    '太史 澹台 公冶 宗政 濮阳 淳于 单于 叔孙 钟离 闻人 赫连 鲜于 闾丘 司空 司寇 巫马 公西 漆雕 乐正 ' +
    '壤驷 公良 拓跋 夹谷 宰父 谷梁 段干 百里 东郭 南门 呼延 羊舌 微生 梁丘 左丘 东门 西门 第五 万俟 ' +
    '仉督 亓官 颛孙 仲孙 贺兰 纳兰 完颜 耶律 褚师 鄢陵 呼延 子车'
  ).split(' '),
);

/** More stars than this would tell how long a name is without helping anybody to know its bearer. */
const MAX_STARS = 3;

/**
 * A name as everybody but its owner sees it: the surname and stars (张秀兰 → 张**, 欧阳娜娜 → 欧阳**). Two characters are
 * a surname and a given name, even where they look like a compound surname (欧阳 → 欧*). No name yet → 居民.
 */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  const [first] = characters;
  if (first === undefined) return '居民';
  const compound = characters.slice(0, 2).join('');
  const surname = characters.length > 2 && COMPOUND_SURNAMES.has(compound) ? compound : first;
  const hidden = characters.length - Array.from(surname).length;
  return surname + '*'.repeat(Math.min(Math.max(hidden, 1), MAX_STARS));
}

/** A mainland mobile number as everybody but its owner sees it: `+8613800001234` → `138****1234`. */
export function maskPhone(phoneNumber: string): string {
  const digits = phoneNumber.replace(/\D/g, '').replace(/^86(?=\d{11}$)/, '');
  return digits.length < 8 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** How many codes may be asked for in a window of time; the trigger on `code_send` holds the same numbers. */
const CODE_WINDOWS = [
  { code: 'code.minuteLimit', ms: 60_000, number: 1, address: 10 },
  { code: 'code.hourLimit', ms: 3_600_000, number: 5, address: 60 },
  { code: 'code.dayLimit', ms: 86_400_000, number: 10, address: 200 },
] as const;

/** The most codes of one day that a decision about the next one needs, for a number and for an address. */
export const MOST_CODES_A_DAY = { number: 10, address: 200 } as const;

export type CodeLimitCode = (typeof CODE_WINDOWS)[number]['code'] | 'code.addressLimit';

export function isCodeLimit(code: string | null): code is CodeLimitCode {
  return code === 'code.addressLimit' || CODE_WINDOWS.some((window) => window.code === code);
}

/**
 * Why no code is sent, and the moment (ms) from which one is. `sentAt` are the codes of the last day, newest first.
 * The moment is the one at which no limit stands in the way any more, not only the one that was named.
 */
export function codeRefusal(
  code: CodeLimitCode,
  sentAt: { number: readonly number[]; address: readonly number[] },
  now: number,
): { rule: { name: string; value: number }; possibleFromAt: number } {
  const waits = CODE_WINDOWS.flatMap(({ ms, number, address }) => [
    freeAgainAt(sentAt.number, number, ms),
    freeAgainAt(sentAt.address, address, ms),
  ]);
  const window =
    CODE_WINDOWS.find((one) => one.code === code) ??
    CODE_WINDOWS.find((one) => freeAgainAt(sentAt.address, one.address, one.ms) > now) ??
    CODE_WINDOWS[0];
  const isAddress = code === 'code.addressLimit';
  return {
    rule: {
      name: `${isAddress ? 'address' : 'number'}CodesIn${window.ms / 60_000}Min`,
      value: isAddress ? window.address : window.number,
    },
    possibleFromAt: Math.max(now, ...waits),
  };
}

/** When the oldest of the last `max` leaves the window; 0 while there are fewer. */
function freeAgainAt(newestFirst: readonly number[], max: number, windowMs: number): number {
  const oldest = newestFirst[max - 1];
  return oldest === undefined ? 0 : oldest + windowMs;
}
