/** Closing a venue, or everything in a facility, for a period; and lifting that early. */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { type Grant, verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, type Statement, writeAll, writeThenRead } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { type FacilityPlace, facilityPlacesQuery } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { tellMany } from '../../notices/commands/tell.ts';
import { scopeOf } from '../queries/bookings.ts';
import { closureRowsQuery, closureView } from '../queries/staff.ts';
import { closureCan, closureState, LONGEST_CLOSURE_DAYS } from '../rules/states.ts';
import type { Closure, ClosureInput } from '../schema.ts';
import { closure, venue } from '../tables.ts';

type NewClosure = typeof closure.$inferSelect;

/**
 * Closes, and in the same batch releases what was booked and tells everybody concerned. What has begun already closes
 * from now on. Throws `facility.notFound`, `venue.notFound`, `auth.forbidden`, `closure.interval`, `closure.past`.
 */
export async function createClosure(ctx: ActorContext, input: ClosureInput): Promise<Closure> {
  const { db, now } = ctx;
  const [who, earlier, [place], venues] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    facilityPlacesQuery(db, sql`(SELECT ${input.facilityId})`),
    db
      .select({ id: venue.id })
      .from(venue)
      .where(and(eq(venue.id, input.venueId ?? ''), eq(venue.facilityId, input.facilityId))),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getClosure(ctx, replayed, grants);
  if (!place) throw new DomainError('facility.notFound');
  const row = closureRow(ctx, input);
  const access = { state: 'planned' as const, isOwner: false, place: scopeOf(place) };
  if (verdict(closureCan.create, access, grants) !== 'allowed') {
    throw new DomainError('auth.forbidden');
  }
  if (input.venueId !== undefined && venues.length === 0) throw new DomainError('venue.notFound');
  checkPeriod(input, now);
  const [[written]] = await writeThenRead(
    db,
    [
      ...rememberResult(ctx, row.id),
      closureAudit(ctx, row),
      ...releaseBooked(ctx, row, place),
      db.insert(closure).values(row),
    ],
    [closureRowsQuery(db, { where: eq(closure.id, row.id), limit: 1 })],
  );
  if (!written) throw new DomainError('closure.notFound');
  return closureView(written, { place, now, grants });
}

function checkPeriod({ start, end }: ClosureInput, now: number): void {
  if (end <= start || end - start > LONGEST_CLOSURE_DAYS * DAY_MS) {
    throw new DomainError('closure.interval', {
      rule: { name: 'longestClosureDays', value: LONGEST_CLOSURE_DAYS },
    });
  }
  if (end <= now) throw new DomainError('closure.past');
}

function closureRow(ctx: ActorContext, input: ClosureInput): NewClosure {
  return {
    id: ctx.newId('cls'),
    facilityId: input.facilityId,
    venueId: input.venueId ?? null,
    startAt: Math.max(input.start, ctx.now),
    endAt: input.end,
    reason: input.reason,
    createdBy: ctx.actor.userId,
    createdAt: ctx.now,
    liftedAt: null,
  };
}

function closureAudit(ctx: ActorContext, row: NewClosure): Statement {
  return auditRow(ctx.db, {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    act: 'closure.create',
    noun: 'closure',
    nounId: row.id,
    facilityId: row.facilityId,
    reason: row.reason,
    detail: { venueId: row.venueId, startAt: row.startAt, endAt: row.endAt },
  });
}

/** By select, so that a booking made a moment ago is released too. First who did it and why, then the word to each resident, then the release. */
function releaseBooked(ctx: ActorContext, row: NewClosure, place: FacilityPlace): Statement[] {
  const { db, now } = ctx;
  const booked = bookedWithin(row);
  const detail = JSON.stringify({ closureId: row.id });
  return [
    db.run(sql`INSERT INTO audit
      (id, at, actor_id, principal_id, act, noun, noun_id, facility_id, reason, detail)
      SELECT ${`${ctx.newId('aud')}_`} || id, ${now}, ${ctx.actor.userId}, resident_id,
        'booking.release', 'booking', id, ${row.facilityId}, ${row.reason}, ${detail}
      FROM (${booked})`),
    ...tellMany(
      ctx,
      'booking.released',
      sql`SELECT id AS told_key, resident_id, '/mine/bookings/' || id || '/' AS link, json_object(
        'venue', venue_name, 'facility', ${place.name}, 'start', ${rfc3339Of(sql`start_at`)},
        'end', ${rfc3339Of(sql`end_at`)}, 'reason', ${row.reason}) AS params FROM (${booked})`,
    ),
    db.run(sql`UPDATE booking SET state = 'released', ended_at = ${now}, reason = ${row.reason}
      WHERE id IN (SELECT id FROM (${booked}))`),
  ];
}

/** The live, not checked-in bookings that a closure touches: of the venue, of its hall and of its halves. */
function bookedWithin({ facilityId, venueId, startAt, endAt }: NewClosure): SQL {
  const concerned =
    venueId === null
      ? sql`1`
      : sql`(v.id = ${venueId} OR v.parent_id = ${venueId}
          OR v.id = (SELECT parent_id FROM venue WHERE id = ${venueId}))`;
  return sql`SELECT b.id, b.resident_id, b.start_at, b.end_at, v.name AS venue_name
    FROM venue v JOIN booking b ON b.venue_id = v.id
    WHERE v.facility_id = ${facilityId} AND ${concerned}
      AND b.state IN ('booked', 'checked_in') AND b.state = 'booked'
      AND b.block_start_at > ${startAt - DAY_MS} AND b.block_start_at < ${endAt}
      AND b.start_at < ${endAt} AND b.end_at > ${startAt}`;
}

/** The country has had one offset and no summer time since 1991: `toRfc3339` in SQL. */
function rfc3339Of(at: SQL): SQL {
  return sql`strftime('%Y-%m-%dT%H:%M:%S', ${at} / 1000 + 28800, 'unixepoch') || '+08:00'`;
}

async function getClosure(ctx: ActorContext, id: string, grants: readonly Grant[]) {
  const [rows, [place]] = await ctx.db.batch(closureWithPlace(ctx, id));
  const [row] = rows;
  if (!row || !place) throw new DomainError('closure.notFound');
  return closureView(row, { place, now: ctx.now, grants });
}

function closureWithPlace({ db }: ActorContext, id: string) {
  return [
    closureRowsQuery(db, { where: eq(closure.id, id), limit: 1 }),
    facilityPlacesQuery(db, sql`(SELECT facility_id FROM closure WHERE id = ${id})`),
  ] as const;
}

/**
 * Opens again before the end; bookings that were released stay released. Throws `closure.notFound`, `auth.forbidden`,
 * `closure.state` when it is over or was lifted before.
 */
export async function liftClosure(ctx: ActorContext, id: string, reason: string): Promise<Closure> {
  const { db, now } = ctx;
  const [who, [row], [place]] = await db.batch([actorQuery(ctx), ...closureWithPlace(ctx, id)]);
  const { grants } = whoIs(who);
  if (!row || !place) throw new DomainError('closure.notFound');
  const access = { state: closureState(row, now), isOwner: false, place: scopeOf(place) };
  const answer = verdict(closureCan.lift, access, grants);
  if (answer === 'forbidden') throw new DomainError('auth.forbidden');
  if (answer === 'state') throw new DomainError('closure.state');
  await writeAll(db, [
    guard(
      db,
      'closure.state',
      sql`EXISTS (SELECT 1 FROM closure WHERE id = ${id} AND lifted_at IS NOT NULL)`,
    ),
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'closure.lift',
      noun: 'closure',
      nounId: id,
      facilityId: place.id,
      reason,
    }),
    db
      .update(closure)
      .set({ liftedAt: now })
      .where(and(eq(closure.id, id), isNull(closure.liftedAt))),
  ]);
  return closureView({ ...row, liftedAt: now }, { place, now, grants });
}
