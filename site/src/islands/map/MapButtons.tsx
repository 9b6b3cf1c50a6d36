import { useState } from 'preact/hooks';
import { map as words } from '../../i18n/zh/map.ts';
import { everyEstate } from '../../lib/estates.ts';
import { metres } from '../../lib/format.ts';
import { type Place, standHere } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { type Located, locate } from '../../lib/locate.ts';
import { Icon } from '../parts/Icon.tsx';
import type { DistrictMap } from './districtMap.ts';

interface MapButtonsProps {
  map: DistrictMap;
  /** Null where nobody's home is known; the phone is not asked there either. */
  place: Place | null;
}

type MapButton = readonly [icon: IconName, label: string, press: () => void];

/** Everything fingers do on the map, for who has none to pinch with. */
export function MapButtons({ map, place }: MapButtonsProps) {
  const [said, say] = useState('');
  async function here() {
    say(words.locate.asking);
    const located = await everyEstate().then(locate, () => ({ kind: 'unavailable' }) as Located);
    if (located.kind === 'found') {
      standHere(located.here, Date.now());
      map.lookAt(located.here);
    }
    say(wordsOf(located));
  }
  const zoom: readonly MapButton[] = [
    ['plus', words.zoomIn, () => map.zoomBy(1)],
    ['minus', words.zoomOut, () => map.zoomBy(-1)],
  ];
  const buttons: readonly MapButton[] = place
    ? [['place', words.here, here], ...zoom, ['home', words.home, () => map.lookAt(place)]]
    : zoom;
  return (
    <>
      <div class="map-buttons">
        {buttons.map(([icon, label, press]) => (
          <button key={icon} type="button" aria-label={label} onClick={press}>
            <Icon name={icon} />
          </button>
        ))}
      </div>
      <p class="map-said" role="status">
        {said}
      </p>
    </>
  );
}

function wordsOf(located: Located): string {
  if (located.kind === 'found') {
    const { name, accuracyM = 0 } = located.here;
    return words.locate.found(name, metres(accuracyM));
  }
  return located.kind === 'far'
    ? words.locate.far(metres(located.farM))
    : words.locate[located.kind];
}
