import { useState } from 'preact/hooks';
import { staff } from '../../i18n/zh/staff.ts';
import { addDays, toMs } from '../../lib/format.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { ArrivalRow } from './ArrivalRow.tsx';
import type { AtDesk } from './Desk.tsx';
import type { Arrival } from './today.ts';

const t = staff.today;
/** Rows ahead that are shown before one asks for all. */
const SHOWN = 12;

/** Who comes, in order of time: those who can be received now first, what is over folded away. */
export function Arrivals({ desk, arrivals }: { desk: AtDesk; arrivals: readonly Arrival[] }) {
  const [earlier, setEarlier] = useState(false);
  const [later, setLater] = useState(false);
  const past = arrivals.filter((one) => toMs(one.end) <= desk.now);
  const ahead = arrivals.filter((one) => toMs(one.end) > desk.now);
  const shown = [...(earlier ? past : []), ...(later ? ahead : ahead.slice(0, SHOWN))];
  // The one row that is pressed next is yellow: the earliest that can be received.
  const first = ahead.find((one) => one.kind === 'booking' && one.booking.can.checkIn);
  if (arrivals.length === 0) {
    return (
      <Section title={t.arrivals}>
        <Empty title={t.none} text={t.noneText}>
          <Button kind="line" fit href={`${staffPaths.bookings}?on=${addDays(desk.today, 1)}`}>
            {t.tomorrow}
          </Button>
        </Empty>
      </Section>
    );
  }
  return (
    <Section title={t.arrivals} end={t.arrivalsEnd(ahead.length)}>
      {past.length > 0 && (
        <Button kind="line" size="small" fit onClick={() => setEarlier(!earlier)}>
          {earlier ? t.fewer : t.earlier(past.length)}
        </Button>
      )}
      {ahead.length === 0 && <Empty title={t.nothingMore} text={t.nothingMoreText} />}
      {shown.length > 0 && (
        <table class="table folds arrivals">
          <thead>
            <tr>
              <th scope="col">{t.head.time}</th>
              <th scope="col">{t.head.what}</th>
              <th scope="col">{t.head.who}</th>
              <th scope="col">{t.head.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <ArrivalRow key={keyOf(one)} desk={desk} arrival={one} first={one === first} />
            ))}
          </tbody>
        </table>
      )}
      {!later && ahead.length > SHOWN && (
        <Button kind="line" size="small" fit onClick={() => setLater(true)}>
          {t.later(ahead.length - SHOWN)}
        </Button>
      )}
    </Section>
  );
}

function keyOf(one: Arrival): string {
  if (one.kind === 'booking') return one.booking.id;
  if (one.kind === 'session') return one.session.id;
  return `${one.start} ${one.pickup}`;
}
