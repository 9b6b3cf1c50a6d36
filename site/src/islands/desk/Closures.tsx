import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { addDays } from '../../lib/format.ts';
import { Empty } from '../parts/Empty.tsx';
import { More } from '../parts/More.tsx';
import { Section } from '../parts/Section.tsx';
import { ClosureForm } from './ClosureForm.tsx';
import { ClosureRow } from './ClosureRow.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Loaded } from './Loaded.tsx';
import { useDesk, useDeskPages } from './useDesk.ts';

const t = staff.closures;

export function ClosuresPage() {
  return (
    <Desk title={staff.nav.closures} part="venues">
      {(desk) => <ClosuresDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

/** What is closed from a month back on, and a form for another. */
function ClosuresDesk({ desk }: { desk: AtDesk }) {
  const { place, today, turn } = desk;
  const listed = useDeskPages(place.id, turn, (page) =>
    answer(
      api.staff.closures.$get({
        query: { facility: place.id, from: addDays(today, -7), ...page },
      }),
    ),
  );
  const day = useDesk(`${place.id} ${today}`, 0, () =>
    answer(
      api.staff.facilities[':id'].bookings.$get({ param: { id: place.id }, query: { on: today } }),
    ),
  );
  return (
    <div class="columns two last-wide">
      <Section title={t.form}>
        <Loaded asked={day}>
          {({ venues }) => <ClosureForm desk={desk} venues={venues} on={today} />}
        </Loaded>
      </Section>
      <Section title={t.list}>
        <Loaded asked={listed}>
          {({ items }) => (
            <>
              {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
              {items.map((one) => (
                <ClosureRow key={one.id} closure={one} now={desk.now} onLifted={desk.changed} />
              ))}
              <More pages={listed} words={t.more} fit />
            </>
          )}
        </Loaded>
      </Section>
    </div>
  );
}
