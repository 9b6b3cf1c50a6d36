import type { Menu } from '../../../../worker/features/canteen/schema.ts';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { clockRange, dateLong, dayOf, monthDay, nearDay } from '../../lib/format.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Seg } from '../parts/Seg.tsx';
import { goTo, type Meal, mealOf, useAddress, useMenus } from './menu.ts';
import { momentWords } from './when.ts';

interface MenuUnderProps {
  /** Degrees GCJ-02. */
  lng: number;
  lat: number;
  built: Place;
  /** Before anything is known: the address. */
  fallback: string;
}

/** Under the name: which way, how far, and when the chosen meal is served. */
export function MenuUnder({ lng, lat, built, fallback }: MenuUnderProps) {
  const place = usePlace(built);
  const pace = usePace();
  const menus = useMenus();
  const address = useAddress();
  const walk = walkBetween(place, { lng, lat });
  const menu = menus && mealOf(menus, address?.meal);
  return (
    <>
      <span class="on-foot">
        <Arrow bearingDeg={walk.bearing} /> {t.walk(walk.minutes[pace])}
      </span>
      {' · '}
      {menu ? t.serves(clockRange(menu.start, menu.end)) : fallback}
    </>
  );
}

interface MenuTabsProps {
  canteenId: string;
}

/** Which day, and the meals of it as folder tabs. */
export function MenuTabs({ canteenId }: MenuTabsProps) {
  const menus = useMenus();
  const address = useAddress();
  const now = useNow();
  if (!menus || !address || !now) {
    return (
      <p class="menu-day">
        <span class="said">{t.loading}</span>
      </p>
    );
  }
  const changing = Boolean(address.orderId);
  const menu = mealOf(menus, address.meal);
  const shown = changing ? menus.meals.filter((one) => one === menu) : menus.meals;
  return (
    <>
      {changing ? (
        <p class="menu-day">
          <span class="said">{dayWords(menus.date, now)}</span>
        </p>
      ) : (
        <DaySteps canteenId={canteenId} on={menus.date} days={menus.days} now={now} />
      )}
      {shown.length > 0 && (
        <Seg
          label={t.tabs}
          look="folder"
          current={menu?.meal}
          items={shown.map((one) => ({
            key: one.meal,
            label: t.meals[one.meal],
            note: stateWords(one, one === menu, now),
          }))}
          onChoose={(key) => {
            if (!changing) goTo(canteenId, { on: menus.date, meal: key as Meal });
          }}
        />
      )}
    </>
  );
}

function dayWords(on: string, now: number): string {
  const near = nearDay(on, now);
  return near ? `${near} ${dateLong(on, now)}` : dateLong(on, now);
}

interface DayStepsProps {
  canteenId: string;
  on: string;
  days: readonly string[];
  now: number;
}

/** The day before, the day, the day after: only days that have a menu. */
function DaySteps({ canteenId, on, days, now }: DayStepsProps) {
  const earlier = days.filter((day) => day < on);
  const before = earlier[earlier.length - 1];
  const after = days.find((day) => day > on);
  const step = (day: string | undefined, label: string, icon: 'back' | 'chevron') =>
    day && (
      <button
        type="button"
        class="pill bare"
        aria-label={label}
        onClick={() => goTo(canteenId, { on: day })}
      >
        <Icon name={icon} />
      </button>
    );
  return (
    <p class="menu-day">
      {step(before, t.day.previous, 'back')}
      <span class="said" aria-live="polite">
        {dayWords(on, now)}
      </span>
      {step(after, t.day.next, 'chevron')}
    </p>
  );
}

/** What a meal's tab says under its name. */
function stateWords(menu: Menu, current: boolean, now: number): string {
  if (menu.state === 'upcoming') return t.states.upcoming(monthDay(dayOf(menu.opens), now));
  if (menu.state !== 'ordering') return t.states[menu.state];
  if (menu.left === 0) return t.states.soldOut;
  return current ? t.states.ordering : t.states.until(momentWords(menu.cutoff, now));
}
