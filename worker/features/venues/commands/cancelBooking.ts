/** Cancelling one's own booking. */
import { and, eq } from 'drizzle-orm';
import { verdict } from '../../../lib/access.ts';
import type { ActorContext } from '../../../lib/context.ts';
import { DomainError } from '../../../lib/errors.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { bookingRows, bookingView, ownBookingQuery, scopeOf } from '../queries/bookings.ts';
import { bookingCan, canStillCancel } from '../rules/states.ts';
import type { Booking } from '../schema.ts';
import { booking } from '../tables.ts';

/**
 * Gives the time back to others at once. Throws `booking.notFound`, `booking.state` when it isn't booked any more, and
 * `booking.cancelTooLate` after the moment agreed at booking.
 */
export async function cancelBooking(
  ctx: ActorContext,
  id: string,
  reason: string | null,
): Promise<Booking> {
  const { db, now } = ctx;
  const [who, ...answers] = await db.batch([actorQuery(ctx), ...ownBookingQuery(ctx, id)]);
  whoIs(who);
  const [found] = bookingRows(answers);
  if (!found) throw new DomainError('booking.notFound');
  const { row, place } = found;
  const access = { state: row.state, isOwner: true, place: scopeOf(place) };
  if (verdict(bookingCan.cancel, access, []) !== 'allowed') throw new DomainError('booking.state');
  if (!canStillCancel(row, now)) {
    throw new DomainError('booking.cancelTooLate', {
      rule: {
        name: 'cancelBeforeMin',
        value: Math.round((row.startAt - row.cancelUntilAt) / MINUTE_MS),
      },
    });
  }
  const change = { state: 'cancelled' as const, endedAt: now, reason };
  // Only `booked` may become `cancelled`: for whoever comes second the trigger says `booking.state`.
  await db
    .update(booking)
    .set(change)
    .where(and(eq(booking.id, id), eq(booking.residentId, ctx.actor.userId)));
  return bookingView({ ...found, row: { ...row, ...change } }, now);
}
