import { menu as t } from '../../i18n/zh/menu.ts';
import { dateShort, dayOf, nearDay } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { goTo } from './menu.ts';
import type { Offer } from './offer.ts';
import { momentWords } from './when.ts';

interface NextMealProps {
  offer: Offer;
  meals: readonly Offer['menu'][];
  days: readonly string[];
  now: number;
}

/** Where this meal can't be ordered: the next one of the day that can, else the next day. */
export function NextMeal({ offer, meals, days, now }: NextMealProps) {
  const { canteen, menu, order } = offer;
  if (order) return null;
  const line = menu.state === 'upcoming' ? t.dock.nextUpcoming : t.dock.nextLine;
  const next = meals.find(({ state, left }) => state === 'ordering' && left !== 0);
  if (next) {
    const time = momentWords(next.cutoff, now);
    return (
      <Dock line={line}>
        <Button
          kind="act"
          label={`${t.dock.next(t.meals[next.meal])}，${t.dock.nextUntil(time)}`}
          onClick={() => goTo(canteen.id, { on: menu.date, meal: next.meal })}
        >
          {t.dock.next(t.meals[next.meal])}
        </Button>
      </Dock>
    );
  }
  const today = dayOf(now);
  // Of a day too far ahead the nearest one helps, of a day gone by the one after it.
  const on =
    menu.state === 'upcoming'
      ? days.find((day) => day >= today)
      : days.find((day) => day > menu.date);
  if (!on || on === menu.date) return null;
  return (
    <Dock line={line}>
      <Button kind="act" onClick={() => goTo(canteen.id, { on })}>
        {t.dock.otherDay(nearDay(on, now) ?? dateShort(on))}
      </Button>
    </Dock>
  );
}
