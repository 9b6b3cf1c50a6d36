import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import type { IconName } from '../../lib/icons.ts';
import { Arrow } from './Arrow.tsx';
import { Plate } from './Plate.tsx';

export interface WayProps {
  /** With an address the row is a link; otherwise a button that calls `onChoose`. */
  href?: string;
  /** `_blank` where the page is framed by another. */
  target?: '_blank';
  onChoose?: () => void;
  icon?: IconName;
  code?: string;
  /** The big words: `去阅读`, or the name of the place. */
  title: ComponentChildren;
  /** Under the title: the place, or a StateTile. */
  place?: ComponentChildren;
  bearingDeg?: number;
  /** The big number: minutes on foot, or a time (`16:00`) with `unit=""`. */
  figure?: string | number;
  unit?: string;
  /** Under the figure: `开到 21:00`, `250 米`. */
  note?: ComponentChildren;
  /** The note is urgent: closes within the hour. */
  soon?: boolean;
  /** On white ground. */
  light?: boolean;
  /** This row is what the map or the page is showing. */
  chosen?: boolean;
}

/** A finger-post: plate, where, which way, how many minutes, until when. The whole row is one press. */
export function Way(props: WayProps) {
  const { href, target, onChoose, icon, code, title, place, bearingDeg, figure, note } = props;
  const { unit = parts.minutes, soon, light, chosen } = props;
  const names = ['way'];
  if (light) names.push('light');
  if (chosen) names.push('chosen');
  const inner = (
    <>
      <Plate icon={icon} code={code} dark={light} />
      <span class="what">
        <b class="title">{title}</b>
        {place && <span class="place">{place}</span>}
      </span>
      <span class="far">
        <span class="line">
          {bearingDeg !== undefined && <Arrow bearingDeg={bearingDeg} />}
          {figure !== undefined && <span class="n">{figure}</span>}
          {figure !== undefined && unit && <span class="unit">{unit}</span>}
        </span>
        {note && <small class={soon ? 'soon' : undefined}>{note}</small>}
      </span>
    </>
  );
  const shared = { class: names.join(' '), 'aria-current': chosen ? ('true' as const) : undefined };
  if (href) {
    return (
      <a {...shared} href={href} target={target} rel={target && 'noopener'} onClick={onChoose}>
        {inner}
      </a>
    );
  }
  return (
    <button {...shared} type="button" onClick={onChoose}>
      {inner}
    </button>
  );
}
