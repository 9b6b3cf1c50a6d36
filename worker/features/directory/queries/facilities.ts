/** Reading places. Each public read is one batch: the places, their scenes, dated hours, and the days published. */
import { and, asc, between, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import {
  type Calendar,
  exceptionOn,
  type HoursPeriod,
  type Opening,
  openingAt,
  openOn,
  type Schedule,
} from '../rules/hours.ts';
import { type AccessFacts, VERB_CATEGORIES } from '../rules/kinds.ts';
import { ASKS, type Fit, fitOf, type Need } from '../rules/needs.ts';
import type { Bounds } from '../rules/shapes.ts';
import { type Position, type Walk, walkBetween } from '../rules/walk.ts';
import type { FacilitiesInput, Facility, FacilitySummary } from '../schema.ts';
import { facility, scene } from '../tables.ts';
import { entrancesQuery, entranceView } from './entrances.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  intervalView,
  openingView,
  scheduleOf,
} from './hours.ts';
import { positionView, walkView } from './places.ts';
import { servicesHereQuery } from './services.ts';
import { squaredMetresTo } from './within.ts';

type FacilityRow = Awaited<ReturnType<typeof placesQuery>>[number];
type SceneRow = Awaited<ReturnType<typeof scenesQuery>>[number];

/**
 * The list: filtered in SQL by what the register says. Opening and walking time only the engine knows, so a list that is
 * filtered by them is cut to its page here; any other is sorted and cut by the database, and only its page is read.
 */
export async function listFacilities(ctx: Context, wanted: FacilitiesInput) {
  const { shown, openingOf, next, total } = await findPlaces(ctx, wanted);
  return { items: shown.map((place) => summaryOf(place, openingOf(place))), next, total };
}

/** The places of one page of a list, how each stands, and how many there are in all. */
export async function findPlaces(ctx: Context, wanted: PlacesWanted) {
  const categories = categoriesOf(wanted);
  const from = Number(wanted.cursor ?? 0);
  const asksEngine = wanted.open === 'now' || wanted.within !== undefined;
  const page = asksEngine ? {} : { offset: from, limit: wanted.limit };
  const answers = await readPlaces(ctx, { ...wanted, ...page }, categories);
  const [rows, scenes, exceptions, days] = answers;
  const openingOf = openingsAt(ctx.now, exceptions, calendarOf(days));
  const places = rows.flatMap((row) => fittingPlaces(row, scenes, categories, wanted.near));
  const fitting = asksEngine ? places.filter((place) => fits(place, openingOf, wanted)) : places;
  const total = asksEngine ? fitting.length : (rows[0]?.total ?? 0);
  const shown = asksEngine ? fitting.sort(byWalk).slice(from, from + wanted.limit) : fitting;
  const end = from + shown.length;
  return {
    shown: shown.map((place) => withFit(place, wanted.needs)),
    openingOf,
    next: shown.length > 0 && end < total ? String(end) : null,
    total,
  };
}

function fits(
  place: Place,
  openingOf: (place: Place) => Opening,
  { open, within, pace }: FacilitiesInput,
): boolean {
  if (within !== undefined && place.walk && place.walk.minutes[pace] > within) return false;
  return open !== 'now' || openingOf(place).state === 'open';
}

function categoriesOf({ category, verb }: FacilitiesInput): readonly string[] {
  if (category) return [category];
  return verb ? VERB_CATEGORIES[verb] : [];
}

type PlacesWanted = FacilitiesInput & { bbox?: Bounds };

type RegisterFilter = Partial<
  Pick<
    PlacesWanted,
    'level' | 'zone' | 'community' | 'estate' | 'q' | 'near' | 'limit' | 'bbox' | 'needs' | 'fit'
  >
> & { offset?: number };

/** The batch behind every list of places. */
export function readPlaces(
  { db, now }: Context,
  wanted: RegisterFilter,
  categories: readonly string[],
) {
  const ofCategory = categories.length > 0 ? inArray(scene.category, [...categories]) : sql`0`;
  const withScene = db.select({ id: scene.facilityId }).from(scene).where(ofCategory);
  const conditions: (SQL | undefined)[] = [
    wanted.level && eq(facility.level, wanted.level),
    wanted.zone === undefined ? undefined : eq(facility.zoneId, wanted.zone),
    wanted.community === undefined ? undefined : eq(facility.communityId, wanted.community),
    wanted.estate === undefined ? undefined : eq(facility.estateId, wanted.estate),
    wanted.q === undefined ? undefined : textMatches(wanted.q),
    wanted.bbox && isInside(wanted.bbox),
    wanted.fit === 'only' ? nothingMissing(wanted.needs ?? []) : undefined,
    categories.length > 0
      ? or(inArray(facility.category, [...categories]), inArray(facility.id, withScene))
      : undefined,
  ];
  return db.batch([
    placesQuery(db, and(...conditions), wanted),
    scenesQuery(db, ofCategory),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
  ]);
}

/** What a list shows of a place. Hours stay text: they are parsed for the places whose opening is asked for. */
function placesQuery(db: Db, where: SQL | undefined, { near, limit, offset }: RegisterFilter) {
  return db
    .select({
      id: facility.id,
      level: facility.level,
      category: facility.category,
      name: facility.name,
      sign: facility.sign,
      zoneId: facility.zoneId,
      communityId: facility.communityId,
      estateId: facility.estateId,
      address: facility.address,
      phone: facility.phone,
      lng: facility.lng,
      lat: facility.lat,
      hours: sql<string | null>`${facility.hours}`.as('hours_text'),
      access: sql<string>`${facility.access}`.as('access_text'),
      demo: facility.demo,
      total: sql<number>`count(*) OVER ()`.as('total'),
    })
    .from(facility)
    .where(where)
    .orderBy(...(near ? [squaredMetresTo(near)] : []), asc(facility.pinyin), asc(facility.id))
    .limit(limit ?? EVERY)
    .offset(offset ?? 0);
}

/** `fitOf` answers no for none of these: nothing asked for is known to be missing. */
function nothingMissing(needs: readonly Need[]): SQL | undefined {
  const asked = [...new Set(needs.flatMap((need) => ASKS[need]))];
  return and(
    ...asked.map(
      (feature) =>
        sql`coalesce(json_extract(${facility.access}, ${`$.${feature}.answer`}), 'unknown') <> 'no'`,
    ),
  );
}

/** No register is as large: a limit of SQLite that lets all rows through. */
const EVERY = -1;

function scenesQuery(db: Db, where: SQL) {
  return db
    .select({
      id: scene.id,
      facilityId: scene.facilityId,
      floor: scene.floor,
      name: scene.name,
      category: scene.category,
      hours: sql<string | null>`${scene.hours}`.as('hours_text'),
    })
    .from(scene)
    .where(where)
    .orderBy(asc(scene.sort));
}

/** By the index on latitude. */
function isInside({ west, south, east, north }: Bounds): SQL | undefined {
  return and(between(facility.lat, south, north), between(facility.lng, west, east));
}

function textMatches(q: string): SQL {
  return sql`instr(lower(${facility.name} || ' ' || ${facility.address} || ' ' || ${facility.pinyin}), lower(${q})) > 0`;
}

/** A place of a list: the record, the scene in it that was asked for, the way there and how it fits. */
export type Place = { row: FacilityRow; scene?: SceneRow; walk?: Walk; fit?: Fit };

/** The facility itself where its category fits, otherwise the first scene in it that does. */
export function fittingPlaces(
  row: FacilityRow,
  scenes: readonly SceneRow[],
  categories: readonly string[],
  near: Position | undefined,
): Place[] {
  const walk = near && { walk: walkBetween(near, row) };
  if (categories.length === 0 || categories.includes(row.category)) return [{ row, ...walk }];
  const first = scenes.find((one) => one.facilityId === row.id);
  return first ? [{ row, scene: first, ...walk }] : [];
}

/** How a place stands at an instant. */
export function openingsAt(now: number, exceptions: readonly ExceptionRow[], calendar: Calendar) {
  return ({ row, scene: inside }: Place): Opening => {
    const text = inside?.hours ?? row.hours;
    const hours = text === null ? null : (JSON.parse(text) as HoursPeriod[]);
    const place = { facilityId: row.id, sceneId: inside?.id ?? null, hours };
    return openingAt(scheduleOf(place, exceptions, calendar), now);
  };
}

/** The place with how it fits the needs; without needs as it was. */
export function withFit(place: Place, needs: readonly Need[] | undefined): Place {
  if (!needs) return place;
  return { ...place, fit: fitOf(needs, JSON.parse(place.row.access) as AccessFacts) };
}

type Shown = Omit<Place, 'row'> & { row: Omit<FacilityRow, 'hours' | 'access' | 'total'> };

export function summaryOf(
  { row, scene: inside, walk, fit }: Shown,
  opening: Opening,
): FacilitySummary {
  return {
    id: row.id,
    level: row.level,
    category: row.category as FacilitySummary['category'],
    name: row.name,
    sign: row.sign,
    zoneId: row.zoneId,
    communityId: row.communityId,
    estateId: row.estateId,
    address: row.address,
    phone: row.phone,
    position: positionView(row),
    opening: openingView(opening),
    ...(walk && { walk: walkView(walk) }),
    ...(fit && { fit }),
    ...(inside && { scene: { id: inside.id, name: inside.name, floor: inside.floor } }),
    demo: row.demo,
  };
}

/** Nearest first; without a position the order of the register stays. */
export function byWalk(a: Place, b: Place): number {
  return (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0);
}

/** One facility with its scenes and the hours of seven days. Throws `facility.notFound`. */
export async function getFacility(ctx: Context, id: string, near?: Position): Promise<Facility> {
  const { db, now } = ctx;
  const [[row], scenes, exceptions, days, entrances, services] = await db.batch([
    db.select().from(facility).where(eq(facility.id, id)),
    db
      .select()
      .from(scene)
      .where(eq(scene.facilityId, id))
      .orderBy(asc(scene.floor), asc(scene.sort)),
    exceptionsQuery(db, now, id),
    calendarQuery(db, now),
    entrancesQuery(db, id),
    servicesHereQuery(db, id),
  ]);
  if (!row) throw new DomainError('facility.notFound');
  const calendar = calendarOf(days);
  const schedule = scheduleOf({ facilityId: id, hours: row.hours }, exceptions, calendar);
  return {
    ...summaryOf({ row, ...(near && { walk: walkBetween(near, row) }) }, openingAt(schedule, now)),
    summary: row.summary,
    areaM2: row.areaM2,
    audience: row.audience,
    access: row.access,
    checkedOn: row.checkedOn,
    week: weekOf(schedule, dayOf(now)),
    entrances: entrances.map(entranceView),
    services,
    scenes: scenes.map((one) => ({
      id: one.id,
      floor: one.floor,
      name: one.name,
      category: one.category as Facility['category'],
      summary: one.summary,
      audience: one.audience,
      opening: openingView(
        openingAt(
          scheduleOf(
            { facilityId: id, sceneId: one.id, hours: one.hours ?? row.hours },
            exceptions,
            calendar,
          ),
          now,
        ),
      ),
    })),
  };
}

function weekOf(schedule: Schedule, today: Day): Facility['week'] {
  return Array.from({ length: 7 }, (_, index) => {
    const on = addDays(today, index);
    const spans = openOn(schedule, on);
    const reason = exceptionOn(schedule, on)?.reason;
    return {
      on,
      state: spans === 'unknown' ? ('unknown' as const) : ('known' as const),
      spans: spans === 'unknown' ? [] : spans.map(intervalView),
      ...(reason !== undefined && { reason }),
    };
  });
}
