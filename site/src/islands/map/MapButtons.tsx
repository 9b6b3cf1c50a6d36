import { useState } from 'preact/hooks';
import { map as words } from '../../i18n/zh/map.ts';
import { metres } from '../../lib/format.ts';
import { everyEstate, type Place, standHere } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { type Located, locate } from '../../lib/locate.ts';
import { Icon } from '../parts/Icon.tsx';
import type { DistrictMap } from './districtMap.ts';

interface MapButtonsProps {
  map: DistrictMap;
  place: Place;
}

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
  const buttons: readonly [icon: IconName, label: string, press: () => void][] = [
    ['place', words.here, here],
    ['plus', words.zoomIn, () => map.zoomBy(1)],
    ['minus', words.zoomOut, () => map.zoomBy(-1)],
    ['home', words.home, () => map.lookAt(place)],
  ];
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
