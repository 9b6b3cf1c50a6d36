/** How many more bookings of this page's venue one may make. The sign and the week show the same. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { answer, api, type InferResponseType } from '../../lib/api.ts';

export type Allowance = InferResponseType<(typeof api.venues)[':id']['allowance']['$get'], 200>;

const allowanceSignal = signal<Allowance | null>(null);

/** Null until it is known, and for nobody. */
export const allowance: ReadonlySignal<Allowance | null> = allowanceSignal;

/** Asks anew, for the week of a day or this one. Where it can't be known nothing is shown. */
export async function loadAllowance(venueId: string): Promise<Allowance | null> {
  const asked = api.venues[':id'].allowance.$get({ param: { id: venueId }, query: {} });
  allowanceSignal.value = await answer(asked).catch(() => null);
  return allowanceSignal.value;
}

/** What may still be booked this week: both limits count. */
export function leftOf({ activeLeft, weekLeft }: Allowance): number {
  return Math.min(activeLeft, weekLeft);
}
