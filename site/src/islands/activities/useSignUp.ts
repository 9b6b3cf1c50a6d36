import { useRef, useState } from 'preact/hooks';
import type { Registration } from '../../../../worker/features/activities/schema.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

export interface Asked {
  activityId: string;
  sessionId: string;
  who: readonly string[];
  wait: boolean;
}

/** What came of pressing 报名 or 候补. */
export type Outcome =
  | { kind: 'done'; registration: Registration }
  | { kind: 'refused'; refusal: Refusal; asked: Asked }
  | { kind: 'fault'; refusal: Refusal; asked: Asked };

export interface SignUp {
  busy: boolean;
  outcome?: Outcome;
  send: (asked: Asked, returnTo: string) => Promise<void>;
  forget: () => void;
}

/** Nothing answered or the worker broke: the same press may simply be made again. */
const FAULTS = ['network', 'server.fault', 'request.tooMany', 'idempotency.race', 'code.collision'];

/** Signs people up, all or none. The same sign-up is sent under the same key, however often it is pressed. */
export function useSignUp(): SignUp {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const sent = useRef({ body: '', key: '' });

  async function send(asked: Asked, returnTo: string) {
    if (busy) return;
    setBusy(true);
    setOutcome((old) => (old?.kind === 'fault' ? undefined : old));
    const { activityId, sessionId, who, wait } = asked;
    const json = { sessionId, attendees: [...who], wait };
    const body = JSON.stringify(json);
    if (sent.current.body !== body) sent.current = { body, key: idempotencyKey() };
    const headers = { 'Idempotency-Key': sent.current.key };
    try {
      const registration = await answer(
        api.activities[':id'].registrations.$post({ param: { id: activityId }, json }, { headers }),
      );
      // Somebody who gave the seat back may take it again: that is another act.
      sent.current = { body: '', key: '' };
      setOutcome({ kind: 'done', registration });
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo);
      const refusal = refusalIn(error);
      setOutcome({ kind: FAULTS.includes(refusal.code) ? 'fault' : 'refused', refusal, asked });
    }
    setBusy(false);
  }

  return { busy, outcome, send, forget: () => setOutcome(undefined) };
}
