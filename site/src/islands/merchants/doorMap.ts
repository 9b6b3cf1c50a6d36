/** The map under the cross: where it stands still, the door is. Loaded with the form, never before. */
import type { Position } from '../../../../worker/features/directory/rules/walk.ts';
import { createMap } from '../map/baseMap.ts';
import type { ZoneLetters } from '../map/ground.ts';
import { schematic } from '../map/schematic.ts';

/** Near enough to tell one door from the next. */
const AT_THE_DOOR = 17;
const AROUND = 15;

export interface DoorMap {
  lookAt(position: Position): void;
  zoomBy(steps: 1 | -1): void;
  remove(): void;
}

/** `onMove` hears of each place that was chosen by hand. `isThere`: a door that is known already. */
export async function drawDoor(
  holder: HTMLElement,
  { start, isThere, letters }: { start: Position; isThere: boolean; letters: ZoneLetters },
  onMove: (position: Position) => void,
): Promise<DoorMap> {
  const map = createMap(holder, await schematic(), letters);
  map.setView([start.lat, start.lng], isThere ? AT_THE_DOOR : AROUND, { animate: false });
  const tell = () => {
    const { lng, lat } = map.getCenter();
    onMove({ lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) });
  };
  map.on('dragend', tell);
  map.on('keydown', () => map.once('moveend', tell));
  map.on('click', ({ latlng }) => {
    map.once('moveend', tell);
    map.panTo(latlng);
  });
  return {
    lookAt: ({ lng, lat }) => map.setView([lat, lng], AT_THE_DOOR, { animate: false }),
    zoomBy: (steps) => (steps > 0 ? map.zoomIn() : map.zoomOut()),
    remove: () => map.remove(),
  };
}
