/** What stands on the map: marks, what counts many of them together, and the house. */
import * as L from 'leaflet';
import { h, render } from 'preact';
import Supercluster from 'supercluster';
import type { Position } from '../../../../worker/features/directory/rules/walk.ts';
import { MAX_ZOOM } from '../../lib/map-address.ts';
import { boundsOf } from './baseMap.ts';
import { HouseOnMap, MarkPicture, type MarkPictureProps } from './MarkPicture.tsx';

/** A place with everything that is said of it. */
export interface Mark extends Position, Omit<MarkPictureProps, 'chosen'> {
  id: string;
  name: string;
  /** What a screen reader hears. */
  label: string;
  /** Under the mark where there is room: `4 分`. */
  note?: string;
}

export interface MapWords {
  label: string;
  cluster(count: number): string;
  clusterShort(count: number): string;
  youAreHere: string;
}

/** Pixels within which places are counted together instead of drawn one over another. */
const CLUSTER_RADIUS_PX = 52;
export type Clusters = Supercluster<{ mark: Mark; rank: number }, { rank: number }>;

export function clustersOf(marks: readonly Mark[]): Clusters {
  const clusters: Clusters = new Supercluster({
    radius: CLUSTER_RADIUS_PX,
    extent: 256,
    maxZoom: MAX_ZOOM - 1,
    map: ({ rank }) => ({ rank }),
    reduce: (sum, { rank }) => {
      sum.rank = Math.min(sum.rank, rank);
    },
  });
  return clusters.load(
    marks.map((mark, rank) => ({
      type: 'Feature',
      properties: { mark, rank },
      geometry: { type: 'Point', coordinates: [mark.lng, mark.lat] },
    })),
  );
}

export type Found = ReturnType<Clusters['getClusters']>[number];

/** Half of what a finger presses, in pixels: a mark nearer to the edge than this would be cut off. */
const EDGE_PX = 24;

/** What is to be drawn of what lies in sight, in the order of the list. */
export function inSight(map: L.Map, clusters: Clusters): Found[] {
  const { west, south, east, north } = boundsOf(map);
  const size = map.getSize();
  const inner = L.bounds([EDGE_PX, EDGE_PX], [size.x - EDGE_PX, size.y - EDGE_PX]);
  return clusters
    .getClusters([west, south, east, north], Math.ceil(map.getZoom()))
    .filter(({ geometry: { coordinates } }) => {
      const [lng = 0, lat = 0] = coordinates;
      return inner.contains(map.latLngToContainerPoint([lat, lng]));
    })
    .sort((a, b) => a.properties.rank - b.properties.rank);
}

export function markerOf(
  one: Found,
  withNotes: boolean,
  onPress: (one: Found) => void,
  words: MapWords,
): L.Marker {
  const [lng = 0, lat = 0] = one.geometry.coordinates;
  const { properties } = one;
  const button =
    'cluster' in properties
      ? pressOf(`cluster-${properties.cluster_id}`, words.cluster(properties.point_count))
      : pressOf(properties.mark.id, properties.mark.label);
  if ('cluster' in properties) {
    button.classList.add('cluster');
    button.textContent = words.clusterShort(properties.point_count);
  } else {
    render(h(MarkPicture, properties.mark), button);
    if (withNotes && properties.mark.note) button.append(tagOf(properties.mark.note, 'below'));
  }
  return onMap({ lng, lat }, button, () => onPress(one));
}

export function chosenMarker(mark: Mark, onPress: () => void): L.Marker {
  const button = pressOf(mark.id, mark.label);
  button.classList.add('chosen');
  button.setAttribute('aria-pressed', 'true');
  render(h(MarkPicture, { ...mark, chosen: true }), button);
  button.append(tagOf(mark.name, 'beside'));
  return onMap(mark, button, onPress).setZIndexOffset(2000);
}

export function houseAt(position: Position, label: string): L.Marker {
  const house = document.createElement('span');
  house.className = 'press';
  house.setAttribute('role', 'img');
  house.setAttribute('aria-label', label);
  render(h(HouseOnMap, null), house);
  return onMap(position, house).setZIndexOffset(1000);
}

function pressOf(id: string, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'press';
  button.dataset.mark = id;
  button.setAttribute('aria-label', label);
  return button;
}

function tagOf(words: string, where: 'below' | 'beside'): HTMLElement {
  const tag = document.createElement('span');
  tag.className = `map-tag ${where}`;
  tag.textContent = words;
  return tag;
}

/** Leaflet only puts the element in its place: a press is the button's own, so that Enter and Space work too. */
function onMap(at: Position, element: HTMLElement, onPress?: () => void): L.Marker {
  const marker = L.marker([at.lat, at.lng], {
    icon: L.divIcon({ className: 'map-mark', html: element, iconSize: undefined }),
    interactive: onPress !== undefined,
    keyboard: false,
    bubblingMouseEvents: false,
  });
  return onPress ? marker.on('click', onPress) : marker;
}

export function refocus(holder: HTMLElement, id: string): void {
  for (const button of Array.from(holder.querySelectorAll<HTMLElement>('[data-mark]'))) {
    if (button.dataset.mark === id) button.focus({ preventScroll: true });
  }
}
