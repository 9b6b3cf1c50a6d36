/** The interactive map: Leaflet over the schematic. Loaded when a map is opened, never before. */
import * as L from 'leaflet';
import { RING_MINUTES, walkRing } from '../../../../worker/features/directory/rules/rings.ts';
import type { Bounds } from '../../../../worker/features/directory/rules/shapes.ts';
import type { Pace, Position } from '../../../../worker/features/directory/rules/walk.ts';
import type { MapShapes } from '../../../../worker/features/directory/schema.ts';
import { MAX_ZOOM, type MapView } from '../../lib/map-address.ts';
import { boundsOf, createMap, fitting, viewOf } from './baseMap.ts';
import { latLng, type ZoneLetters } from './ground.ts';
import {
  type Clusters,
  chosenMarker,
  clustersOf,
  type Found,
  houseAt,
  inSight,
  type MapWords,
  type Mark,
  markerOf,
  refocus,
} from './markers.ts';

export interface MapOptions {
  /** Null: what fifteen minutes reach; from nowhere, every place that is shown. */
  start: MapView | null;
  /** Null: ways are reckoned from nowhere, and no rings are drawn. */
  from: Position | null;
  pace: Pace;
  letters: ZoneLetters;
  words: MapWords;
  /** After a move by hand. */
  onMove(view: MapView, bounds: Bounds): void;
  /** Null: the ground was pressed. */
  onChoose(id: string | null): void;
}

export interface DistrictMap {
  /** In the order of the list, which is the order of the Tab key. */
  place(marks: readonly Mark[]): void;
  choose(id: string | null): void;
  /** Draws house and rings; with `look`, goes there. */
  standAt(from: Position, pace: Pace, look: boolean): void;
  lookAt(position: Position): void;
  zoomBy(steps: 1 | -1): void;
  view(): MapView;
  remove(): void;
}

/** With more marks than this in sight their minutes would cover each other. */
const MOST_NOTES = 8;

export function drawDistrict(
  holder: HTMLElement,
  shapes: MapShapes,
  options: MapOptions,
): DistrictMap {
  const map = createMap(holder, shapes, options.letters);
  const rings = L.layerGroup().addTo(map);
  const marks = L.layerGroup().addTo(map);
  let all: readonly Mark[] = [];
  let chosen: string | null = null;
  let clusters: Clusters | null = null;
  let byHand = false;

  function draw() {
    const focused = (document.activeElement as HTMLElement | null)?.dataset.mark;
    marks.clearLayers();
    const found = clusters ? inSight(map, clusters) : [];
    const few = found.length <= MOST_NOTES;
    for (const one of found) marks.addLayer(markerOf(one, few, chooseOrOpen, options.words));
    const mark = all.find(({ id }) => id === chosen);
    if (mark) marks.addLayer(chosenMarker(mark, () => options.onChoose(mark.id)));
    if (focused) refocus(holder, focused);
  }

  function chooseOrOpen(one: Found) {
    if (!('cluster' in one.properties)) return options.onChoose(one.properties.mark.id);
    const zoom = clusters?.getClusterExpansionZoom(one.properties.cluster_id) ?? map.getZoom() + 1;
    const [lng = 0, lat = 0] = one.geometry.coordinates;
    map.setView([lat, lng], Math.min(MAX_ZOOM, Math.max(zoom, map.getZoom() + 1)));
  }

  function gather() {
    clusters = clustersOf(all.filter(({ id }) => id !== chosen));
    draw();
  }

  function quietly(move: () => void) {
    byHand = false;
    move();
    byHand = true;
  }

  function standAt(from: Position, pace: Pace, look: boolean) {
    rings.clearLayers();
    const [five, fifteen] = RING_MINUTES.map((minutes) => {
      const ring = walkRing(from, minutes, pace).map(latLng);
      return L.polygon(ring, {
        className: `walk-ring of-${minutes}`,
        interactive: false,
        smoothFactor: 0,
      });
    });
    if (!five || !fifteen) return;
    rings.addLayer(fifteen).addLayer(five).addLayer(houseAt(from, options.words.youAreHere));
    if (look) quietly(() => map.fitBounds(fifteen.getBounds(), fitting(holder)));
  }

  const { start } = options;
  if (options.from) standAt(options.from, options.pace, !start);
  let looksAround = !start && !options.from;
  if (start) map.setView([start.lat, start.lng], start.zoom, { animate: false });
  byHand = true;
  map.on('moveend', () => {
    draw();
    if (byHand) options.onMove(viewOf(map), boundsOf(map));
  });
  map.on('click', () => options.onChoose(null));

  return {
    place(given) {
      all = given;
      const around = L.latLngBounds(all.map(({ lng, lat }) => [lat, lng]));
      if (looksAround && around.isValid()) {
        looksAround = false;
        quietly(() => map.fitBounds(around.pad(0.08), fitting(holder)));
      }
      gather();
    },
    choose(id) {
      if (id === chosen) return;
      chosen = id;
      gather();
      const mark = all.find((one) => one.id === id);
      if (mark) map.panInside([mark.lat, mark.lng], { padding: [56, 56] });
    },
    standAt,
    lookAt: ({ lng, lat }) => map.panTo([lat, lng]),
    zoomBy: (steps) => (steps > 0 ? map.zoomIn() : map.zoomOut()),
    view: () => viewOf(map),
    remove: () => map.remove(),
  };
}
