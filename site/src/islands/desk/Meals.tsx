import type { Canteen } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals as t } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { type Day, toMs } from '../../lib/format.ts';
import { Picks } from '../parts/Picks.tsx';
import { DayChoice } from './DayChoice.tsx';
import { type AtDesk, Desk } from './Desk.tsx';
import { Dishes } from './Dishes.tsx';
import { Kitchen } from './Kitchen.tsx';
import { Loaded } from './Loaded.tsx';
import { MenuDesk } from './MenuDesk.tsx';
import { type Address, dayIn, useAddress } from './useAddress.ts';
import { useDesk } from './useDesk.ts';
import { instantAt } from './words.ts';

export type Meal = Canteen['services'][number]['meal'];
export type View = keyof typeof t.views;

/** What each view of a meal is given. */
export interface MealProps {
  desk: AtDesk;
  canteen: Canteen;
  on: Day;
  meal: Meal;
  onView: (view: View) => void;
}

export function MealsPage() {
  return (
    <Desk title={t.title} part="kitchen">
      {(desk) => <MealsDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

function MealsDesk({ desk }: { desk: AtDesk }) {
  const id = desk.place.canteenId ?? '';
  const address = useAddress();
  const asked = useDesk(id, 0, () =>
    answer(api.canteens[':id'].$get({ param: { id }, query: {} })),
  );
  const view = viewIn(address);
  const onView = (next: View) => address.set({ view: next === 'kitchen' ? undefined : next });
  return (
    <Loaded asked={asked}>
      {(canteen) => (
        <>
          <div class="choices no-print">
            <Picks
              label={t.viewsLabel}
              quiet
              options={(Object.keys(t.views) as View[]).map((value) => ({
                value,
                label: t.views[value],
              }))}
              chosen={view}
              onChoose={(next) => onView(next as View)}
            />
          </div>
          {view === 'dishes' ? (
            <Dishes desk={desk} canteenId={canteen.id} />
          ) : (
            <OfMeal desk={desk} canteen={canteen} address={address} view={view} onView={onView} />
          )}
        </>
      )}
    </Loaded>
  );
}

function viewIn(address: Address): View {
  const view = address.get('view');
  return view === 'menu' || view === 'dishes' ? view : 'kitchen';
}

interface OfMealProps {
  desk: AtDesk;
  canteen: Canteen;
  address: Address;
  view: 'kitchen' | 'menu';
  onView: (view: View) => void;
}

function OfMeal({ desk, canteen, address, view, onView }: OfMealProps) {
  const { today } = desk;
  const on = dayIn(address, today);
  const meals = canteen.services.map(({ meal }) => meal);
  const meal = meals.find((one) => one === address.get('meal')) ?? nextMeal(canteen, on, desk.now);
  if (!meal) return null;
  const shown = { desk, canteen, on, meal, onView };
  return (
    <>
      <div class="choices no-print">
        <DayChoice
          on={on}
          today={today}
          onChange={(next) => address.set({ on: next === today ? undefined : next })}
        />
        <Picks
          label={t.meal}
          quiet
          options={meals.map((value) => ({ value, label: menuWords.meals[value] }))}
          chosen={meal}
          onChoose={(next) => address.set({ meal: next })}
        />
      </div>
      {view === 'kitchen' ? (
        <Kitchen key={`${on} ${meal}`} {...shown} />
      ) : (
        <MenuDesk key={`${on} ${meal}`} {...shown} />
      )}
    </>
  );
}

/** The meal that is served next on a day, or its last one. */
function nextMeal({ services }: Canteen, on: Day, now: number): Meal | undefined {
  const ahead = services.find(({ servesUntil }) => toMs(instantAt(on, servesUntil)) > now);
  return (ahead ?? services[services.length - 1])?.meal;
}
