import { useRef, useState } from 'preact/hooks';
import { audience } from '../../i18n/zh/audience.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

/** What came of pressing 报名. */
export type Outcome =
  | { kind: 'done'; names: string }
  | { kind: 'refused' | 'fault'; refusal: Refusal };

/** Nothing answered or the worker broke: the same press may simply be made again. */
const FAULTS = ['network', 'server.fault', 'request.tooMany', 'idempotency.race'];

/** Takes places, all or none. The same people are sent under the same key, however often it is pressed. */
export function useTaskSignUp(taskId: string, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const sent = useRef({ body: '', key: '' });

  async function send(people: string[], returnTo: string) {
    if (busy) return;
    setBusy(true);
    setOutcome(undefined);
    const body = people.join();
    if (sent.current.body !== body) sent.current = { body, key: idempotencyKey() };
    const headers = { 'Idempotency-Key': sent.current.key };
    try {
      const { items } = await answer(
        api['volunteer-tasks'][':id']['sign-ups'].$post(
          { param: { id: taskId }, json: { people } },
          { headers },
        ),
      );
      // Somebody who gave the place back may take it again: that is another act.
      sent.current = { body: '', key: '' };
      const names = items
        .filter(({ person, state }) => state === 'signed' && people.includes(person.id))
        .map(({ person }) => person.name)
        .join(audience.join);
      setOutcome({ kind: 'done', names });
      onDone();
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn(returnTo);
      const refusal = refusalIn(error);
      setOutcome({ kind: FAULTS.includes(refusal.code) ? 'fault' : 'refused', refusal });
    }
    setBusy(false);
  }

  return { busy, outcome, send, forget: () => setOutcome(undefined) };
}
