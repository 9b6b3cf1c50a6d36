/** Coverage of the whole subdistrict: one batch, from which page, file and map layer are made. */
import type { Context } from '../../../lib/context.ts';
import { toWgs84 } from '../../../lib/datum.ts';
import type { Db } from '../../../lib/db.ts';
import {
  areasQueries,
  kindsInsideQuery,
  placesOfRegisterQuery,
} from '../../directory/queries/kinds.ts';
import { positionView } from '../../directory/queries/places.ts';
import {
  type Cell,
  coverageOf,
  gapOf,
  type Home,
  RANKING_VERSION,
  type Row,
  rankGaps,
  sharesOf,
} from '../rules/coverage.ts';
import {
  FLOOR_AREA_VERSION,
  type FloorArea,
  floorAreaOf,
  INDOOR,
  perHundredHouseholds,
  SAID_BY_SOURCE,
} from '../rules/floorArea.ts';
import { methodOf } from '../rules/method.ts';
import type { Kind } from '../rules/reach.ts';
import { REQUIREMENTS } from '../rules/standard.ts';
import { networkFor, waysFrom } from '../rules/ways.ts';
import type { Coverage, CoverageMap } from '../schema.ts';
import { networkInForceQuery, networkView, partAround, waysQueries } from './network.ts';

export type Place = Awaited<ReturnType<typeof placesOfRegisterQuery>>[number];
export type NamedKind = Kind & { name: string };
export type Surveyed = Awaited<ReturnType<typeof survey>>;

/** Everything that is reckoned with, and the table it makes: estates worst served first. */
export async function survey(db: Db) {
  const [places, insides, zones, communities, estates, [inForce], nodes, edges] = await db.batch([
    placesOfRegisterQuery(db),
    kindsInsideQuery(db),
    ...areasQueries(db),
    networkInForceQuery(db),
    ...waysQueries(db),
  ]);
  const zoneOf = new Map(communities.map(({ id, zoneId }) => [id, zoneId]));
  const homes = estates.map((one) => ({ ...one, zoneId: zoneOf.get(one.communityId) ?? '' }));
  const waysOf = (home: Home) => {
    const part = partAround({ nodes, edges }, home);
    return waysFrom(home, 'ordinary', networkFor('ordinary', part.nodes, part.edges));
  };
  const rows = coverageOf(homes, kindsOf(places, insides), waysOf);
  const ranked = rankGaps(rows);
  const complete = rows.filter(({ missed }) => missed === 0);
  return { places, zones, communities, inForce, ranked, rows: [...ranked, ...complete] };
}

/** A place under its own kind and under those of the scenes in it. */
function kindsOf(
  places: readonly Place[],
  insides: Awaited<ReturnType<typeof kindsInsideQuery>>,
): NamedKind[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  const inside = insides.flatMap(({ facilityId, category }) => {
    const place = byId.get(facilityId);
    return place ? [{ ...place, category }] : [];
  });
  return [...places, ...inside];
}

export async function getCoverage({ db }: Pick<Context, 'db'>): Promise<Coverage> {
  return coverageView(await survey(db));
}

function coverageView(surveyed: Surveyed): Coverage {
  const { rows, inForce } = surveyed;
  const shares = new Map(sharesOf(rows).map((share) => [share.requirementId, share]));
  return {
    method: {
      ...methodOf(inForce ? 'network' : 'straight_line', 'ordinary'),
      network: networkView(inForce),
    },
    rankingVersion: RANKING_VERSION,
    floorAreaVersion: FLOOR_AREA_VERSION,
    requirements: REQUIREMENTS.map((one) => ({
      ...one,
      levels: [...one.levels],
      householdsMet: shares.get(one.id)?.householdsMet ?? 0,
      households: shares.get(one.id)?.households ?? 0,
    })),
    estates: rows.map((row) => ({
      id: row.id,
      name: row.name,
      communityId: row.communityId,
      zoneId: row.zoneId,
      households: row.households,
      position: positionView(row),
      missed: row.missed,
      gap: gapOf(row),
      cells: row.cells.map(cellView),
    })),
    floorArea: floorAreasOf(surveyed),
  };
}

function cellView({ requirementId, met, nearest }: Cell<NamedKind>) {
  return {
    requirementId,
    met,
    nearest: nearest && {
      facilityId: nearest.place.id,
      name: nearest.place.name,
      metres: nearest.metres,
      by: nearest.by,
    },
  };
}

function floorAreasOf({ places, rows, zones, communities }: Surveyed): Coverage['floorArea'] {
  const all = { id: '*', name: '', communityIds: communities.map(({ id }) => id) };
  const areaOf = (area: typeof all) => areaView(floorAreaOf(area, places, rows), area.name);
  return {
    indoor: [...INDOOR],
    subdistrict: areaOf(all),
    zones: zones.map(({ id, name }) => {
      const inside = communities.filter(({ zoneId }) => zoneId === id);
      return areaOf({ id, name, communityIds: inside.map((one) => one.id) });
    }),
    communities: communities.map(({ id, name, zoneId }) => ({
      ...areaOf({ id, name, communityIds: [id] }),
      zoneId,
    })),
    saidBySource: SAID_BY_SOURCE,
  };
}

function areaView(area: FloorArea, name: string) {
  return { ...area, name, m2PerHundredHouseholds: perHundredHouseholds(area) };
}

/** A layer for any map: the estates in WGS-84, with what each misses. */
export async function getCoverageMap({ db }: Context): Promise<CoverageMap> {
  const { rows, ranked } = await survey(db);
  const rankOf = new Map(ranked.map(({ id }, index) => [id, index + 1]));
  return {
    type: 'FeatureCollection',
    features: rows.map((row: Row<NamedKind>) => ({
      type: 'Feature' as const,
      id: row.id,
      geometry: { type: 'Point' as const, coordinates: toWgs84(row) },
      properties: {
        name: row.name,
        households: row.households,
        missed: row.missed,
        of: row.cells.length,
        gap: gapOf(row),
        rank: rankOf.get(row.id) ?? null,
        missing: row.cells.filter(({ met }) => !met).map(({ requirementId }) => requirementId),
      },
    })),
  };
}
