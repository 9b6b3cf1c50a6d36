import type { CanteenSummary, Menu } from '../../../../worker/features/canteen/schema.ts';
import { home } from '../../i18n/zh/home.ts';
import { answer, api } from '../../lib/api.ts';
import { menuPath } from '../../lib/basket.ts';
import { addDays, clock, dayOf, minutesUntil, toMs } from '../../lib/format.ts';
import { nearOf, type Place, usePace } from '../../lib/home.ts';
import { timeFrom } from '../../lib/opening.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Button } from '../parts/Button.tsx';
import { Card } from '../parts/Card.tsx';
import { Flap } from '../parts/Flap.tsx';
import { Section } from '../parts/Section.tsx';

const words = home.canteen;

/** A canteen farther than this is no answer to hunger. */
const FARTHEST_MIN = 40;
/** A longer wait is told as a time of day, not counted down. */
const COUNTED_MIN = 180;
const DISHES_NAMED = 3;

interface NextMealProps {
  place: Place;
  now: number;
  /** In the elder edition the telephone is the yellow one. */
  plain: boolean;
}

/** The nearest canteen whose next meal can still be ordered: how long, and how much is left. */
export function NextMeal({ place, now, plain }: NextMealProps) {
  const pace = usePace();
  const near = nearOf(place);
  const canteens = useAnswer(now ? near : '', () => answer(api.canteens.$get({ query: { near } })));
  const close = (canteens.value?.items ?? []).filter(
    ({ walk }) => (walk?.minutes[pace] ?? 0) <= FARTHEST_MIN,
  );
  const cooking = close.find(({ meals }) => meals.some(canBeOrdered));
  const canteen = cooking ?? close[0];
  const id = canteen?.id ?? '';
  const date = now ? (cooking ? dayOf(now) : addDays(dayOf(now), 1)) : '';
  const menus = useAnswer(id && `${id} ${date}`, () =>
    answer(api.canteens[':id'].menus.$get({ param: { id }, query: { date } })),
  );
  const menu = menus.value?.meals
    .filter(canBeOrdered)
    .sort((a, b) => toMs(a.cutoff) - toMs(b.cutoff))[0];
  if (!canteen || !menu) return null;
  return <MealCard canteen={canteen} menu={menu} now={now} plain={plain} />;
}

function canBeOrdered({ state, left }: Pick<Menu, 'state' | 'left'>): boolean {
  return state === 'ordering' && left !== 0;
}

interface MealCardProps {
  canteen: CanteenSummary;
  menu: Menu;
  now: number;
  plain: boolean;
}

function MealCard({ canteen, menu, now, plain }: MealCardProps) {
  const pace = usePace();
  const { walk, name, id } = canteen;
  const { meal, cutoff, left, date } = menu;
  const tomorrow = date !== dayOf(now);
  const title = tomorrow
    ? words.titleTomorrow(name, words.meals[meal])
    : words.title(name, words.meals[meal]);
  const minutes = minutesUntil(cutoff, now);
  const act = (
    <Button href={menuPath(id, { on: date, meal })} onward>
      {words.order[meal]}
    </Button>
  );
  if (plain) {
    return (
      <Section title={title}>
        <p class="meal-until">{words.orderUntil(timeFrom(cutoff, now))}</p>
        {act}
      </Section>
    );
  }
  return (
    <Card
      kicker={words.kicker}
      kickerEnd={
        walk && (
          <>
            <Arrow bearingDeg={walk.bearing} /> {words.walk(walk.minutes[pace])}
          </>
        )
      }
      title={title}
      text={dishesInWords(menu)}
      figures={
        <>
          {minutes <= COUNTED_MIN ? (
            <Flap value={minutes} unit={words.minutesUnit}>
              {words.minutesLeft(clock(cutoff))}
            </Flap>
          ) : (
            <span class="meal-until">
              <b class="n">{clock(cutoff)}</b>{' '}
              {dayOf(cutoff) === dayOf(now) ? words.stops : words.stopsTomorrow}
            </span>
          )}
          {left !== null && (
            <Flap value={left} unit={words.portions}>
              {words.portionsLeft}
            </Flap>
          )}
        </>
      }
    >
      {act}
    </Card>
  );
}

function dishesInWords({ items }: Menu): string {
  const had = items.filter(({ left }) => left > 0);
  const names = had.slice(0, DISHES_NAMED).map(({ name }) => name);
  return words.dishes(names.join(words.join), had.length);
}
