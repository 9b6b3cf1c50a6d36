import { venues as t } from '../../i18n/zh/venues.ts';
import type { api, InferResponseType } from '../../lib/api.ts';
import { clockRange, dayName, dayOf, toMs } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Pass } from '../parts/Pass.tsx';
import { whenIs } from './when.ts';

export type Booking = InferResponseType<(typeof api.bookings)['$post'], 201>;

export interface BookedProps {
  booking: Booking;
  walkMin?: number;
  now: number;
}

/** What to show at the door, at once. */
export function Booked({ booking, walkMin, now }: BookedProps) {
  const { id, venue, facility, person, start, end, partySize, code, cancelUntil } = booking;
  const when = dayName(dayOf(start), now);
  return (
    <>
      <Pass
        time={clockRange(start, end)}
        when={when}
        whenMore={walkMin && t.walk(walkMin)}
        place={venue.name}
        detail={`${t.crumb(facility.name, venue.floor)}·${t.booked.people(partySize, person.name)}`}
        code={code}
      >
        <Button
          size="small"
          kind="line"
          icon="calendar"
          href={`/api/v1/me/agenda/booking/${encodeURIComponent(id)}.ics`}
        >
          {t.booked.calendar}
        </Button>
        <Button size="small" href={paths.mine}>
          {t.booked.mine}
        </Button>
      </Pass>
      <div class="pad stack">
        <Notice>
          {toMs(cancelUntil) > now
            ? t.booked.cancelUntil(whenIs(cancelUntil, now))
            : t.booked.cancelOver}
        </Notice>
        <Button kind="line" href={`${paths.book}${venue.id}/`}>
          {t.booked.again}
        </Button>
      </div>
    </>
  );
}
