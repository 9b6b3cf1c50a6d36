import type { FacilityDay, StaffBooking } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { clockRange } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { BookingState } from './BookingState.tsx';
import type { AtDesk } from './Desk.tsx';
import { Told } from './Told.tsx';
import { useCheckIn } from './useCheckIn.ts';
import { spansWords } from './words.ts';

const t = staff.bookings;

interface Props {
  desk: AtDesk;
  venue: FacilityDay['venues'][number];
  onClose: () => void;
}

/** A venue's day: when it is open, who booked it. */
export function VenueDay({ desk, venue, onClose }: Props) {
  const { name, floor, bookings } = venue;
  const facts = [
    floor === null ? '' : staff.today.floor(floor),
    openWords(venue),
    t.capacity(venue.kind, venue.capacity),
  ].filter(Boolean);
  return (
    <section class={bookings.length === 0 ? 'venue-day quiet' : 'venue-day'} aria-label={name}>
      <div class="venue-head">
        <div>
          <h3>{name}</h3>
          <p class="dim">{facts.join('，')}</p>
        </div>
        <Button kind="line" size="small" fit label={t.closeLabel(name)} onClick={onClose}>
          {t.close}
        </Button>
      </div>
      {bookings.length > 0 && (
        <table class="table folds">
          <colgroup>
            <col class="for-time" />
            <col />
            <col class="for-state" />
            <col class="for-press" />
          </colgroup>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">{staff.today.head.time}</th>
              <th scope="col">{staff.today.head.who}</th>
              <th scope="col">{staff.today.head.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {bookings.map((booking) => (
              <Row key={booking.id} desk={desk} booking={booking} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function openWords({ state, spans, reason }: Props['venue']): string {
  if (state === 'unknown') return t.unknown;
  if (state === 'closed' || spans.length === 0) return reason ?? t.shut;
  return t.hours(spansWords(spans));
}

function Row({ desk, booking }: { desk: AtDesk; booking: StaffBooking }) {
  const checkIn = useCheckIn(desk, booking);
  const { id, start, end, person, partySize, purpose, bookedBy, venue } = booking;
  const details = [
    staff.today.people(partySize),
    purpose ?? '',
    bookedBy ? t.bookedBy(bookedBy) : '',
  ].filter(Boolean);
  return (
    <>
      <tr id={id} tabIndex={-1}>
        <td class="n time span">{clockRange(start, end)}</td>
        <th class="what" scope="row">
          {person}
          <div class="dim">{details.join('，')}</div>
        </th>
        <td class="status">
          <BookingState booking={booking} now={desk.now} />
        </td>
        <td class="press">
          {booking.can.checkIn && (
            <Button
              size="small"
              label={staff.today.checkInLabel(person, venue.name)}
              busy={checkIn.busy}
              onClick={checkIn.press}
            >
              {staff.today.checkIn}
            </Button>
          )}
        </td>
      </tr>
      {checkIn.refusal && (
        <tr class="refusal">
          <td colSpan={4}>
            <Told refusal={checkIn.refusal} />
          </td>
        </tr>
      )}
    </>
  );
}
