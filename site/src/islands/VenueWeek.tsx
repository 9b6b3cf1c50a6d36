import { useEffect, useState } from 'preact/hooks';
import { venues as t } from '../i18n/zh/venues.ts';
import { dayOf } from '../lib/format.ts';
import { usePace, walkTo } from '../lib/home.ts';
import { useNow } from '../lib/now.ts';
import type { VenueFacts } from '../lib/venueWeek.ts';
import { Section } from './parts/Section.tsx';
import { Waiting } from './parts/Waiting.tsx';
import { allowance, leftOf, loadAllowance } from './venue/allowance.ts';
import { Choosing } from './venue/Choosing.tsx';
import { useWish } from './venue/kept.ts';
import { Made, Refused } from './venue/Outcome.tsx';
import { useBooking } from './venue/useBooking.ts';

/** Choosing a time of one venue and booking it; then the pass, or the way around. */
export function VenueWeek({ venue }: { venue: VenueFacts }) {
  const now = useNow();
  const pace = usePace();
  const [wish, setWish] = useWish(venue);
  const booker = useBooking();
  const [left, setLeft] = useState<number>();
  const { outcome } = booker;
  const walkMin = walkTo(venue.facility)?.minutes[pace];
  const isDone = outcome?.kind === 'booked' || outcome?.kind === 'refused';
  useDock(!isDone);
  useEffect(() => {
    if (!isDone) return;
    void loadAllowance(venue.id).then((found) => setLeft(found ? leftOf(found) : undefined));
  }, [isDone, venue.id]);
  useEffect(() => {
    // Loading the page again must not say that the time just booked can't be had.
    if (outcome?.kind !== 'booked' || !wish) return;
    setWish({ on: dayOf(outcome.booking.start), partySize: wish.partySize });
  }, [outcome]);
  if (!wish || now === 0) return <Before />;
  if (outcome?.kind === 'booked') {
    return <Made booking={outcome.booking} walkMin={walkMin} now={now} />;
  }
  const shared = { venue, walkMin, now, left: left ?? allowanceLeft() };
  const isRefused = outcome?.kind === 'refused';
  return (
    <>
      {isRefused && <Refused {...shared} {...outcome} onBack={booker.forget} />}
      <div hidden={isRefused}>
        <Choosing venue={venue} wish={wish} onWish={setWish} booker={booker} now={now} />
      </div>
    </>
  );
}

function allowanceLeft(): number | undefined {
  return allowance.value ? leftOf(allowance.value) : undefined;
}

/** What stands there until the script runs. */
function Before() {
  return (
    <Section title={t.week.title}>
      <Waiting rows={3} />
    </Section>
  );
}

/** The bar at the bottom belongs to the act while there is one to do, and to the tabs afterwards. */
function useDock(docked: boolean) {
  useEffect(() => {
    document.body.classList.toggle('has-dock', docked);
  }, [docked]);
}
