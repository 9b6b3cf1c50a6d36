import { useEffect } from 'preact/hooks';
import { type Asked, useAnswer } from '../../lib/use-answer.ts';
import { type PageOf, type Pages, type PageWanted, usePages } from '../../lib/use-pages.ts';

/** `useAnswer` that also asks anew after each act at the desk. */
export function useDesk<T>(key: string, turn: number, ask: () => Promise<T>): Asked<T> {
  const asked = useAnswer(key, ask);
  useAgain(turn, asked);
  return asked;
}

/** Rows at first, and with each press on 再看一些. */
const PAGE = 50;

/** `usePages` that also asks anew after each act at the desk. */
export function useDeskPages<T extends { id: string }, P extends PageOf<T>>(
  key: string,
  turn: number,
  ask: (page: PageWanted) => Promise<P & PageOf<T>>,
): Pages<P> {
  const asked = usePages<T, P>(key, PAGE, ask);
  useAgain(turn, asked);
  return asked;
}

function useAgain(turn: number, { again }: Pick<Asked<unknown>, 'again'>) {
  useEffect(() => {
    if (turn > 0) again();
  }, [turn]);
}
