import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { faultWords } from '../../i18n/zh/faults.ts';
import { Fault, Waiting } from '../parts/Waiting.tsx';

/** A component fetched when it is first shown: what few press for does not weigh on the page that everybody waits for. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [Loaded, setLoaded] = useState(() => known);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Loaded || failed) return;
      load().then(
        (found) => {
          known = found;
          setLoaded(() => found);
        },
        () => setFailed(true),
      );
    }, [failed]);
    if (Loaded) return <Loaded {...props} />;
    if (!failed) return <Waiting rows={1} />;
    return (
      <div class="section">
        <Fault text={faultWords('network').text} onRetry={() => setFailed(false)} />
      </div>
    );
  };
}
