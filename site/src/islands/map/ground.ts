/** The schematic under the places, as Leaflet draws it. */
import * as L from 'leaflet';
import {
  type Bounds,
  boundsOf,
  labelPointOf,
  metresPerPixel,
  type Point,
  pointsOf,
  type ShapeKind,
} from '../../../../worker/features/directory/rules/shapes.ts';
import type { MapShapes } from '../../../../worker/features/directory/schema.ts';

/** The letter on the sign of each zone, by its id. */
export type ZoneLetters = Readonly<Record<string, string>>;

type Feature = MapShapes['features'][number];

/** Metres: a street is as wide as it looks at that zoom. */
const STREET_M = 34;
const CORE_REACH_M = 210;

/** Names too many to show at once: communities before estates and streets. */
const NAMED: readonly ShapeKind[] = ['zone', 'community', 'estate', 'street', 'water', 'ring'];

export function latLng([lng, lat]: Readonly<Point>): L.LatLngTuple {
  return [lat, lng];
}

export function boundsOfShapes({ features }: MapShapes): Bounds | null {
  const land = features.filter(({ properties }) => properties.kind !== 'water');
  return boundsOf(land.flatMap(({ geometry }) => [...pointsOf(geometry)]));
}

/** Adds the shapes, and keeps streets as wide and names as many as the zoom asks for. */
export function drawGround(map: L.Map, { features }: MapShapes, letters: ZoneLetters): void {
  const streets: L.Polyline[] = [];
  let zones = 0;
  for (const feature of features) {
    const { kind } = feature.properties;
    const tint = kind === 'zone' ? ` tint-${zones++ % 3}` : '';
    const layer = layerOf(feature, `shape ${kind}${tint}`);
    layer.addTo(map);
    if (kind === 'street' && layer instanceof L.Polyline) streets.push(layer);
    if (NAMED.includes(kind)) labelOf(feature, letters).addTo(map);
  }
  const fit = () => {
    const zoom = map.getZoom();
    const weight = Math.max(1.5, STREET_M / metresPerPixel(map.getCenter().lat, zoom));
    for (const street of streets) street.setStyle({ weight });
    map.getContainer().dataset.names = zoom < 14 ? 'zones' : zoom < 15.5 ? 'communities' : 'all';
  };
  map.on('zoomend', fit);
  map.whenReady(fit);
}

function layerOf({ geometry }: Feature, className: string): L.Path {
  const options = { className, interactive: false };
  if (geometry.type === 'Point') {
    return L.circle(latLng(geometry.coordinates), { ...options, radius: CORE_REACH_M });
  }
  const points = pointsOf(geometry as Parameters<typeof pointsOf>[0]).map(latLng);
  return geometry.type === 'Polygon' ? L.polygon(points, options) : L.polyline(points, options);
}

function labelOf({ properties, geometry }: Feature, letters: ZoneLetters): L.Marker {
  const { kind, name, refId } = properties;
  const words = document.createElement('span');
  const letter = kind === 'zone' && refId ? letters[refId] : undefined;
  if (letter) {
    const plate = document.createElement('b');
    plate.textContent = letter;
    words.append(plate);
  }
  words.append(name);
  return L.marker(latLng(labelPointOf(geometry as Parameters<typeof labelPointOf>[0])), {
    icon: L.divIcon({ className: `map-name ${kind}`, html: words, iconSize: undefined }),
    interactive: false,
    keyboard: false,
    pane: 'names',
  });
}
