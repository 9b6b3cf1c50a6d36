import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Later<P> {
  /** Undefined until its script has come. */
  Part: ComponentType<P> | undefined;
  /** Its script did not come: say the same in words. */
  isLost: boolean;
}

/** A part that only some presses lead to. `load` is one and the same function each time. */
export function useLater<P>(load: () => Promise<ComponentType<P>>): Later<P> {
  const [part, setPart] = useState<{ Part: ComponentType<P> }>();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    load().then(
      (Part) => setPart({ Part }),
      () => setLost(true),
    );
  }, [load]);
  return { Part: part?.Part, isLost };
}
