import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  type Alike,
  alikeOf,
  type Ready,
  readyFor,
} from '../../../../worker/features/search/rules/match.ts';
import {
  entriesOf,
  openingsOf,
  type PhoneEntry,
  type PhoneOpening,
} from '../../../../worker/features/search/rules/phone.ts';
import type { SearchIndex } from '../../../../worker/features/search/schema.ts';
import {
  freshOpenings,
  type KeptOpenings,
  keptIndex,
  keptOpenings,
  newerIndex,
} from '../../lib/search-keep.ts';

export interface Directory {
  /** False where the register is too large for a phone: ask the API. */
  complete: boolean;
  entries: readonly Ready<PhoneEntry>[];
  alike: Alike;
}

export interface Kept {
  /** Undefined until there is one. */
  directory?: Directory;
  openings: ReadonlyMap<string, PhoneOpening>;
  /** When they stood so, in ms. */
  stoodAt?: number;
  /** The network did not answer. */
  offline: boolean;
}

const EVERY_MS = 60_000;

/** The directory that is kept on the phone at once, and the newer one as soon as it has come; openings each minute. */
export function useIndex(): Kept {
  const [index, setIndex] = useState<SearchIndex>();
  const [stand, setStand] = useState<KeptOpenings>();
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const kept = keptIndex();
    if (kept) setIndex(kept.index);
    setStand(keptOpenings() ?? undefined);
    let etag = kept?.etag;
    let asked = false;
    let again = false;
    const renewIndex = async () => {
      const newer = await newerIndex(etag);
      if (newer) setIndex(newer);
      etag = keptIndex()?.etag ?? etag;
    };
    const renewOpenings = async () => {
      const isWhole = keptIndex()?.index.complete !== false;
      setStand(isWhole ? await freshOpenings() : undefined);
    };
    const refresh = async () => {
      if (document.visibilityState === 'hidden') return;
      again = asked;
      if (asked) return;
      asked = true;
      // Each half that comes is kept, whether the other comes or not.
      const halves = await Promise.allSettled([renewIndex(), renewOpenings()]);
      setOffline(halves.some(({ status }) => status === 'rejected'));
      asked = false;
      // The network went or came while we asked: what we were answered may not hold any more.
      if (again) void refresh();
    };
    void refresh();
    const timer = setInterval(refresh, EVERY_MS);
    const events = ['online', 'offline'] as const;
    for (const event of events) addEventListener(event, refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, []);
  const directory = useMemo(() => index && directoryOf(index), [index]);
  const openings = useMemo(() => (stand ? openingsOf(stand.openings) : NONE), [stand]);
  return { directory, openings, stoodAt: stand?.at, offline };
}

const NONE: ReadonlyMap<string, PhoneOpening> = new Map();

function directoryOf(index: SearchIndex): Directory {
  return {
    complete: index.complete,
    entries: entriesOf(index).map(readyFor),
    alike: alikeOf(index.synonyms),
  };
}
