import type { Statement } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { addDays, type Day, dayOf, monthDay, yearMonth } from '../../../lib/format.ts';
import type { StateKind } from '../../parts/StateTile.tsx';

/** `2026 年 10 月` */
export const monthWords = (month: string): string => yearMonth(`${month}-01`);

/** Months that can be chosen, this one first. */
export function monthsBack(today: Day, count: number): string[] {
  const months = [today.slice(0, 7)];
  while (months.length < count) {
    months.push(addDays(`${months[months.length - 1]}-01`, -1).slice(0, 7));
  }
  return months;
}

/** `11 月 8 日`: the last day on which its merchant can object. */
export function lastDayWords({ disputeUntil }: Pick<Statement, 'disputeUntil'>): string {
  // The window ends at midnight: its last day is the one before.
  return monthDay(addDays(dayOf(disputeUntil), -1));
}

/** How far a statement is: the tile and its words. */
export function standOf(statement: Statement, now: number): { kind: StateKind; words: string } {
  const { state, accepted, disputeUntil } = statement;
  if (state === 'final') return { kind: 'done', words: t.states.final };
  if (state === 'disputed') return { kind: 'unfit', words: t.states.disputed };
  if (accepted) return { kind: 'fits', words: t.accepted };
  return Date.parse(disputeUntil) <= now
    ? { kind: 'late', words: t.passed }
    : { kind: 'wait', words: t.states.issued };
}
