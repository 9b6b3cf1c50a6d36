/** The district with its estates shaded. Loaded when the layer is opened, never before. */
import * as L from 'leaflet';
import { pointsOf } from '../../../../worker/features/directory/rules/shapes.ts';
import type { MapShapes } from '../../../../worker/features/directory/schema.ts';
import { createMap } from '../map/baseMap.ts';
import { latLng, type ZoneLetters } from '../map/ground.ts';

/** near = within the circle · far = there is one, too far · none = there is none in the district */
export type Reach = 'near' | 'far' | 'none';

export interface EstateMap {
  shade(reaches: ReadonlyMap<string, Reach>): void;
  zoomBy(steps: 1 | -1): void;
  remove(): void;
}

export function drawEstates(
  holder: HTMLElement,
  shapes: MapShapes,
  letters: ZoneLetters,
): EstateMap {
  const map = createMap(holder, shapes, letters);
  const shades = L.layerGroup().addTo(map);
  return {
    shade(reaches) {
      shades.clearLayers();
      for (const { properties, geometry } of shapes.features) {
        const reach = properties.refId && reaches.get(properties.refId);
        if (properties.kind !== 'estate' || !reach) continue;
        const ring = pointsOf(geometry as Parameters<typeof pointsOf>[0]).map(latLng);
        const className = `estate-reach ${reach}`;
        shades.addLayer(L.polygon(ring, { className, interactive: false }));
      }
    },
    zoomBy: (steps) => (steps > 0 ? map.zoomIn() : map.zoomOut()),
    remove: () => map.remove(),
  };
}
