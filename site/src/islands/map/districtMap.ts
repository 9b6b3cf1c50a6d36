/** The interactive map: Leaflet over the schematic. Loaded when a map is opened, never before. */
import * as L from 'leaflet';
import leafletCss from 'leaflet/dist/leaflet.css?url';
import { h, render } from 'preact';
import Supercluster from 'supercluster';
import { RING_MINUTES, walkRing } from '../../../../worker/features/directory/rules/rings.ts';
import type { Bounds } from '../../../../worker/features/directory/rules/shapes.ts';
import type { Pace, Position } from '../../../../worker/features/directory/rules/walk.ts';
import type { MapShapes } from '../../../../worker/features/directory/schema.ts';
import { MAX_ZOOM, type MapView, MIN_ZOOM } from '../../lib/map-address.ts';
import { tenant } from '../../lib/tenant.ts';
import { boundsOfShapes, drawGround, latLng, type ZoneLetters } from './ground.ts';
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

/** Pixels within which places are counted together instead of drawn one over another. */
const CLUSTER_RADIUS_PX = 52;
/** With more marks than this in sight their minutes would cover each other. */
const MOST_NOTES = 8;

type Clusters = Supercluster<{ mark: Mark; rank: number }, { rank: number }>;

export function drawDistrict(
  holder: HTMLElement,
  shapes: MapShapes,
  options: MapOptions,
): DistrictMap {
  loadStyles();
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

function loadStyles(): void {
  if (document.querySelector(`link[href="${leafletCss}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = leafletCss;
  // Before our own, which have the last word.
  document.head.prepend(link);
}

function createMap(holder: HTMLElement, shapes: MapShapes, letters: ZoneLetters): L.Map {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map(holder, {
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.5,
    minZoom: MIN_ZOOM + 1,
    maxZoom: MAX_ZOOM,
    keyboardPanDelta: 96,
    zoomAnimation: !still,
    markerZoomAnimation: !still,
    fadeAnimation: false,
    inertia: !still,
    maxBoundsViscosity: 0.8,
  });
  map.createPane('names').style.zIndex = '450';
  const box = boundsOfShapes(shapes);
  if (box) {
    const bounds = L.latLngBounds([box.south, box.west], [box.north, box.east]);
    map.setMaxBounds(bounds.pad(0.4));
    map.fitBounds(bounds, { animate: false });
  }
  if (tenant.tiles) L.tileLayer(tenant.tiles.template, { maxZoom: MAX_ZOOM }).addTo(map);
  drawGround(map, shapes, letters);
  return map;
}

/** A wide map keeps its legend at the bottom; nothing that counts goes under it. */
function fitting(holder: HTMLElement): L.FitBoundsOptions {
  const isWide = holder.clientWidth > 700;
  return { animate: false, paddingTopLeft: [8, 8], paddingBottomRight: [8, isWide ? 96 : 8] };
}

function viewOf(map: L.Map): MapView {
  const { lng, lat } = map.getCenter();
  return { lng, lat, zoom: map.getZoom() };
}

function boundsOf(map: L.Map): Bounds {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}

function clustersOf(marks: readonly Mark[]): Clusters {
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

type Found = ReturnType<Clusters['getClusters']>[number];

/** Half of what a finger presses, in pixels: a mark nearer to the edge than this would be cut off. */
const EDGE_PX = 24;

/** What is to be drawn of what lies in sight, in the order of the list. */
function inSight(map: L.Map, clusters: Clusters): Found[] {
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

function markerOf(
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

function chosenMarker(mark: Mark, onPress: () => void): L.Marker {
  const button = pressOf(mark.id, mark.label);
  button.classList.add('chosen');
  button.setAttribute('aria-pressed', 'true');
  render(h(MarkPicture, { ...mark, chosen: true }), button);
  button.append(tagOf(mark.name, 'beside'));
  return onMap(mark, button, onPress).setZIndexOffset(2000);
}

function houseAt(position: Position, label: string): L.Marker {
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

function refocus(holder: HTMLElement, id: string): void {
  for (const button of Array.from(holder.querySelectorAll<HTMLElement>('[data-mark]'))) {
    if (button.dataset.mark === id) button.focus({ preventScroll: true });
  }
}
