import { useState } from 'preact/hooks';
import { idempotencyKey, type Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

export interface Act {
  busy: boolean;
  /** Why the last try was refused. */
  refusal?: Refusal;
  /** Runs an act; true when it was done. Somebody whose session has ended is led to the sign-in page. */
  run: (act: (key: string) => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

/** One act of a form or a row: what is under way, and what was refused. A try after a lost answer is the same act. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [key, setKey] = useState(idempotencyKey);
  async function run(act: (key: string) => Promise<unknown>): Promise<boolean> {
    if (busy) return false;
    setBusy(true);
    setRefusal(undefined);
    try {
      await act(key);
      setKey(idempotencyKey());
      return true;
    } catch (caught) {
      const why = refusalIn(caught);
      if (isSignedOut(caught)) requireSignIn();
      else setRefusal(why);
      // Only where nobody knows whether it was done is the next try the same act.
      if (!['network', 'server.fault', 'idempotency.race'].includes(why.code)) {
        setKey(idempotencyKey());
      }
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, refusal, run, clear: () => setRefusal(undefined) };
}
