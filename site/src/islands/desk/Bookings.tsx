import { useEffect, useState } from 'preact/hooks';
import type { FacilityDay } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { dayName } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { ClosureForm } from './ClosureForm.tsx';
import { ClosureRow } from './ClosureRow.tsx';
import { DayChoice } from './DayChoice.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { dayIn, useAddress } from './useAddress.ts';
import { useDesk } from './useDesk.ts';
import { VenueDay } from './VenueDay.tsx';

const t = staff.bookings;

export function BookingsPage() {
  return (
    <Desk title={staff.nav.bookings} part="venues">
      {(desk) => <BookingsDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

function BookingsDesk({ desk }: { desk: AtDesk }) {
  const { place, today, turn } = desk;
  const address = useAddress();
  const on = dayIn(address, today);
  const asked = useDesk(`${place.id} ${on}`, turn, () =>
    answer(api.staff.facilities[':id'].bookings.$get({ param: { id: place.id }, query: { on } })),
  );
  const dayType = asked.value?.dayType;
  useEffect(() => desk.note(dayType && on === today ? staff.dayTypes[dayType] : ''), [dayType, on]);
  return (
    <>
      <DayChoice
        on={on}
        today={today}
        onChange={(next) => address.set({ on: next === today ? undefined : next })}
      />
      <Loaded asked={asked} rows={8}>
        {(day) => <Body key={on} desk={desk} day={day} />}
      </Loaded>
    </>
  );
}

function Body({ desk, day }: { desk: AtDesk; day: FacilityDay }) {
  const [closing, setClosing] = useState<string>();
  const { venues, closures, on } = day;
  if (venues.length === 0) return <Empty title={t.none} text={t.noneText} />;
  const busy = venues.filter(({ bookings }) => bookings.length > 0);
  const quiet = venues.filter(({ bookings }) => bookings.length === 0);
  const all = venues.flatMap(({ bookings }) => bookings);
  const people = all.reduce((sum, { partySize }) => sum + partySize, 0);
  const title = `${dayName(on, desk.now)}，${day.dayType ? staff.dayTypes[day.dayType] : t.unknown}`;
  return (
    <div class="columns two first-wide">
      <Section title={title} end={t.count(all.length, people)}>
        {busy.map((venue) => (
          <VenueDay key={venue.id} desk={desk} venue={venue} onClose={() => setClosing(venue.id)} />
        ))}
        {quiet.length > 0 && <h3 class="quiet-head">{t.quiet}</h3>}
        {quiet.map((venue) => (
          <VenueDay key={venue.id} desk={desk} venue={venue} onClose={() => setClosing(venue.id)} />
        ))}
      </Section>
      <div>
        <Section title={t.closures}>
          {closures.length === 0 && <p class="dim">{staff.closures.none}</p>}
          {closures.map((one) => (
            <ClosureRow key={one.id} closure={one} now={desk.now} onLifted={desk.changed} />
          ))}
        </Section>
        <Section title={staff.closures.form} id="close">
          {closing === undefined ? (
            <Button kind="line" fit onClick={() => setClosing('')}>
              {staff.closures.form}
            </Button>
          ) : (
            <ClosureForm
              key={closing}
              desk={desk}
              venues={venues}
              venueId={closing}
              on={on}
              onCancel={() => setClosing(undefined)}
            />
          )}
        </Section>
      </div>
    </div>
  );
}
