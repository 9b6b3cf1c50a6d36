/** What somebody has ahead, shared by the sign and the list of one page, and the acts on it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Agenda, AgendaItem } from '../../../worker/features/agenda/schema.ts';
import { answer, api } from './api.ts';
import { codeOf, isSignedOut, keepMe } from './session.ts';

export type { Agenda, AgendaItem };
export type AgendaKind = AgendaItem['kind'];

export interface AgendaState {
  agenda?: Agenda;
  /** The code of what went wrong at the last asking; an agenda from before stays. */
  fault?: string;
}

const state = signal<AgendaState>({});

export const agendaState: ReadonlySignal<AgendaState> = state;

/** Asks for what is ahead. Never throws: what went wrong is in the state. */
export async function loadAgenda(): Promise<void> {
  try {
    state.value = { agenda: await answer(api.me.agenda.$get()) };
  } catch (error) {
    if (isSignedOut(error)) {
      state.value = {};
      keepMe(null);
    } else {
      state.value = { ...state.value, fault: codeOf(error) };
    }
  }
}

/**
 * Gives up a booking, an order or a registration; of a registration only some people when they are named. Throws
 * `Refused`.
 */
export async function cancelItem(
  { kind, id }: Pick<AgendaItem, 'kind' | 'id'>,
  attendees?: string[],
): Promise<void> {
  const param = { id };
  if (kind === 'booking') await answer(api.bookings[':id'].cancel.$post({ param, json: {} }));
  else if (kind === 'mealOrder')
    await answer(api['meal-orders'][':id'].cancel.$post({ param, json: {} }));
  else
    await answer(
      api.registrations[':id'].cancel.$post({ param, json: attendees ? { attendees } : {} }),
    );
}

const FOLDERS: Record<AgendaKind, string> = {
  booking: 'bookings',
  mealOrder: 'meal-orders',
  registration: 'registrations',
};

/** The page of one thing. */
export function itemHref({ kind, id }: Pick<AgendaItem, 'kind' | 'id'>): string {
  return `/mine/${FOLDERS[kind]}/${id}/`;
}

/** The file that puts one thing into the phone's calendar. */
export function calendarHref({ kind, id }: Pick<AgendaItem, 'kind' | 'id'>): string {
  return `/api/v1/me/agenda/${kind}/${id}.ics`;
}

/** The id of the thing that the page's address names: `/mine/bookings/{id}/`. Empty when it names none. */
export function idInPath(pathname: string): string {
  return (
    /^\/mine\/(?:bookings|meal-orders|registrations)\/([a-z0-9_-]+)\/?$/.exec(pathname)?.[1] ?? ''
  );
}
