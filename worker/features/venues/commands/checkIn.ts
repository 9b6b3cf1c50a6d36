/** Checking in at the door. */
import { eq } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { MINUTE_MS, toRfc3339 } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { scopeOf } from '../queries/bookings.ts';
import {
  lookedUpView,
  type Mentioned,
  mentionedBooking,
  mentionedQuery,
} from '../queries/staff.ts';
import { bookingCan, CHECK_IN_BEFORE_MIN, checkInTime } from '../rules/states.ts';
import type { LookedUpBooking } from '../schema.ts';
import { booking } from '../tables.ts';

/**
 * Once, from half an hour before the start until the end. Throws `pass.notFound`, `booking.checkInTooEarly`, and
 * `booking.state` when it was checked in, cancelled or released before, or is over.
 */
export async function checkIn(ctx: ActorContext, mentioned: Mentioned): Promise<LookedUpBooking> {
  const { db, now } = ctx;
  const [who, ...answers] = await db.batch([actorQuery(ctx), ...mentionedQuery(ctx, mentioned)]);
  const { grants } = whoIs(who);
  const found = mentionedBooking(answers, grants);
  const { row, place } = found;
  const access = { state: row.state, isOwner: false, place: scopeOf(place) };
  if (verdict(bookingCan.checkIn, access, grants) !== 'allowed') {
    throw new DomainError('booking.state', { rule: { name: 'state', value: row.state } });
  }
  const time = checkInTime(row, now);
  if (time === 'early') {
    throw new DomainError('booking.checkInTooEarly', {
      rule: { name: 'checkInBeforeMin', value: CHECK_IN_BEFORE_MIN },
      possibleFromAt: row.startAt - CHECK_IN_BEFORE_MIN * MINUTE_MS,
    });
  }
  if (time === 'over') {
    throw new DomainError('booking.state', {
      rule: { name: 'checkInUntil', value: toRfc3339(row.endAt) },
    });
  }
  const change = {
    state: 'checked_in' as const,
    checkedInAt: now,
    checkedInBy: ctx.actor.userId,
  };
  await writeAll(db, [
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      principalId: row.residentId,
      act: 'booking.checkIn',
      noun: 'booking',
      nounId: row.id,
      facilityId: place.id,
      reason: 'code' in mentioned ? 'byCode' : 'byList',
    }),
    // Only `booked` may become `checked_in`: for whoever comes second the trigger says `booking.state`.
    db.update(booking).set(change).where(eq(booking.id, row.id)),
  ]);
  return lookedUpView({ ...found, row: { ...row, ...change } }, { now, grants });
}
