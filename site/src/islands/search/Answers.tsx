import { useState } from 'preact/hooks';
import { search as words } from '../../i18n/zh/search.ts';
import { count } from '../../lib/format.ts';
import { usePace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { ResultRow } from './ResultRow.tsx';
import type { Results } from './results.ts';

/** Rows at first, and with each press on 看更多: no more are drawn with each letter. */
const PAGE = 12;

interface Props {
  text: string;
  results: Results;
  now: number;
  phone: { shown: string; dial: string };
  onLook: (text: string) => void;
  onChoose: () => void;
}

/** How many there are, said aloud; a word that was meant; and the rows, which the arrow keys go through. */
export function Answers({ text, results, now, phone, onLook, onChoose }: Props) {
  const [rows, setRows] = useState(PAGE);
  const pace = usePace();
  const { items, didYouMean } = results;
  const said =
    items.length > 0 ? words.found(count(items.length), didYouMean ?? text) : words.none(text);
  const nothing = items.length === 0 && !didYouMean;
  return (
    <section class="search-answers" aria-label={words.results}>
      <p class={nothing ? 'visually-hidden' : 'pad search-count'} role="status">
        {said}
      </p>
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
        {items.slice(0, rows).map((one) => (
          <ResultRow
            key={`${one.kind} ${one.id}`}
            result={one}
            pace={pace}
            now={now}
            onChoose={onChoose}
          />
        ))}
      </div>
      {items.length > rows && (
        <p class="pad">
          <Button kind="line" onClick={() => setRows(rows + 2 * PAGE)}>
            {words.more(count(items.length - rows))}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Up and down between the rows; up from the first leads back into the box. */
function moveBetween(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('.way'));
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  const next = at + step < 0 ? document.getElementById('search-q') : rows[at + step];
  next?.focus();
}
