import { circle as words } from '../../i18n/zh/circle.ts';
import { near } from '../../i18n/zh/near.ts';
import { metres } from '../../lib/format.ts';
import { type Place, usePlace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Plate } from '../parts/Plate.tsx';

/** The sign over the circle: from where it is drawn. */
export function CircleSign({ built }: { built: Place }) {
  const place = usePlace(built);
  return (
    <div class="sign-title">
      <Plate code={place.zoneLetter} label={near.zoneLabel(place.zoneLetter, place.zoneName)} />
      <div class="words">
        <h1>{words.title}</h1>
        <div class="under">
          {place.accuracyM === undefined
            ? `${place.communityName} ${near.from(place.name)}`
            : near.here(metres(place.accuracyM))}
        </div>
      </div>
      <a
        class="pill"
        href={`${paths.place}?next=${encodeURIComponent(paths.circle)}`}
        aria-label={near.changePlaceLong}
      >
        {near.changePlace}
      </a>
    </div>
  );
}
