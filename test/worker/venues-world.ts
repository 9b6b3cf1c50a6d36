/** Venues, bookings and closures to test with. Each test makes its own venue: storage is shared within a file. */
import { eq } from 'drizzle-orm';
import type { DayType } from '../../worker/features/directory/rules/hours.ts';
import { calendarDay, facility } from '../../worker/features/directory/tables.ts';
import { person } from '../../worker/features/identity/tables.ts';
import type { Booking } from '../../worker/features/venues/schema.ts';
import { booking, closure, venue } from '../../worker/features/venues/tables.ts';
import { audit } from '../../worker/lib/tables.ts';
import { addDays, fromRfc3339, mondayOf, weekdayOf } from '../../worker/lib/time.ts';
import { at, db, NOW, type Reply, type Somebody, smallSubdistrict, unique } from './world.ts';

/** The last day whose type is published; every rule that hangs on day types is `unknown` after it. */
export const PUBLISHED_UNTIL = '2026-12-13';

/** The small subdistrict with a published calendar: school days and weekends, one worked Sunday, one holiday Monday. */
export async function venueWorld(): Promise<void> {
  await smallSubdistrict();
  const special: Record<string, DayType> = {
    '2026-11-29': 'makeup_workday',
    '2026-11-30': 'holiday',
  };
  const days: (typeof calendarDay.$inferInsert)[] = [];
  for (let on = '2026-11-20'; on <= PUBLISHED_UNTIL; on = addDays(on, 1)) {
    const type = special[on] ?? (weekdayOf(on) > 5 ? 'weekend' : 'school_day');
    days.push({ on, type, source: 'test' });
  }
  await db.insert(calendarDay).values(days.slice(0, 20));
  await db.insert(calendarDay).values(days.slice(20));
}

type VenueValues = typeof venue.$inferInsert;

/** A badminton court in `hall`, open 8:30–11:30, 13:00–17:00, 18:00–21:00, in slots of an hour, for 1 to 6 persons. */
export async function courtOf(values: Partial<VenueValues> = {}): Promise<VenueValues> {
  const n = unique();
  const row: VenueValues = {
    id: `venue-${n}`,
    facilityId: 'hall',
    kind: 'court',
    name: `羽毛球 ${n} 号场`,
    pinyin: `yumaoqiu ${String(n).padStart(4, '0')}`,
    summary: '',
    category: `badminton_${n}`,
    floor: 4,
    capacity: 6,
    minParty: 1,
    maxParty: 6,
    slotMin: 60,
    minDurationMin: 60,
    maxDurationMin: 120,
    bufferBeforeMin: 0,
    bufferAfterMin: 0,
    opensDaysAhead: 7,
    closesBeforeMin: 0,
    cancelBeforeMin: 120,
    maxActive: 10,
    maxPerWeek: 20,
    asksPurpose: false,
    hours: [
      {
        spans: [
          { opens: '08:30', closes: '11:30' },
          { opens: '13:00', closes: '17:00' },
          { opens: '18:00', closes: '21:00' },
        ],
      },
    ],
    state: 'open',
    ruleVersion: 1,
    ...values,
  };
  await db.insert(venue).values(row);
  return row;
}

/** Study seats: shared places, half-hour grid, all day long. */
export function seatsOf(values: Partial<VenueValues> = {}): Promise<VenueValues> {
  return courtOf({
    kind: 'places',
    name: '自习座',
    capacity: 12,
    maxParty: 4,
    slotMin: 30,
    minDurationMin: 30,
    hours: [{ spans: [{ opens: '08:30', closes: '21:00' }] }],
    ...values,
  });
}

/** A hall and its two halves. */
export async function hallWithHalves(values: Partial<VenueValues> = {}) {
  const hall = await courtOf({ name: '篮球全场', category: 'basketball', ...values });
  const half = { category: 'basketball', parentId: hall.id, ...values };
  return {
    hall,
    left: await courtOf({ name: '左半场', ...half }),
    right: await courtOf({ name: '右半场', ...half }),
  };
}

/** A facility of its own, where a test counts everything in it. */
export async function facilityOf(zoneId: 'za' | 'zb' = 'za'): Promise<string> {
  const [hall] = await db.select().from(facility).where(eq(facility.id, 'hall'));
  if (!hall) throw new Error('no hall');
  const id = `facility-${unique()}`;
  const communityId = zoneId === 'za' ? 'ca' : 'cb';
  await db.insert(facility).values({ ...hall, id, name: `中心 ${id}`, zoneId, communityId });
  return id;
}

/** The body of a booking: `11-26T15:00` for an hour by default. */
export function wish(venueId: string, start: string, more: Record<string, unknown> = {}) {
  const hour = Number(start.slice(6, 8)) + 1;
  const end = at(`${start.slice(0, 6)}${String(hour).padStart(2, '0')}${start.slice(8)}`);
  return { venueId, start: at(start), end, partySize: 2, ...more };
}

/** A booking as the database holds it, past every rule but the triggers. */
export async function bookedBy(
  who: Somebody,
  venueId: string,
  start: string,
  values: Partial<typeof booking.$inferInsert> = {},
): Promise<string> {
  const { start: startText, end } = wish(venueId, start);
  const startAt = fromRfc3339(startText);
  const endAt = fromRfc3339(end);
  const n = unique();
  const id = `booking-${n}`;
  await db.insert(booking).values({
    id,
    venueId,
    residentId: who.id,
    personId: who.id,
    startAt,
    endAt,
    blockStartAt: startAt,
    blockEndAt: endAt,
    partySize: 2,
    state: 'booked',
    code: String(n).padStart(8, '0'),
    cancelUntilAt: startAt - 7_200_000,
    ruleVersion: 1,
    weekOn: mondayOf(startText.slice(0, 10)),
    createdAt: 0,
    ...values,
  });
  return id;
}

/** A closure as the database holds it, with the audit row its trigger asks for. */
export function closed({
  facilityId,
  venueId = null,
  start,
  end,
  reason = '检修',
}: {
  facilityId: string;
  venueId?: string | null;
  start: string;
  end: string;
  reason?: string;
}) {
  const id = `closure-${unique()}`;
  const act = { act: 'closure.create', noun: 'closure', nounId: id };
  return db.batch([
    db.insert(audit).values({ id: `audit-${id}`, at: 0, actorId: 'test', ...act }),
    db.insert(closure).values({
      id,
      facilityId,
      venueId,
      startAt: fromRfc3339(at(start)),
      endAt: fromRfc3339(at(end)),
      reason,
      createdBy: 'test',
      createdAt: 0,
    }),
  ]);
}

/** Lifts the closures of a facility, with the audit rows that their trigger asks for. */
export async function lifted(facilityId: string): Promise<void> {
  for (const { id } of await closuresOf(facilityId)) {
    const act = { act: 'closure.lift', noun: 'closure', nounId: id };
    await db.batch([
      db.insert(audit).values({ id: `audit-lift-${id}`, at: 0, actorId: 'test', ...act }),
      db.update(closure).set({ liftedAt: NOW }).where(eq(closure.id, id)),
    ]);
  }
}

/** Somebody the resident acts for. */
export async function childOf(who: Somebody, bornOn: string | null): Promise<string> {
  const id = `child-${unique()}`;
  await db.insert(person).values({
    id,
    residentId: who.id,
    kind: 'dependant',
    relation: 'child',
    name: '小明',
    bornOn,
    createdAt: 0,
  });
  return id;
}

/** Every booking of a venue. */
export function bookingsOf(venueId: string) {
  return db.select().from(booking).where(eq(booking.venueId, venueId));
}

export function closuresOf(facilityId: string) {
  return db.select().from(closure).where(eq(closure.facilityId, facilityId));
}

export function bookingIn(reply: Reply): Booking {
  return reply.body as Booking;
}
