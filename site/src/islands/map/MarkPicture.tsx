import type { Level } from '../../../../worker/features/directory/rules/kinds.ts';
import type { Fit } from '../../../../worker/features/directory/rules/needs.ts';
import { type IconName, icons } from '../../lib/icons.ts';

/** Level is shape: square 街道, circle 社区, diamond 小区. Around the middle of a 52 grid. */
const OUTLINES: Record<Level, string> = {
  subdistrict: 'M-14-20H14a6 6 0 0 1 6 6V14a6 6 0 0 1-6 6H-14a6 6 0 0 1-6-6V-14a6 6 0 0 1 6-6Z',
  community: 'M-20 0a20 20 0 1 1 40 0a20 20 0 1 1-40 0Z',
  estate: 'M0-23 23 0 0 23-23 0Z',
};

/** A diamond has less room inside. */
const PICTOGRAM: Record<Level, string> = {
  subdistrict: 'translate(-13 -13) scale(.8125)',
  community: 'translate(-12 -12) scale(.75)',
  estate: 'translate(-9.5 -9.5) scale(.59)',
};

export type MarkState = 'open' | 'closed' | 'unknown';

export interface MarkPictureProps {
  level: Level;
  /** The kind of place; a legend shows the bare shape. */
  icon?: IconName;
  state: MarkState;
  fits?: Fit['fits'];
  chosen?: boolean;
}

/** A place on the map: level by shape, kind by pictogram, closed by a slash, not known by dashes, what does not fit by a cross. */
export function MarkPicture({ level, icon, state, fits, chosen }: MarkPictureProps) {
  return (
    <svg
      class={`pin ${state}${chosen ? ' chosen' : ''}`}
      viewBox="-26 -26 52 52"
      aria-hidden="true"
    >
      <path class="outline" d={OUTLINES[level]} />
      {icon && <path class="pictogram" d={icons[icon]} transform={PICTOGRAM[level]} />}
      {state === 'closed' && <path class="slash" d="M-15 15 15-15" />}
      {fits === 'no' && <path class="badge" d="M6-25H25V-6H6ZM11-20l9 9M20-20l-9 9" />}
      {fits === 'unknown' && (
        <path
          class="badge"
          d="M6-25H25V-6H6ZM12.5-18.500a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1-1.500 2.400M15.500-9.800v.1"
        />
      )}
    </svg>
  );
}

interface NumberedMarkProps {
  level: Level;
  /** The row of the table. */
  number: number;
  x: number;
  y: number;
  /** How large a mark of 52 becomes. */
  scale: number;
}

/** A place on paper: the number of its row. Whether it is open now says the table, with the hour of printing. */
export function NumberedMark({ level, number, x, y, scale }: NumberedMarkProps) {
  return (
    <g class="pin numbered" transform={`translate(${x} ${y}) scale(${scale.toFixed(3)})`}>
      <path class="outline" d={OUTLINES[level]} />
      <text class="number" y="8">
        {number}
      </text>
    </g>
  );
}

/** Without a box of its own, for a picture. */
export const HOUSE_PATH = 'M0-22 22-2V21H-22V-2ZM-6 21V6H6V21';

/** Where ways begin: a yellow house with its door. */
export function HouseOnMap() {
  return (
    <svg class="pin house" viewBox="-26 -26 52 52" aria-hidden="true">
      <path d={HOUSE_PATH} />
    </svg>
  );
}
