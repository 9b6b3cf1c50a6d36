import { useRef, useState } from 'preact/hooks';
import { faults } from '../../i18n/zh/faults.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import { isSignedOut, keepMe, type Person, requireSignIn } from '../../lib/session.ts';
import { refusalOf } from '../../lib/use-answer.ts';
import type { Choice } from '../../lib/venueWeek.ts';
import type { Booking } from './Booked.tsx';
import { type Wish, wishPath } from './wish.ts';

/** A time that was chosen, with everything else the form holds. */
export interface Asking {
  venueId: string;
  wish: Wish & Choice;
  purpose?: string;
  /** Given in place by somebody who has no name yet. */
  name?: string;
}

export type Outcome =
  | { kind: 'booked'; booking: Booking }
  | { kind: 'refused'; refusal: Refusal; wish: Wish & Choice }
  /** Nothing was decided: the same press may be made again. */
  | { kind: 'fault'; refusal: Refusal };

/** Refusals that say nothing about the booking itself. */
const FAULTS = Object.keys(faults);

export interface Booker {
  busy: boolean;
  outcome: Outcome | undefined;
  /** True once the booking is made or refused. */
  book: (asking: Asking, person: Person | null | undefined) => Promise<boolean>;
  forget: () => void;
}

/** The act itself. The same wish keeps its key until it is decided, so that a press after a lost answer books once. */
export function useBooking(): Booker {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const sent = useRef({ body: '', key: '' });

  async function book(asking: Asking, person: Person | null | undefined) {
    const returnTo = wishPath(asking.venueId, asking.wish);
    if (person === null) {
      requireSignIn(returnTo);
      return false;
    }
    setBusy(true);
    setOutcome(undefined);
    try {
      if (asking.name) keepMe(await answer(api.me.$patch({ json: { name: asking.name } })));
      const json = bodyOf(asking);
      const body = JSON.stringify(json);
      if (body !== sent.current.body) sent.current = { body, key: idempotencyKey() };
      const headers = { 'Idempotency-Key': sent.current.key };
      const booking = await answer(api.bookings.$post({ json }, { headers }));
      sent.current = { body: '', key: '' };
      setOutcome({ kind: 'booked', booking });
      return true;
    } catch (error) {
      if (isSignedOut(error)) {
        requireSignIn(returnTo);
        return false;
      }
      const refusal = refusalOf(error);
      const undecided = FAULTS.includes(refusal.code);
      if (!undecided) sent.current = { body: '', key: '' };
      setOutcome(
        undecided ? { kind: 'fault', refusal } : { kind: 'refused', refusal, wish: asking.wish },
      );
      return !undecided;
    } finally {
      setBusy(false);
    }
  }

  return { busy, outcome, book, forget: () => setOutcome(undefined) };
}

function bodyOf({ venueId, wish, purpose }: Asking) {
  const { start, end, partySize, personId } = wish;
  return {
    venueId,
    start,
    end,
    partySize,
    ...(purpose && { purpose }),
    ...(personId && { personId }),
  };
}
