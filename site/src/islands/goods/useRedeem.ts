import { useRef, useState } from 'preact/hooks';
import type { Redemption } from '../../../../worker/features/mall/schema/redemptions.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

/** What came of pressing 换. */
export type Outcome =
  | { kind: 'done'; redemption: Redemption }
  | { kind: 'refused' | 'fault'; refusal: Refusal; quantity: number };

/** Nothing answered or the worker broke: the same press may simply be made again. */
const FAULTS = ['network', 'server.fault', 'request.tooMany', 'idempotency.race'];

/** Gives points for a good. As many of it are sent under the same key, however often it is pressed. */
export function useRedeem(goodId: string, onSettled: () => void) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const sent = useRef({ quantity: 0, key: '' });

  async function send(quantity: number, returnTo: string) {
    if (busy) return;
    setBusy(true);
    setOutcome(undefined);
    if (sent.current.quantity !== quantity) sent.current = { quantity, key: idempotencyKey() };
    const headers = { 'Idempotency-Key': sent.current.key };
    try {
      const redemption = await answer(
        api.redemptions.$post({ json: { goodId, quantity } }, { headers }),
      );
      setOutcome({ kind: 'done', redemption });
      onSettled();
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo);
      const refusal = refusalIn(error);
      const isFault = FAULTS.includes(refusal.code);
      // What was refused may be asked for again when things have changed: that is another act.
      if (!isFault) sent.current = { quantity: 0, key: '' };
      setOutcome({ kind: isFault ? 'fault' : 'refused', refusal, quantity });
      if (!isFault) onSettled();
    }
    setBusy(false);
  }

  return { busy, outcome, send, forget: () => setOutcome(undefined) };
}
