import type { FacilityPoint } from '../../../../worker/features/directory/schema.ts';
import { facilities } from '../../i18n/zh/facilities.ts';
import { map as words } from '../../i18n/zh/map.ts';
import { categoryIcons } from '../../lib/categories.ts';
import { metres } from '../../lib/format.ts';
import { openingWords } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { show } from '../near/shown.ts';
import { FitTile } from '../needs/FitTile.tsx';
import { Icon } from '../parts/Icon.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Way } from '../parts/Way.tsx';

interface ChosenPlaceProps {
  point: FacilityPoint;
  now: number;
  target?: '_blank';
}

/** What was pressed on the map, as its row; leads to its page. */
export function ChosenPlace({ point, now, target }: ChosenPlaceProps) {
  const { id, name, sign, category, level, scene, minutes, bearing } = point;
  const { kind, text } = openingWords(point, now);
  return (
    <section class="map-chosen" aria-label={words.chosen}>
      <Way
        light
        chosen
        href={`${paths.near}${id}/`}
        target={target}
        icon={sign ? undefined : categoryIcons[category]}
        code={sign ?? undefined}
        title={name}
        place={
          <>
            <span class="inside">
              {scene ?? words.kind(facilities.levels[level], facilities.categories[category])}{' '}
            </span>
            <StateTile kind={kind}>{text}</StateTile>
            <FitTile fit={point.fit} />
          </>
        }
        bearingDeg={bearing}
        figure={minutes}
        note={point.metres !== undefined && metres(point.metres)}
      />
      <button
        type="button"
        class="row-end"
        aria-label={words.unchoose}
        onClick={() => show({ place: undefined })}
      >
        <Icon name="cross" />
      </button>
    </section>
  );
}
