import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { search as words } from '../../i18n/zh/search.ts';
import { answer, api } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';
import { clock, dayName, dayOf } from '../../lib/format.ts';
import { nearOf, type Place, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { rememberSearch } from '../../lib/search-keep.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Field } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { Answers } from './Answers.tsx';
import { Recent } from './Recent.tsx';
import { type Results, resultsIn, resultsOf } from './results.ts';
import { type Kept, useIndex } from './useIndex.ts';

/** As long as the rules look at, in characters. */
const MAX_Q = 40;

/** The address is written when the typing is over: on a phone it costs as much as a key, and Safari refuses many. */
const PAUSE_MS = 800;

interface Props {
  built: Place;
  phone: { shown: string; dial: string };
}

/** One box over everything that has a name. It answers with each letter, from the directory kept on the phone. */
export function Search({ built, phone }: Props) {
  const [text, setText] = useState('');
  const box = useRef<HTMLFormElement>(null);
  const kept = useIndex();
  useEffect(() => {
    const asked = new URLSearchParams(location.search).get('q')?.slice(0, MAX_Q) ?? '';
    if (asked) setText(asked);
    box.current?.querySelector('input')?.focus();
  }, []);
  const later = useRef(0);
  function look(next: string) {
    setText(next);
    clearTimeout(later.current);
    later.current = window.setTimeout(() => putInAddress(next), PAUSE_MS);
  }
  function choose() {
    rememberSearch(text);
    putInAddress(text);
  }
  return (
    <>
      <form
        ref={box}
        class="pad search-box"
        aria-label={words.title}
        onSubmit={(event) => {
          event.preventDefault();
          choose();
          // The keyboard of the phone goes away, and the answers are seen.
          box.current?.querySelector('input')?.blur();
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && focusAnswer(0)) event.preventDefault();
        }}
      >
        <Field
          id="search-q"
          type="search"
          inputMode="search"
          autocomplete="off"
          label={words.q}
          help={words.qHelp}
          maxLength={MAX_Q}
          value={text}
          onInput={look}
        />
      </form>
      {kept.offline && (
        <div class="pad">
          <Notice tone="warm" role="status">
            {offlineWords(kept)}
          </Notice>
        </div>
      )}
      {text.trim() ? (
        <Looked
          text={text.trim()}
          kept={kept}
          built={built}
          phone={phone}
          onLook={look}
          onChoose={choose}
        />
      ) : (
        <Recent onChoose={look} />
      )}
    </>
  );
}

/** So that a link or the way back leads to these answers. */
function putInAddress(text: string): void {
  const query = text.trim() ? `?q=${encodeURIComponent(text.trim())}` : '';
  history.replaceState(history.state, '', location.pathname + query);
}

function offlineWords({ directory, stoodAt }: Kept): string {
  if (!directory) return words.noIndex;
  if (stoodAt === undefined) return words.offline;
  return words.offlineAsOf(dayName(dayOf(stoodAt), serverNow()), clock(stoodAt));
}

/** Moves on to an answer; false when there is none. */
function focusAnswer(index: number): boolean {
  const rows = document.querySelectorAll<HTMLElement>('.search-answers .way');
  rows[index]?.focus();
  return index < rows.length;
}

interface LookedProps extends Props {
  text: string;
  kept: Kept;
  onLook: (text: string) => void;
  onChoose: () => void;
}

function Looked({ text, kept, built, phone, onLook, onChoose }: LookedProps) {
  const place = usePlace(built);
  const now = useNow();
  const { directory, openings } = kept;
  const mine = useMemo(
    () =>
      directory?.complete && now > 0
        ? resultsIn(directory, { text, place, openings, now })
        : undefined,
    [directory, openings, text, place, now],
  );
  const asks = directory && !directory.complete ? `${text} ${nearOf(place)}` : '';
  const theirs = useAnswer(asks, () =>
    answer(api.search.$get({ query: { q: text, near: nearOf(place), limit: '60' } })),
  );
  const last = useRef<Results>();
  const asked = theirs.value;
  const answered = useMemo(() => asked && resultsOf(asked, now), [asked, now]);
  const results = mine ?? answered ?? last.current;
  last.current = results;
  if (results) {
    return (
      <Answers text={text} results={results} phone={phone} onLook={onLook} onChoose={onChoose} />
    );
  }
  if (theirs.refusal) {
    return (
      <div class="pad">
        <Fault text={words.noIndex} onRetry={theirs.again} />
      </div>
    );
  }
  return kept.offline ? null : <Waiting words={words.loading} />;
}
