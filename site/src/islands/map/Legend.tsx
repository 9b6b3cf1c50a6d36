import { LEVELS } from '../../../../worker/features/directory/rules/kinds.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { map } from '../../i18n/zh/map.ts';
import { near } from '../../i18n/zh/near.ts';
import type { Pace } from '../../lib/home.ts';
import { MarkPicture } from './MarkPicture.tsx';

const words = map.legend;

interface LegendProps {
  /** Null where no rings are drawn. */
  pace: Pace | null;
  /** Needs are picked, so some marks wear a badge. */
  fits: boolean;
}

/** What shapes and lines mean. */
export function Legend({ pace, fits }: LegendProps) {
  const walker = pace === null || pace === 'ordinary' ? '' : `（${near.pace.names[pace]}）`;
  return (
    <ul class="map-legend" aria-label={words.title}>
      {LEVELS.map((level) => (
        <li key={level}>
          <MarkPicture level={level} state="open" />
          {facilities.levels[level]}
        </li>
      ))}
      <li>
        <MarkPicture level="community" state="closed" />
        {words.closed}
      </li>
      <li>
        <MarkPicture level="community" state="unknown" />
        {words.unknown}
      </li>
      {fits && (
        <>
          <li>
            <MarkPicture level="community" state="open" fits="no" />
            {words.fitsNo}
          </li>
          <li>
            <MarkPicture level="community" state="open" fits="unknown" />
            {words.fitsUnknown}
          </li>
        </>
      )}
      {pace && (
        <>
          <li>
            <i class="line" />
            {words.ringFive}
            {walker}
          </li>
          <li>
            <i class="line dashed" />
            {words.ringFifteen}
            {walker}
          </li>
        </>
      )}
    </ul>
  );
}
