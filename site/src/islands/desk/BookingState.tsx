import type { StaffBooking } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { clock, minutesUntil, span, toMs } from '../../lib/format.ts';
import { StateTile } from '../parts/StateTile.tsx';

const t = staff.today.state;

/** Where a booking stands at this minute. */
export function BookingState({ booking, now }: { booking: StaffBooking; now: number }) {
  const { checkedIn, state, start, end, can, checkInFrom } = booking;
  if (checkedIn) return <StateTile kind="arrived">{t.arrived(clock(checkedIn))}</StateTile>;
  if (state !== 'booked') return <StateTile kind="void">{t.cancelled}</StateTile>;
  if (now >= toMs(end)) return <StateTile kind="done">{t.absent}</StateTile>;
  if (now > toMs(start)) {
    return <StateTile kind="late">{t.late(span(minutesUntil(now, start)))}</StateTile>;
  }
  if (can.checkIn) return <StateTile kind="wait">{t.mayCome}</StateTile>;
  return <StateTile kind="wait">{t.waitUntil(clock(checkInFrom))}</StateTile>;
}
