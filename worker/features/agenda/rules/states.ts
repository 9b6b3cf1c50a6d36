/** The states of what is on the agenda, and which of it is still ahead. */
import { fromRfc3339 } from '../../../lib/time.ts';
import type { AgendaItem } from '../schema.ts';

export const AGENDA_KINDS = ['booking', 'mealOrder', 'registration'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

/** The states of the three, as each of them names its own. */
export const AGENDA_STATES = [
  'booked',
  'checked_in',
  'placed',
  'handed_over',
  'registered',
  'waiting',
  'cancelled',
  'released',
] as const;
export type AgendaState = (typeof AGENDA_STATES)[number];

const AHEAD: readonly AgendaState[] = ['booked', 'checked_in', 'placed', 'registered', 'waiting'];

/** Whether somebody still has it before them, or is in the middle of it. */
export function isAhead({ state, end }: Pick<AgendaItem, 'state' | 'end'>, now: number): boolean {
  return AHEAD.includes(state) && fromRfc3339(end) > now;
}

/** The first to come first; what starts together in the order of its kind and id. */
export function inTimeOrder(items: readonly AgendaItem[]): AgendaItem[] {
  const key = (item: AgendaItem) => `${item.kind} ${item.id}`;
  return items.toSorted(
    (a, b) => fromRfc3339(a.start) - fromRfc3339(b.start) || (key(a) < key(b) ? -1 : 1),
  );
}
