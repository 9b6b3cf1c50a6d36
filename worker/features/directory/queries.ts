/** Reading places. Each public read is one batch: the places, their scenes, dated hours, and the days published. */
import { and, asc, eq, gte, inArray, lte, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Context } from '../../lib/context.ts';
import type { Db } from '../../lib/db.ts';
import { DomainError } from '../../lib/errors.ts';
import { addDays, type Day, dayOf, toRfc3339 } from '../../lib/time.ts';
import {
  type Calendar,
  type DayType,
  exceptionOn,
  type HoursException,
  type HoursPeriod,
  type Opening,
  openingAt,
  openOn,
  type Schedule,
} from './rules/hours.ts';
import { VERB_CATEGORIES, type Verb } from './rules/kinds.ts';
import { type Position, type Walk, walkBetween } from './rules/walk.ts';
import type { FacilitiesInput, Facility, FacilitySummary } from './schema.ts';
import { calendarDay, community, estate, facility, hoursException, scene, zone } from './tables.ts';

/** How many days of the calendar a read looks at: yesterday, for what runs past midnight, and the look-ahead. */
const CALENDAR_DAYS = 45;

/** For a batch: the published days around today. */
export function calendarQuery(db: Db, now: number) {
  const today = dayOf(now);
  return db
    .select({ on: calendarDay.on, type: calendarDay.type })
    .from(calendarDay)
    .where(
      and(
        gte(calendarDay.on, addDays(today, -1)),
        lte(calendarDay.on, addDays(today, CALENDAR_DAYS)),
      ),
    );
}

export function calendarOf(rows: { on: Day; type: DayType }[]): Calendar {
  return new Map(rows.map((row) => [row.on, row.type]));
}

/** For a batch: the dated hours that aren't over; of one facility (an id, or a subquery of one), or of all. */
export function exceptionsQuery(db: Db, now: number, facilityId?: string | SQL) {
  return db
    .select()
    .from(hoursException)
    .where(
      and(
        gte(hoursException.untilOn, addDays(dayOf(now), -1)),
        facilityId === undefined ? undefined : eq(hoursException.facilityId, facilityId),
      ),
    )
    .orderBy(asc(hoursException.createdAt), asc(hoursException.id));
}

export type ExceptionRow = Awaited<ReturnType<typeof exceptionsQuery>>[number];

/** For a batch of another feature: the facilities of a subquery of ids, with what a card and a scope need. */
export function facilityPlacesQuery(db: Db, ids: SQLWrapper) {
  return db
    .select({
      id: facility.id,
      name: facility.name,
      sign: facility.sign,
      level: facility.level,
      address: facility.address,
      phone: facility.phone,
      zoneId: facility.zoneId,
      communityId: facility.communityId,
      lng: facility.lng,
      lat: facility.lat,
      hours: facility.hours,
      demo: facility.demo,
    })
    .from(facility)
    .where(inArray(facility.id, ids));
}

export type FacilityPlace = Awaited<ReturnType<typeof facilityPlacesQuery>>[number];

/** For a batch: where an estate lies. */
export function estatePositionQuery(db: Db, estateId: string) {
  return db
    .select({ lng: estate.lng, lat: estate.lat })
    .from(estate)
    .where(eq(estate.id, estateId));
}

/** The schedule of a facility, or of a scene or venue inside it, from the rows of a batch. */
export function scheduleOf(
  place: { facilityId: string; sceneId?: string | null; hours: HoursPeriod[] | null },
  exceptions: readonly ExceptionRow[],
  calendar: Calendar,
): Schedule {
  const own: HoursException[] = exceptions.filter(
    (one) =>
      one.facilityId === place.facilityId &&
      (one.sceneId === null || one.sceneId === (place.sceneId ?? null)),
  );
  return { hours: place.hours, exceptions: own, calendar };
}

export function openingView({ state, untilAt, nextOpenAt, reason }: Opening) {
  return {
    state,
    ...(untilAt !== undefined && { until: toRfc3339(untilAt) }),
    ...(nextOpenAt !== undefined && { nextOpen: toRfc3339(nextOpenAt) }),
    ...(reason !== undefined && { reason }),
  };
}

export function walkView(walk: Walk) {
  return { ...walk, estimated: true as const };
}

export function positionView({ lng, lat }: Position) {
  return { lng, lat, datum: 'gcj02' as const };
}

/** Zones, communities and estates: what a resident picks home from. */
export async function listAreas({ db }: Context) {
  const [zones, communities, estates] = await db.batch([
    db.select().from(zone).orderBy(asc(zone.letter)),
    db.select().from(community).orderBy(asc(community.zoneId), asc(community.pinyin)),
    db.select().from(estate).orderBy(asc(estate.communityId), asc(estate.pinyin)),
  ]);
  return {
    zones,
    communities,
    estates: estates.map(({ lng, lat, pinyin: _, ...rest }) => ({
      ...rest,
      position: positionView({ lng, lat }),
    })),
  };
}

type FacilityRow = typeof facility.$inferSelect;
type SceneRow = typeof scene.$inferSelect;

/**
 * The list: filtered in SQL by what the register says, then by walking time and opening, which only the engine knows.
 * Opening is worked out for the places answered; for all of them only when the list is of what is open now.
 */
export async function listFacilities(ctx: Context, wanted: FacilitiesInput) {
  const categories = categoriesOf(wanted);
  const [rows, scenes, exceptions, days] = await readPlaces(ctx, wanted, categories);
  const openingOf = openingsAt(ctx.now, exceptions, calendarOf(days));
  const places = rows
    .flatMap((row) => fittingPlaces(row, scenes, categories, wanted.near))
    .filter(
      (place) => !wanted.within || !place.walk || place.walk.minutes[wanted.pace] <= wanted.within,
    )
    .filter((place) => wanted.open !== 'now' || openingOf(place).state === 'open')
    .sort(byWalk);
  const from = Number(wanted.cursor ?? 0) || 0;
  const items = places
    .slice(from, from + wanted.limit)
    .map((place) => summaryOf(place, openingOf(place)));
  const end = from + items.length;
  return { items, next: end < places.length ? String(end) : null, total: places.length };
}

function categoriesOf({ category, verb }: FacilitiesInput): readonly string[] {
  if (category) return [category];
  return verb ? VERB_CATEGORIES[verb] : [];
}

type RegisterFilter = Partial<
  Pick<FacilitiesInput, 'level' | 'zone' | 'community' | 'estate' | 'q'>
>;

function readPlaces(ctx: Context, wanted: RegisterFilter, categories: readonly string[]) {
  const { db } = ctx;
  const wantedScenes = categories.length > 0 ? inArray(scene.category, [...categories]) : sql`0`;
  const withScene = db.select({ id: scene.facilityId }).from(scene).where(wantedScenes);
  const conditions: (SQL | undefined)[] = [
    wanted.level && eq(facility.level, wanted.level),
    wanted.zone === undefined ? undefined : eq(facility.zoneId, wanted.zone),
    wanted.community === undefined ? undefined : eq(facility.communityId, wanted.community),
    wanted.estate === undefined ? undefined : eq(facility.estateId, wanted.estate),
    wanted.q === undefined ? undefined : textMatches(wanted.q),
    categories.length > 0
      ? or(inArray(facility.category, [...categories]), inArray(facility.id, withScene))
      : undefined,
  ];
  return db.batch([
    db
      .select()
      .from(facility)
      .where(and(...conditions))
      .orderBy(asc(facility.pinyin), asc(facility.id)),
    db.select().from(scene).where(wantedScenes).orderBy(asc(scene.sort)),
    exceptionsQuery(db, ctx.now),
    calendarQuery(db, ctx.now),
  ]);
}

function textMatches(q: string): SQL {
  return sql`instr(lower(${facility.name} || ' ' || ${facility.address} || ' ' || ${facility.pinyin}), lower(${q})) > 0`;
}

type Place = { row: FacilityRow; scene?: SceneRow; walk?: Walk };

/** The facility itself where its category fits, otherwise the first scene in it that does. */
function fittingPlaces(
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
function openingsAt(now: number, exceptions: readonly ExceptionRow[], calendar: Calendar) {
  return ({ row, scene: inside }: Place): Opening => {
    const hours = inside?.hours ?? row.hours;
    const place = { facilityId: row.id, sceneId: inside?.id ?? null, hours };
    return openingAt(scheduleOf(place, exceptions, calendar), now);
  };
}

function summaryOf({ row, scene: inside, walk }: Place, opening: Opening): FacilitySummary {
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
    ...(inside && { scene: { id: inside.id, name: inside.name, floor: inside.floor } }),
    demo: row.demo,
  };
}

/** Nearest first; without a position the order of the register stays. */
function byWalk(a: Place, b: Place): number {
  return (a.walk?.metres ?? 0) - (b.walk?.metres ?? 0);
}

/** 一键: for each verb the nearest place open now; where none is, the one that opens first. */
export async function findDoors(ctx: Context, near: Position) {
  const verbs = Object.entries(VERB_CATEGORIES) as [Verb, readonly string[]][];
  const all = verbs.flatMap(([, categories]) => categories);
  const [rows, scenes, exceptions, days] = await readPlaces(ctx, {}, all);
  const openingOf = openingsAt(ctx.now, exceptions, calendarOf(days));
  const doorOf = (categories: readonly string[]) => {
    const fitting = scenes.filter((one) => categories.includes(one.category));
    const places = rows
      .flatMap((row) => fittingPlaces(row, fitting, categories, near))
      .sort(byWalk);
    const open = places.find((place) => openingOf(place).state === 'open');
    const door = open ?? firstToOpen(places, openingOf);
    return door ? summaryOf(door, openingOf(door)) : null;
  };
  return Object.fromEntries(
    verbs.map(([verb, categories]) => [verb, doorOf(categories)]),
  ) as Record<Verb, FacilitySummary | null>;
}

function firstToOpen(places: readonly Place[], openingOf: (place: Place) => Opening): Place | null {
  const byOpening = places
    .map((place) => ({
      place,
      nextOpenAt: openingOf(place).nextOpenAt ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => a.nextOpenAt - b.nextOpenAt);
  return byOpening[0]?.place ?? null;
}

/** One facility with its scenes and the hours of seven days. Throws `facility.notFound`. */
export async function getFacility(ctx: Context, id: string, near?: Position): Promise<Facility> {
  const { db, now } = ctx;
  const [[row], scenes, exceptions, days] = await db.batch([
    db.select().from(facility).where(eq(facility.id, id)),
    db
      .select()
      .from(scene)
      .where(eq(scene.facilityId, id))
      .orderBy(asc(scene.floor), asc(scene.sort)),
    exceptionsQuery(db, now, id),
    calendarQuery(db, now),
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

export function intervalView({ startAt, endAt }: { startAt: number; endAt: number }) {
  return { start: toRfc3339(startAt), end: toRfc3339(endAt) };
}

/** The whole register as it stands, for the static pages. */
export async function readRegister(db: Db) {
  const [zones, communities, estates, facilities, scenes] = await db.batch([
    db.select().from(zone).orderBy(asc(zone.letter)),
    db.select().from(community).orderBy(asc(community.zoneId), asc(community.pinyin)),
    db.select().from(estate).orderBy(asc(estate.communityId), asc(estate.pinyin)),
    db.select().from(facility).orderBy(asc(facility.id)),
    db.select().from(scene).orderBy(asc(scene.facilityId), asc(scene.floor), asc(scene.sort)),
  ]);
  return { zones, communities, estates, facilities, scenes };
}

/** That there is no such estate: a condition for `guard`. */
export function noEstate(id: string): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${estate} WHERE ${estate.id} = ${id})`;
}
