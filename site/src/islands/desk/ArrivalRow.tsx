import type { ComponentChildren } from 'preact';
import type { StaffSession } from '../../../../worker/features/activities/schema.ts';
import type { StaffBooking } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { clock, clockRange, toMs } from '../../lib/format.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { Button } from '../parts/Button.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { BookingState } from './BookingState.tsx';
import type { AtDesk } from './Desk.tsx';
import { Told } from './Told.tsx';
import type { Arrival, Orders } from './today.ts';
import { useCheckIn } from './useCheckIn.ts';

const t = staff.today;

interface Props {
  desk: AtDesk;
  arrival: Arrival;
  /** The next to be pressed. */
  first: boolean;
}

export function ArrivalRow({ desk, arrival, first }: Props) {
  if (arrival.kind === 'booking') {
    return <Booking desk={desk} booking={arrival.booking} first={first} />;
  }
  if (arrival.kind === 'session') return <Session session={arrival.session} now={desk.now} />;
  return (
    <Meal
      times={clockRange(arrival.start, arrival.end)}
      pickup={arrival.pickup}
      orders={arrival.orders}
      time={clock(arrival.start)}
    />
  );
}

interface RowProps {
  id?: string;
  time: string;
  what: string;
  detail: string;
  who: string;
  state: ComponentChildren;
  press?: ComponentChildren;
}

function Row({ id, time, what, detail, who, state, press }: RowProps) {
  return (
    <tr id={id} tabIndex={id ? -1 : undefined}>
      <td class="n time">{time}</td>
      <th class="what" scope="row">
        {what}
        <div class="dim">{detail}</div>
      </th>
      <td class="who">{who}</td>
      <td class="status">{state}</td>
      <td class="press">{press}</td>
    </tr>
  );
}

function Booking({
  desk,
  booking,
  first,
}: {
  desk: AtDesk;
  booking: StaffBooking;
  first: boolean;
}) {
  const checkIn = useCheckIn(desk, booking);
  const { venue, person, bookedBy, partySize, purpose } = booking;
  const floor = venue.floor === null ? '' : t.floor(venue.floor);
  return (
    <>
      <Row
        id={booking.id}
        time={clock(booking.start)}
        what={venue.name}
        detail={[floor, t.people(partySize), purpose ?? ''].filter(Boolean).join('，')}
        who={bookedBy ? `${person}，${staff.codes.forWhom(bookedBy)}` : person}
        state={<BookingState booking={booking} now={desk.now} />}
        press={
          booking.can.checkIn && (
            <Button
              size="small"
              kind={first ? 'act' : 'line'}
              label={t.checkInLabel(person, venue.name)}
              busy={checkIn.busy}
              onClick={checkIn.press}
            >
              {t.checkIn}
            </Button>
          )
        }
      />
      {checkIn.refusal && (
        <tr class="refusal">
          <td colSpan={5}>
            <Told refusal={checkIn.refusal} />
          </td>
        </tr>
      )}
    </>
  );
}

function Session({ session, now }: { session: StaffSession; now: number }) {
  const { activity, place, start, signUp } = session;
  const { taken } = signUp;
  return (
    <Row
      time={clock(start)}
      what={activity.title}
      detail={[place, taken > 0 ? t.people(taken) : ''].filter(Boolean).join('，')}
      who=""
      state={<SessionState session={session} now={now} />}
      press={
        signUp.capacity !== null && (
          <Button
            size="small"
            kind="line"
            href={`${staffPaths.activities}?session=${session.id}`}
            label={t.rollLabel(activity.title)}
          >
            {t.roll}
          </Button>
        )
      }
    />
  );
}

function SessionState({ session, now }: { session: StaffSession; now: number }) {
  const { signUp, attended, state, start } = session;
  const { capacity, taken } = signUp;
  if (state === 'cancelled') return <StateTile kind="void">{t.state.cancelled}</StateTile>;
  if (capacity === null) return <StateTile kind="open">{t.state.noSignUp}</StateTile>;
  if (now >= toMs(start) || attended > 0) {
    return <StateTile kind="arrived">{t.state.came(attended, taken)}</StateTile>;
  }
  return (
    <StateTile kind={taken >= capacity ? 'full' : 'wait'}>
      {t.state.seats(taken, capacity)}
    </StateTile>
  );
}

interface MealProps {
  time: string;
  times: string;
  pickup: boolean;
  orders: Orders;
}

function Meal({ time, times, pickup, orders }: MealProps) {
  const { all, handed, portions } = orders;
  return (
    <Row
      time={time}
      what={pickup ? t.pickup(all) : t.dineIn(all)}
      detail={[times, t.portions(portions)].join('，')}
      who=""
      state={
        <StateTile kind={handed >= all ? 'arrived' : 'wait'}>
          {t.state.handed(handed, all)}
        </StateTile>
      }
      press={
        handed < all && (
          <Button
            size="small"
            kind="line"
            href={`${staffPaths.meals}#orders`}
            label={t.handOverLabel(times)}
          >
            {t.handOver}
          </Button>
        )
      }
    />
  );
}
