import { useRef, useState } from 'preact/hooks';
import type { MealOrder } from '../../../../worker/features/canteen/schema.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import type { Basket } from '../../lib/basket.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';
import type { Offer } from './offer.ts';

/** What came of pressing 下单. `wish` is what was sent, so that the words about it stay true. */
export type Outcome =
  | { kind: 'done'; order: MealOrder; changed: boolean }
  | { kind: 'refused'; refusal: Refusal; basket: Basket }
  | { kind: 'fault'; refusal: Refusal };

export interface Ordering {
  busy: boolean;
  outcome?: Outcome;
  send: (offer: Offer, basket: Basket, returnTo: string) => Promise<void>;
  forget: () => void;
}

/** Nothing answered or the worker broke: the same press may simply be made again. */
const FAULTS = ['network', 'server.fault', 'request.tooMany', 'idempotency.race', 'code.collision'];

/** Sends an order or its change. The same order is sent under the same key, however often it is pressed. */
export function useOrdering(): Ordering {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const sent = useRef({ body: '', key: '' });

  async function send(offer: Offer, basket: Basket, returnTo: string) {
    if (busy) return;
    setBusy(true);
    setOutcome((old) => (old?.kind === 'fault' ? undefined : old));
    try {
      const order = offer.order
        ? await change(offer.order, offer, basket)
        : await place(offer, basket, sent.current);
      setOutcome({ kind: 'done', order, changed: Boolean(offer.order) });
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo);
      const refusal = refusalIn(error);
      const isFault = FAULTS.includes(refusal.code);
      setOutcome(isFault ? { kind: 'fault', refusal } : { kind: 'refused', refusal, basket });
    }
    setBusy(false);
  }

  return { busy, outcome, send, forget: () => setOutcome(undefined) };
}

function wishOf({ menu }: Offer, { picks, mode, windowId, note }: Basket) {
  const chosen = mode ?? menu.modes[0] ?? 'dine_in';
  return {
    mode: chosen,
    windowId: chosen === 'pickup' ? windowId : undefined,
    note: note?.trim() || undefined,
    lines: menu.items.flatMap(({ number, dishId }) => {
      const quantity = picks[number] ?? 0;
      return quantity > 0 ? [{ dishId, quantity }] : [];
    }),
  };
}

async function place(offer: Offer, basket: Basket, sent: { body: string; key: string }) {
  const { canteen, menu } = offer;
  const json = {
    canteenId: canteen.id,
    date: menu.date,
    meal: menu.meal,
    personId: basket.personId,
    ...wishOf(offer, basket),
  };
  const body = JSON.stringify(json);
  if (sent.body !== body) Object.assign(sent, { body, key: idempotencyKey() });
  const headers = { 'Idempotency-Key': sent.key };
  return answer(api['meal-orders'].$post({ json }, { headers }));
}

async function change({ id, revision }: MealOrder, offer: Offer, basket: Basket) {
  const json = { ...wishOf(offer, basket), revision };
  return answer(api['meal-orders'][':id'].change.$post({ param: { id }, json }));
}
