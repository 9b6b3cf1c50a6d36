/** The map itself: Leaflet over the schematic, before anything stands on it. */
import * as L from 'leaflet';
import leafletCss from 'leaflet/dist/leaflet.css?url';
import type { Bounds } from '../../../../worker/features/directory/rules/shapes.ts';
import type { MapShapes } from '../../../../worker/features/directory/schema.ts';
import { MAX_ZOOM, type MapView, MIN_ZOOM } from '../../lib/map-address.ts';
import { tenant } from '../../lib/tenant.ts';
import { boundsOfShapes, drawGround, type ZoneLetters } from './ground.ts';

function loadStyles(): void {
  if (document.querySelector(`link[href="${leafletCss}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = leafletCss;
  // Before our own, which have the last word.
  document.head.prepend(link);
}

/** The whole district in sight, with its ground drawn. */
export function createMap(holder: HTMLElement, shapes: MapShapes, letters: ZoneLetters): L.Map {
  loadStyles();
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
export function fitting(holder: HTMLElement): L.FitBoundsOptions {
  const isWide = holder.clientWidth > 700;
  return { animate: false, paddingTopLeft: [8, 8], paddingBottomRight: [8, isWide ? 96 : 8] };
}

export function viewOf(map: L.Map): MapView {
  const { lng, lat } = map.getCenter();
  return { lng, lat, zoom: map.getZoom() };
}

export function boundsOf(map: L.Map): Bounds {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}
