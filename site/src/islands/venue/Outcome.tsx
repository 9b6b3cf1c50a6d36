/** What comes of the press: the pass, or the way around. Each with its script, which only then is needed. */
import { useEffect, useRef } from 'preact/hooks';
import { venues as t } from '../../i18n/zh/venues.ts';
import { clockRange, dayName, dayOf, digits } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import type { Booking } from './Booked.tsx';
import { useLater } from './useLater.ts';
import type { VenueRefusalProps } from './VenueRefusal.tsx';

export interface MadeProps {
  booking: Booking;
  walkMin?: number;
  now: number;
}

const loadBooked = () => import('./Booked.tsx').then(({ Booked }) => Booked);
const loadRefusal = () => import('./VenueRefusal.tsx').then((found) => found.VenueRefusal);

/** What may come of a press, fetched while somebody still chooses: a weak network then does not stand between. */
export function useOutcomeReady(isChosen: boolean) {
  useEffect(() => {
    if (!isChosen) return;
    Promise.all([loadBooked(), loadRefusal()]).catch(() => undefined);
  }, [isChosen]);
}

/** The pass comes with its QR maker; the digits are there at once. */
export function Made(props: MadeProps) {
  const { id, venue, start, end, code } = props.booking;
  const heading = useRef<HTMLHeadingElement>(null);
  const { Part, isLost } = useLater(loadBooked);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  const when = dayName(dayOf(start), props.now);
  return (
    <div class="booked">
      <h2 class="done pad" tabIndex={-1} ref={heading}>
        {t.booked.title}
      </h2>
      <p class={Part ? 'visually-hidden' : 'pad'} role="status">
        {t.booked.said(when, clockRange(start, end), venue.name)}
      </p>
      {Part ? <Part {...props} /> : <p class="n pass-digits pad">{digits(code)}</p>}
      {isLost && (
        <div class="pad stack">
          <p>{t.booked.noQr}</p>
          <Button href={paths.mine}>{t.booked.mine}</Button>
        </div>
      )}
    </div>
  );
}

export function Refused(props: VenueRefusalProps) {
  const { Part, isLost } = useLater(loadRefusal);
  if (Part) return <Part {...props} />;
  if (!isLost) return <Waiting rows={3} />;
  return (
    <div class="section">
      <Fault text={t.form.refusedUnsaid} onRetry={props.onBack} />
    </div>
  );
}
