import { useEffect, useMemo, useState } from 'preact/hooks';
import { search as words } from '../../i18n/zh/search.ts';
import { count } from '../../lib/format.ts';
import { usePace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ResultRow } from './ResultRow.tsx';
import type { Results } from './results.ts';

/** Rows that fill the screen of a phone: no more are drawn with each letter. */
const FIRST = 6;

/** Rows once the typing pauses; with each press on 看更多 twice as many again. */
const PAGE = 12;

/** Shorter than a pause of the typing: what is below the screen, and what is said aloud, can wait for it. */
const PAUSE_MS = 150;

interface Props {
  text: string;
  results: Results;
  phone: { shown: string; dial: string };
  onLook: (text: string) => void;
  onChoose: () => void;
}

/** How many there are, said aloud; a word that was meant; and the rows, which the arrow keys go through. */
export function Answers({ text, results, phone, onLook, onChoose }: Props) {
  const pace = usePace();
  const [rows, showMore] = useRows(text);
  const { total, didYouMean } = results;
  const items = useMemo(() => results.first(rows), [results, rows]);
  const said = total > 0 ? words.found(count(total), didYouMean ?? text) : words.none(text);
  const nothing = total === 0 && !didYouMean;
  return (
    <section class="search-answers" aria-label={words.results}>
      <Spoken text={said} />
      {!nothing && (
        <p class="pad search-count" aria-hidden="true">
          {said}
        </p>
      )}
      {didYouMean && (
        <div class="pad">
          <Notice tone="warm">
            {words.didYouMean(text)}
            <button class="link" type="button" onClick={() => onLook(didYouMean)}>
              “{didYouMean}”
            </button>
            {words.didYouMeanEnd}
          </Notice>
        </div>
      )}
      {nothing && (
        <div class="pad">
          <Empty title={words.none(text)} text={words.noneText}>
            <Button href={`${paths.near}#communities`}>{words.byCommunity}</Button>
            <Button kind="line" icon="phone" href={`tel:${phone.dial}`}>
              {words.call}
            </Button>
          </Empty>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only moves the focus between links that work by themselves */}
      <div class="ways" onKeyDown={(event) => moveBetween(event)}>
        {items.map((one, index) => (
          // By its place and not by what it shows: with the next letter a row is written anew instead of built anew.
          <ResultRow key={`${index}`} result={one} pace={pace} onChoose={onChoose} />
        ))}
      </div>
      {items.some(({ walk }) => walk) && <p class="pad search-count">{words.estimated}</p>}
      {rows >= PAGE && total > rows && (
        <p class="pad">
          <Button kind="line" onClick={showMore}>
            {words.more(count(total - rows))}
          </Button>
        </p>
      )}
    </section>
  );
}

/** How many rows to draw of a text, and a way to have more. */
function useRows(text: string): [rows: number, showMore: () => void] {
  const [drawn, setDrawn] = useState({ text: '', rows: PAGE });
  useEffect(() => {
    const timer = setTimeout(() => setDrawn({ text, rows: PAGE }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const rows = drawn.text === text ? drawn.rows : FIRST;
  return [rows, () => setDrawn({ text, rows: rows + 2 * PAGE })];
}

/** Said aloud in a pause of the typing, and not with each letter. */
function Spoken({ text }: { text: string }) {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="visually-hidden" role="status">
      {said}
    </p>
  );
}

/** Up and down between the rows; up from the first leads back into the box. */
function moveBetween(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = Array.from(event.currentTarget.querySelectorAll('a'));
  const at = rows.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0) return;
  event.preventDefault();
  const next = at + step < 0 ? document.getElementById('search-q') : rows[at + step];
  next?.focus();
}
