/** A list that comes in pages: the next is read when somebody asks for more, and what is shown is kept fresh as a whole. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from './api.ts';
import { type Asked, refusalOf, useTurn } from './use-answer.ts';

export interface PageOf<T> {
  items: readonly T[];
  /** Where the next page begins; null at the end. */
  next: string | null;
}

/** What every list of the API takes. */
export interface PageWanted {
  limit: string;
  cursor?: string;
}

export interface Pages<P> extends Asked<P> {
  /** The next page is on its way. */
  busy: boolean;
  /** Reads the next page. */
  more: () => void;
}

/** As many as every list answers at once. */
const MOST_AT_ONCE = 100;

interface State<P> {
  key: string;
  value?: P | undefined;
  refusal?: Refusal;
  busy?: boolean;
}

/**
 * Asks for `size` items at first and with each `more`. The answer is that of the last page with the items of all of them;
 * it is asked for anew when `useAnswer` would ask anew. An empty key asks nothing.
 */
export function usePages<T extends { id: string }, P extends PageOf<T>>(
  key: string,
  size: number,
  ask: (page: PageWanted) => Promise<P & PageOf<T>>,
): Pages<P> {
  const [state, setState] = useState<State<P>>({ key: '' });
  const [turn, again] = useTurn();
  const wanted = useRef(size);
  /** Answers of requests before the last one come too late. */
  const last = useRef(0);
  const latest = useRef(ask);
  latest.current = ask;

  function read(work: () => Promise<P>) {
    last.current += 1;
    const mine = last.current;
    const isLast = () => last.current === mine;
    work().then(
      (value) => isLast() && setState({ key, value }),
      (error) =>
        isLast() &&
        setState((old) => ({
          key,
          value: old.key === key ? old.value : undefined,
          refusal: refusalOf(error),
        })),
    );
  }
  useEffect(() => {
    if (!key) return;
    if (state.key !== key) wanted.current = size;
    read(() => pagesUntil(wanted.current, latest.current));
    return () => {
      last.current += 1;
    };
  }, [key, turn]);

  const { value, refusal, busy = false }: State<P> = state.key === key ? state : { key };
  function more() {
    const cursor = value?.next;
    if (!value || !cursor) return;
    wanted.current = value.items.length + size;
    setState({ key, value, busy: true });
    read(async () => joined(value, await latest.current({ limit: String(size), cursor })));
  }
  const asking = key !== '' && value === undefined && refusal === undefined;
  return { value, refusal, asking, busy, more, again };
}

/** So many items, page by page, or as many as there are. */
async function pagesUntil<T extends { id: string }, P extends PageOf<T>>(
  count: number,
  ask: (page: PageWanted) => Promise<P>,
): Promise<P> {
  const limit = (left: number) => String(Math.min(left, MOST_AT_ONCE));
  let all = await ask({ limit: limit(count) });
  while (all.next !== null && all.items.length < count) {
    const page = { limit: limit(count - all.items.length), cursor: all.next };
    all = joined(all, await ask(page));
  }
  return all;
}

/** What moved meanwhile and comes a second time is shown once. */
function joined<T extends { id: string }, P extends PageOf<T>>(before: P, page: P): P {
  const shown = new Set(before.items.map(({ id }) => id));
  return { ...page, items: [...before.items, ...page.items.filter(({ id }) => !shown.has(id))] };
}

/** Everything a list has, page by page. */
export function allPages<T extends { id: string }, P extends PageOf<T>>(
  ask: (page: PageWanted) => Promise<P>,
): Promise<P> {
  return pagesUntil(Number.POSITIVE_INFINITY, ask);
}
