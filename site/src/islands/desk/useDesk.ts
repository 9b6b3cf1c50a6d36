import { useEffect } from 'preact/hooks';
import { type Asked, useAnswer } from '../../lib/use-answer.ts';

/** `useAnswer` that also asks anew after each act at the desk. */
export function useDesk<T>(key: string, turn: number, ask: () => Promise<T>): Asked<T> {
  const asked = useAnswer(key, ask);
  useEffect(() => {
    if (turn > 0) asked.again();
  }, [turn]);
  return asked;
}
