import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import type { CancelItem, CancelItemProps } from './CancelItem.tsx';

/** The question and its refusals, fetched at the press: few give something up, and everybody waits for the page. */
export function CancelLater(props: CancelItemProps) {
  const [Loaded, setLoaded] = useState<typeof CancelItem>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (Loaded || failed) return;
    import('./CancelItem.tsx').then(
      (module) => setLoaded(() => module.CancelItem),
      () => setFailed(true),
    );
  }, [failed]);
  if (Loaded) return <Loaded {...props} />;
  return (
    <div class="section">
      {failed ? (
        <Fault text={errorWords('network').text} onRetry={() => setFailed(false)} />
      ) : (
        <Waiting rows={1} />
      )}
    </div>
  );
}
