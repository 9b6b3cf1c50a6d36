import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals } from '../../i18n/zh/staffMeals.ts';
import { answer, api } from '../../lib/api.ts';
import { addDays, type Day, dayName, toMs } from '../../lib/format.ts';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Loaded } from './Loaded.tsx';
import type { MealProps } from './Meals.tsx';
import { MenuTable } from './MenuTable.tsx';
import { PublishMenu } from './PublishMenu.tsx';
import { useDesk } from './useDesk.ts';
import { instantAt } from './words.ts';

const t = staffMeals.menu;
/** So many days before are looked at for prices, and for a menu to copy. */
const DAYS_BACK = 7;

/** The menu of a meal: its portions where there is one, else a form to publish it. */
export function MenuDesk(props: MealProps) {
  const { desk, canteen, on, meal } = props;
  const asked = useDesk(`${canteen.id} ${on} menus`, desk.turn, () =>
    answer(api.canteens[':id'].menus.$get({ param: { id: canteen.id }, query: { date: on } })),
  );
  const title = t.title(dayName(on, desk.now), menuWords.meals[meal]);
  const service = canteen.services.find((one) => one.meal === meal);
  const isPast = service !== undefined && toMs(instantAt(on, service.servesUntil)) <= desk.now;
  return (
    <Loaded asked={asked}>
      {(day) => {
        const menu = day.meals.find((one) => one.meal === meal);
        if (menu) {
          return (
            <Section title={title} end={t.end(menu.items.length)}>
              <MenuTable desk={desk} menu={menu} />
            </Section>
          );
        }
        if (isPast) {
          return (
            <Section title={title}>
              <Empty title={t.none(dayName(on, desk.now), menuWords.meals[meal])} text={t.past} />
            </Section>
          );
        }
        return (
          <Section title={title}>
            <WithModels {...props} />
          </Section>
        );
      }}
    </Loaded>
  );
}

/** Menus that a new one can be filled from, and the dishes. */
function WithModels(props: MealProps) {
  const { canteen, on, desk } = props;
  const from = modelDays(canteen.days, on);
  const models = useDesk(`${canteen.id} ${from.join()}`, 0, () =>
    Promise.all(
      from.map((date) =>
        answer(api.canteens[':id'].menus.$get({ param: { id: canteen.id }, query: { date } })),
      ),
    ),
  );
  const dishes = useDesk(`${canteen.id} dishes`, desk.turn, () =>
    answer(api.staff.canteens[':id'].dishes.$get({ param: { id: canteen.id } })),
  );
  return (
    <Loaded asked={models}>
      {(days) => (
        <Loaded asked={dishes}>
          {({ items }) => <PublishMenu {...props} dishes={items} models={days} />}
        </Loaded>
      )}
    </Loaded>
  );
}

/** The days with a menu in the week before, the nearest first; where there are none, the days before anyway. */
function modelDays(days: readonly Day[], on: Day): Day[] {
  const known = days.filter((one) => one < on).slice(-DAYS_BACK);
  const found = known.length > 0 ? known : [addDays(on, -DAYS_BACK), addDays(on, -1)];
  return [...found].reverse().slice(0, 3);
}
