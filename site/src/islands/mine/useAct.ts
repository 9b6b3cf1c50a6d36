import { useState } from 'preact/hooks';
import type { Refusal } from '../../lib/api.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

export interface Act {
  busy: boolean;
  /** Why the last one did not happen. */
  fault?: Refusal;
  /**
   * Does it, and says whether it happened. A session that has ended leads to signing in and back; what `expect` answers
   * true to is no fault of the page but said by it.
   */
  run: (work: () => Promise<void>, expect?: (refusal: Refusal) => boolean) => Promise<boolean>;
}

/** One act at a time, with what went wrong. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Refusal>();
  async function run(work: () => Promise<void>, expect?: (refusal: Refusal) => boolean) {
    setBusy(true);
    setFault(undefined);
    try {
      await work();
      setBusy(false);
      return true;
    } catch (caught) {
      setBusy(false);
      const refusal = refusalIn(caught);
      if (isSignedOut(caught)) requireSignIn();
      else if (!expect?.(refusal)) setFault(refusal);
      return false;
    }
  }
  return { busy, fault, run };
}
