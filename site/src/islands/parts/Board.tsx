import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import { Icon } from './Icon.tsx';

export interface BoardProps {
  children: ComponentChildren;
}

/** A departures board: BoardRows in order of time, with BoardNow where the clock stands. */
export function Board({ children }: BoardProps) {
  return <ul class="board">{children}</ul>;
}

export interface BoardRowProps {
  /** `13:30`, or a few characters (`候补 2`). */
  time: string;
  title: ComponentChildren;
  /** Place, direction, minutes. */
  detail?: ComponentChildren;
  /** What is left: words, a StateTile, or a small Button. */
  end?: ComponentChildren;
  /** Makes the row one link; a chevron is drawn when `end` is empty. */
  href?: string;
}

export function BoardRow({ time, title, detail, end, href }: BoardRowProps) {
  const inner = (
    <>
      <span class="n time">{time}</span>
      <div class="what">
        <h3>{title}</h3>
        {detail && <div class="dim">{detail}</div>}
      </div>
      <div class="end">{end ?? (href && <Icon name="chevron" />)}</div>
    </>
  );
  return <li>{href ? <a href={href}>{inner}</a> : inner}</li>;
}

export interface BoardNowProps {
  /** `10:37` */
  time: string;
}

/** The line between what has begun and what comes. */
export function BoardNow({ time }: BoardNowProps) {
  return (
    <li class="now-line">
      <b>
        {parts.now} <span class="n">{time}</span>
      </b>
    </li>
  );
}
