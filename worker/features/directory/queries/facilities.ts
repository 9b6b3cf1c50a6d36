/** Reading places. Each public read is one batch: the places, their scenes, dated hours, and the days published. */
import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { addDays, type Day, dayOf } from '../../../lib/time.ts';
import { chooseDoor } from '../rules/doors.ts';
import {
  type Calendar,
  exceptionOn,
  type Opening,
  openingAt,
  openOn,
  type Schedule,
} from '../rules/hours.ts';
import { VERB_CATEGORIES, type Verb } from '../rules/kinds.ts';
import { type Position, type Walk, walkBetween } from '../rules/walk.ts';
import type { FacilitiesInput, Facility, FacilitySummary } from '../schema.ts';
import { facility, scene } from '../tables.ts';
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
  const from = Number(wanted.cursor ?? 0);
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

/** 一键: for each verb the place that `chooseDoor` leads to. */
export async function findDoors(ctx: Context, near: Position) {
  const verbs = Object.entries(VERB_CATEGORIES) as [Verb, readonly string[]][];
  const all = verbs.flatMap(([, categories]) => categories);
  const [rows, scenes, exceptions, days] = await readPlaces(ctx, {}, all);
  const openingOf = openingsAt(ctx.now, exceptions, calendarOf(days));
  const doorOf = (categories: readonly string[]) => {
    const fitting = scenes.filter((one) => categories.includes(one.category));
    const places = rows
      .flatMap((row) => fittingPlaces(row, fitting, categories, near))
      .sort(byWalk)
      .map((place) => ({
        place,
        minutes: place.walk?.minutes.ordinary ?? 0,
        opening: openingOf(place),
      }));
    const door = chooseDoor(places);
    return door ? summaryOf(door.place, door.opening) : null;
  };
  return Object.fromEntries(
    verbs.map(([verb, categories]) => [verb, doorOf(categories)]),
  ) as Record<Verb, FacilitySummary | null>;
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
