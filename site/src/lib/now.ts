import { useEffect, useState } from 'preact/hooks';

/**
 * The phone's clock for an island, in ms; 0 while the page is being built. Moves on with each minute, stands still in
 * the background, and is right again as soon as the page is looked at.
 */
export function useNow(): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'hidden') return;
      const at = Date.now();
      setNow(at);
      timer = window.setTimeout(tick, 60_000 - (at % 60_000) + 20);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now;
}
