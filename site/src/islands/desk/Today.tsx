import { useEffect } from 'preact/hooks';
import type { Today as TodayAnswer } from '../../../../worker/features/desk/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { clock, minuteOfDay } from '../../lib/format.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { Plan } from '../parts/Plan.tsx';
import { Section } from '../parts/Section.tsx';
import { Arrivals } from './Arrivals.tsx';
import { ClosureRow } from './ClosureRow.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { KitchenShort } from './KitchenShort.tsx';
import { Loaded } from './Loaded.tsx';
import { arrivalsOf, planHours, planLanes, realClosures } from './today.ts';
import { useDesk } from './useDesk.ts';

const t = staff.today;

export function TodayPage() {
  return (
    <Desk title={staff.nav.today} part="any">
      {(desk) => <TodayDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

function TodayDesk({ desk }: { desk: AtDesk }) {
  const { place, today, turn } = desk;
  const asked = useDesk(`${place.id} ${today}`, turn, () =>
    answer(
      api.staff.facilities[':id'].today.$get({ param: { id: place.id }, query: { on: today } }),
    ),
  );
  const dayType = asked.value?.venues?.dayType;
  useEffect(() => desk.note(dayType ? staff.dayTypes[dayType] : ''), [dayType]);
  return (
    <Loaded asked={asked} rows={8}>
      {(day) => <TodayBody desk={desk} day={day} />}
    </Loaded>
  );
}

function TodayBody({ desk, day }: { desk: AtDesk; day: TodayAnswer }) {
  const { today, now, place, turn } = desk;
  const canteen = day.canteens[0];
  const meal = canteen?.meals.find(({ state }) => state !== 'over');
  const sheet = useDesk(canteen && meal ? `${canteen.id} ${today} ${meal.meal}` : '', turn, () =>
    answer(
      api.staff.canteens[':id']['kitchen-sheet'].$get({
        param: { id: canteen?.id ?? '' },
        query: { date: today, meal: meal?.meal ?? 'lunch' },
      }),
    ),
  );
  const lanes = planLanes(day, today, now);
  useEffect(() => {
    // On a narrow screen the plan opens where the day stands.
    const post = document.querySelector('.plan .now-post')?.getBoundingClientRect();
    const box = document.querySelector('.plan');
    if (post && box) box.scrollLeft += post.left - box.clientWidth / 2;
  }, []);
  const plan = lanes.length > 0 && (
    <Plan
      label={t.plan(place.name)}
      {...planHours(lanes)}
      lanes={lanes}
      now={{ min: minuteOfDay(now), clock: clock(now) }}
    />
  );
  const arrivals = <Arrivals desk={desk} arrivals={arrivalsOf(day, sheet.value)} />;
  const kitchen = canteen && <KitchenShort sheet={sheet} now={now} hasMeal={meal !== undefined} />;
  // Somebody of the kitchen alone sees what to cook before who comes for it.
  if (day.venues === null) {
    return (
      <>
        {plan}
        <div class="columns two">
          {kitchen}
          {arrivals}
        </div>
      </>
    );
  }
  return (
    <>
      {plan}
      <div class={kitchen ? 'columns' : 'columns two'}>
        {arrivals}
        {kitchen}
        <Closures desk={desk} closures={realClosures(day)} />
      </div>
    </>
  );
}

function Closures({ desk, closures }: { desk: AtDesk; closures: ReturnType<typeof realClosures> }) {
  return (
    <Section title={t.closures} end={t.newClosure} endHref={staffPaths.closures}>
      {closures.length === 0 && <p class="dim">{t.noClosures}</p>}
      {closures.map((one) => (
        <ClosureRow key={one.id} closure={one} now={desk.now} onLifted={desk.changed} />
      ))}
    </Section>
  );
}
