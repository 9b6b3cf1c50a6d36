/** What the parts of the desk's page of the register share. */
import type { Check } from '../../../../../worker/features/directory/rules/upkeep.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { dateLong } from '../../../lib/format.ts';
import type { Person } from '../../../lib/session.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import type { StateKind } from '../../parts/StateTile.tsx';

/** What each part is given. */
export interface AtRegister {
  person: Person;
  now: number;
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** After an act: the words are shown and said aloud over the page. */
  changed: (words: string) => void;
  /** Opens a record, or with undefined the list of what is to be done. */
  open: (placeId: string | undefined) => void;
}

export const CHECK_TILES: Record<Check['state'], StateKind> = {
  fresh: 'done',
  due_soon: 'wait',
  overdue: 'late',
  never: 'ask',
};

/** `过期 12 天没核对` */
export function checkWords({ state, dueOn, overdueDays }: Check, now: number): string {
  if (state === 'never' || dueOn === null) return t.checks.never;
  if (state === 'overdue') return t.checks.overdue(String(overdueDays));
  return t.checks.holds(dateLong(dueOn, now));
}

/** The address of one record at the desk. */
export function recordHref(id: string): string {
  return `${staffPaths.register}?place=${encodeURIComponent(id)}`;
}
