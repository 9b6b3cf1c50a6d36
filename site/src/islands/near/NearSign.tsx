import type { Verb } from '../../../../worker/features/directory/rules/kinds.ts';
import { facilities as words } from '../../i18n/zh/facilities.ts';
import { near } from '../../i18n/zh/near.ts';
import { VERBS_IN_ORDER } from '../../lib/categories.ts';
import { metres } from '../../lib/format.ts';
import { type Place, usePlace } from '../../lib/home.ts';
import { searchOf } from '../../lib/near-query.ts';
import { paths } from '../../lib/paths.ts';
import { Plate } from '../parts/Plate.tsx';
import { Seg } from '../parts/Seg.tsx';
import { useWanted, want } from './wanted.ts';

interface NearSignProps {
  built: Place;
}

/** The sign over the list: from where, and for what. */
export function NearSign({ built }: NearSignProps) {
  const place = usePlace(built);
  const wanted = useWanted() ?? {};
  const { verb } = wanted;
  return (
    <>
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
          href={`${paths.place}?next=${encodeURIComponent(paths.near + searchOf(wanted))}`}
          aria-label={near.changePlaceLong}
        >
          {near.changePlace}
        </a>
      </div>
      <Seg
        label={words.verbsLabel}
        look="tiles"
        items={VERBS_IN_ORDER.map((key) => ({
          key,
          label: near.verbs[key],
          icon: key,
          href: `${paths.near}?verb=${key}`,
        }))}
        current={verb}
        onChoose={(key, event) => {
          event.preventDefault();
          want({ verb: key === verb ? undefined : (key as Verb), category: undefined });
        }}
      />
    </>
  );
}
