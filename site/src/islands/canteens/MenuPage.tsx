import { useEffect } from 'preact/hooks';
import { faultWords } from '../../i18n/zh/faults.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { answer, api } from '../../lib/api.ts';
import { EMPTY_BASKET, keepBasket, type MenuAddress } from '../../lib/basket.ts';
import { addDays, dateLong, dateShort, dayOf, nearDay, weekOf } from '../../lib/format.ts';
import { type AskedHousehold, useHousehold } from '../../lib/household.ts';
import { useNow } from '../../lib/now.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { type WeekDay, WeekStrip } from '../parts/WeekStrip.tsx';
import { useLater } from '../venue/useLater.ts';
import type { ChangeOrderProps } from './ChangeOrder.tsx';
import { goTo, mealOf, showMenus, useAddress } from './menu.ts';
import { Ordering } from './Ordering.tsx';
import { offerFor } from './offer.ts';
import { useBasket } from './useBasket.ts';
import { useOrdering } from './useOrdering.ts';

const loadChange = () => import('./ChangeOrder.tsx').then((found) => found.ChangeOrder);

interface MenuPageProps {
  canteenId: string;
  phone: string | null;
  opensDaysAhead: number;
}

/** The menus of one canteen and ordering from them; with `?order=` changing an order. */
export function MenuPage(props: MenuPageProps) {
  const { canteenId } = props;
  const address = useAddress();
  const now = useNow();
  const asked = useHousehold();
  if (!address || !now) return <Before />;
  const { orderId } = address;
  if (orderId) {
    const changing = { ...address, orderId };
    return <Change canteenId={canteenId} address={changing} asked={asked} now={now} />;
  }
  return <NewOrder {...props} address={address} asked={asked} now={now} />;
}

/** Few change an order: its script comes when somebody does. */
function Change(props: ChangeOrderProps) {
  const { Part, isLost } = useLater(loadChange);
  if (Part) return <Part {...props} />;
  if (!isLost) return <Before />;
  return (
    <div class="section">
      <Fault text={faultWords('network').text} onRetry={() => window.location.reload()} />
    </div>
  );
}

/** What stands there until the script runs. */
function Before() {
  return (
    <Section title={t.title}>
      <Waiting words={t.loading} rows={5} />
    </Section>
  );
}

interface NewOrderProps extends MenuPageProps {
  address: MenuAddress;
  asked: AskedHousehold;
  now: number;
}

function NewOrder({ canteenId, phone, opensDaysAhead, address, asked, now }: NewOrderProps) {
  const { on, meal, ordering = false } = address;
  const orders = useOrdering();
  const menus = useAnswer(on ?? 'today', () =>
    answer(api.canteens[':id'].menus.$get({ param: { id: canteenId }, query: { date: on } })),
  );
  const { value, refusal } = menus;
  useEffect(() => {
    if (value) showMenus(value);
  }, [value]);
  // In the evening, when today has nothing more to give, the next day is what one came for.
  useEffect(() => {
    if (!value || on || value.meals.some(({ state }) => state !== 'over')) return;
    const next = value.days.find((day) => day > value.date);
    if (next) goTo(canteenId, { ...address, on: next });
  }, [value, on]);
  const menu = value && mealOf(value, meal);
  const key = menu && `${canteenId}.${menu.date}.${menu.meal}`;
  const [basket, setBasket] = useBasket(key);
  const { outcome } = orders;
  useEffect(() => {
    if (outcome?.kind !== 'done' || !key) return;
    keepBasket(key, EMPTY_BASKET);
    setBasket(EMPTY_BASKET);
    // Loading the page again must not bring the basket back.
    goTo(canteenId, { on: outcome.order.date, meal: outcome.order.meal });
  }, [outcome]);

  if (!value) {
    return (
      <Section title={t.title}>
        {refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={menus.again} />
        ) : (
          <Waiting words={t.loading} rows={5} />
        )}
      </Section>
    );
  }
  const days = (
    <TwoWeeks
      days={value.days}
      on={value.date}
      now={now}
      ahead={opensDaysAhead}
      onChoose={(day) => {
        goTo(canteenId, { on: day });
        window.scrollTo(0, 0);
      }}
    />
  );
  if (!menu) {
    return (
      <>
        <NoMenu on={value.date} days={value.days} phone={phone} now={now} canteenId={canteenId} />
        {days}
      </>
    );
  }
  if (!basket) return <Before />;
  return (
    <>
      <Ordering
        key={key}
        offer={offerFor(value, menu)}
        basket={basket}
        asked={asked}
        orders={orders}
        now={now}
        days={value.days}
        meals={value.meals}
        ordering={ordering}
        onBasket={setBasket}
        onStale={menus.again}
      />
      {!ordering && !outcome && days}
    </>
  );
}

interface NoMenuProps {
  canteenId: string;
  on: string;
  days: readonly string[];
  phone: string | null;
  now: number;
}

function NoMenu({ canteenId, on, days, phone, now }: NoMenuProps) {
  const next = days.find((day) => day > on) ?? days.find((day) => day >= dayOf(now));
  return (
    <div class="section" role="status">
      <Empty title={t.day.none} text={t.day.noneText}>
        {next && (
          <Button onClick={() => goTo(canteenId, { on: next })}>
            {t.day.goTo(nearDay(next, now) ?? dateShort(next))}
          </Button>
        )}
        {phone && (
          <Button kind="line" icon="phone" href={`tel:${phone}`}>
            {t.day.noneCall}
          </Button>
        )}
      </Empty>
    </div>
  );
}

interface TwoWeeksProps {
  days: readonly string[];
  on: string;
  now: number;
  ahead: number;
  onChoose: (on: string) => void;
}

/** Every day that has a menu, as this week and the weeks after it. */
function TwoWeeks({ days, on, now, ahead, onChoose }: TwoWeeksProps) {
  const last = days[days.length - 1];
  if (!last) return null;
  const today = dayOf(now);
  const weeks: WeekDay[][] = [];
  for (let monday = weekOf(today)[0] ?? today; monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      weekOf(monday).map((day): WeekDay => {
        if (day < today) return { on: day, shut: 'past' };
        if (days.includes(day)) return { on: day };
        return { on: day, shut: { words: day > last ? t.day.notYet : t.day.noMenu } };
      }),
    );
  }
  return (
    <Section title={t.day.all} end={dateLong(today, now)} id="days">
      {weeks.map((week) => (
        <WeekStrip key={week[0]?.on} days={week} chosenOn={on} onChoose={onChoose} />
      ))}
      <p class="dim menu-note">{t.day.allNote(ahead)}</p>
    </Section>
  );
}
