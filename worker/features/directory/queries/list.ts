/** The list of places. */
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { bearingOf } from '../../search/queries/bearing.ts';
import { VERB_CATEGORIES } from '../rules/kinds.ts';
import { ASKS, type Need } from '../rules/needs.ts';
import type { Bounds } from '../rules/shapes.ts';
import { straightReachM } from '../rules/walk.ts';
import type { FacilitiesInput } from '../schema.ts';
import { facility } from '../tables.ts';
import { type Filter, MOST_COUNTED } from './candidates.ts';
import { calendarOf, calendarQuery } from './hours.ts';
import { listedQuery, openingOf, placeOf, summaryOf } from './listed.ts';

/** A page of the list, in one round trip. */
export async function listFacilities(ctx: Context, wanted: FacilitiesInput) {
  const { shown, ...page } = await findPlaces(ctx, wanted);
  return { items: shown.map(({ place, opening }) => summaryOf(place, opening, ctx.now)), ...page };
}

type PlacesWanted = FacilitiesInput & { bbox?: Bounds };

/**
 * The places of one page, how each stands, and how many there are. What the register says is filtered, sorted and cut by
 * the database. Which places are open only the engine knows: it is asked about `MOST_COUNTED` at a time, and the next page
 * goes on from there.
 */
export async function findPlaces({ db, now }: Context, wanted: PlacesWanted) {
  const from = Number(wanted.cursor ?? 0);
  const asksEngine = wanted.open === 'now';
  const offset = asksEngine ? from - (from % MOST_COUNTED) : from;
  const limit = asksEngine ? MOST_COUNTED : wanted.limit;
  const [rows, days] = await db.batch([
    // One more than is looked at tells whether there are more.
    listedQuery(db, now, { ...filterOf(wanted), offset, limit: limit + 1 }),
    calendarQuery(db, now),
  ]);
  const calendar = calendarOf(days);
  const fitting = rows
    .slice(0, limit)
    .map((row, index) => {
      const place = placeOf(row, wanted);
      return { place, at: offset + index, opening: openingOf(place, now, calendar) };
    })
    .filter(({ opening }) => !asksEngine || opening.state === 'open');
  const ahead = fitting.filter(({ at }) => at >= from);
  const more = rows.length > limit ? offset + limit : undefined;
  const next = ahead[wanted.limit]?.at ?? more;
  const matching = rows[0]?.total ?? 0;
  return {
    shown: ahead.slice(0, wanted.limit),
    next: next === undefined ? null : String(next),
    total: asksEngine ? fitting.length : Math.min(matching, MOST_COUNTED),
    atLeast: matching > MOST_COUNTED,
  };
}

/** What a list is asked for, as the conditions that choose its places. */
export function filterOf(
  wanted: Omit<PlacesWanted, 'limit' | 'cursor'>,
): Omit<Filter, 'limit' | 'offset'> {
  const { level, zone, community, estate, near, within, pace, bbox, q, fit, needs } = wanted;
  return {
    level,
    zone,
    community,
    estate,
    near,
    bbox,
    categories: categoriesOf(wanted),
    reachM: within === undefined ? undefined : straightReachM(within, pace),
    bearing: q === undefined ? undefined : bearingOf(q),
    also: fit === 'only' ? nothingMissing(needs ?? []) : undefined,
  };
}

function categoriesOf({
  category,
  verb,
}: Pick<FacilitiesInput, 'category' | 'verb'>): readonly string[] {
  if (category) return [category];
  return verb ? VERB_CATEGORIES[verb] : [];
}

/** `fitOf` answers no for none of these: nothing asked for is known to be missing. */
function nothingMissing(needs: readonly Need[]): SQL {
  const asked = [...new Set(needs.flatMap((need) => ASKS[need]))];
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(asked)})
    WHERE json_extract(${facility.access}, '$.' || value || '.answer') = 'no'
      AND NOT (value = 'lift' AND json_extract(${facility.access}, '$.ground_floor.answer') IS 'yes'))`;
}
