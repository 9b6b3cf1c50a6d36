import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { aheadMs, serverNow } from './clock.ts';

/**
 * The server's clock for an island (until it is known the phone's), in ms; 0 while the page is being built. Moves on
 * with each minute, stands still in the background, and is right again as soon as the page is looked at.
 */
export function useNow(): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      const at = serverNow();
      setNow(at);
      timer = window.setTimeout(tick, 60_000 - (at % 60_000) + 20);
    };
    // Anew as soon as the server's clock is learned.
    const stop = effect(() => {
      aheadMs.value;
      tick();
    });
    document.addEventListener('visibilitychange', tick);
    return () => {
      stop();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now;
}
