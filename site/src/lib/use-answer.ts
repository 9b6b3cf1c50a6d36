import { useEffect, useRef, useState } from 'preact/hooks';
import { type Refusal, Refused } from './api.ts';

export interface Asked<T> {
  /** The last good answer; it stays while the next one is awaited. */
  value?: T;
  /** Why there is no newer answer. */
  refusal?: Refusal;
  asking: boolean;
  /** Asks once more. */
  again: () => void;
}

const EVERY_MS = 60_000;

/**
 * Asks the API and keeps the answer fresh: once a minute while the page is looked at, and at once when `key` changes.
 * An empty key asks nothing. What is no `Refused` counts as a fault of ours.
 */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ key: string; value?: T; refusal?: Refusal }>({ key: '' });
  const [turn, again] = useTurn();
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!key) return;
    let wanted = true;
    latest.current().then(
      (value) => wanted && setState({ key, value }),
      (error) => wanted && setState((old) => ({ ...kept(old, key), refusal: refusalOf(error) })),
    );
    return () => {
      wanted = false;
    };
  }, [key, turn]);
  const { value, refusal } = state.key === key ? state : { value: undefined, refusal: undefined };
  const asking = key !== '' && value === undefined && refusal === undefined;
  return { value, refusal, asking, again };
}

/** Grows once a minute while the page is looked at, when somebody comes back to it, and by `again`. */
export function useTurn(): [turn: number, again: () => void] {
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((old) => old + 1);
  useEffect(() => {
    const later = () => document.visibilityState === 'visible' && again();
    const timer = setInterval(later, EVERY_MS);
    document.addEventListener('visibilitychange', later);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', later);
    };
  }, []);
  return [turn, again];
}

function kept<T>(old: { key: string; value?: T }, key: string): { key: string; value?: T } {
  return old.key === key ? { key, value: old.value } : { key };
}

export function refusalOf(error: unknown): Refusal {
  return error instanceof Refused ? error.refusal : { code: 'server.fault' };
}
