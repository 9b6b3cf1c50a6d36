import { errorWords } from '../../i18n/zh/errors.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { ordering as o } from '../../i18n/zh/ordering.ts';
import type { Refusal } from '../../lib/api.ts';
import { type Basket, menuPath, pick } from '../../lib/basket.ts';
import { clock, dateShort, dayOf, minuteOfDay, nearDay } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import type { WayProps } from '../parts/Way.tsx';
import type { Meal } from './menu.ts';
import type { Offer } from './offer.ts';
import { momentWords } from './when.ts';

const words = o.refused;

type Offered = NonNullable<Refusal['alternatives']>[number];

export interface OrderRefusalProps {
  refusal: Refusal;
  /** As the menu is now. */
  offer: Offer;
  /** What was asked for. */
  basket: Basket;
  now: number;
  /** Goes back to the form with another basket, or to the menu. */
  onTry: (basket: Basket) => void;
  onMenu: () => void;
}

/** Why this order can't be, and where to go instead. What was picked stays. */
export function OrderRefusal(props: OrderRefusalProps) {
  const { refusal, offer, basket, now, onTry, onMenu } = props;
  const { code, possibleFrom } = refusal;
  const { title } = errorWords(code);
  const staysAtMenu = ['mealOrder.cutoff', 'mealOrder.tooEarly', 'mealOrder.dish'].includes(code);
  return (
    <Detour
      focus
      title={title}
      text={textOf(props)}
      rule={ruleOf(props)}
      rows={
        possibleFrom
          ? [{ term: words.possibleFrom, detail: words.opensFrom(dayWords(possibleFrom, now)) }]
          : []
      }
      action={<Action {...props} />}
      roads={roadsOf(props)}
    >
      <div class="stack">
        <Button kind="line" onClick={staysAtMenu ? onMenu : () => onTry(basket)}>
          {staysAtMenu ? words.backMenu : words.back}
        </Button>
        {code === 'mealOrder.cutoff' && offer.canteen.phone && (
          <Button kind="line" icon="phone" href={`tel:${offer.canteen.phone}`}>
            {words.call}
          </Button>
        )}
      </div>
    </Detour>
  );
}

/** The picked dishes of which there are not so many left any more. */
export function shortOf({ menu }: Offer, { picks }: Basket) {
  return menu.items.filter(({ number, left }) => (picks[number] ?? 0) > left);
}

function textOf({ refusal, offer, basket }: OrderRefusalProps): string {
  const { code } = refusal;
  if (code === 'mealOrder.soldOut') {
    const short = shortOf(offer, basket).map(({ name, left }) =>
      left > 0 ? words.dishLeft(name, left) : words.dishGone(name),
    );
    return short.length > 0 ? words.soldOut(short.join('，')) : errorWords(code).text;
  }
  if (code === 'mealOrder.windowFull') {
    const window = offer.menu.windows.find(({ id }) => id === basket.windowId);
    return window ? words.windowFull(clock(window.start)) : errorWords(code).text;
  }
  if (code === 'mealOrder.cutoff') return offer.order ? words.cutoffChange : words.cutoffText;
  if (code === 'mealOrder.dish') return words.menuChanged;
  return errorWords(code).text;
}

function ruleOf({ refusal, now }: OrderRefusalProps): string | undefined {
  const { rule } = refusal;
  if (!rule) return undefined;
  const says: Record<string, () => string> = {
    cutoff: () => words.cutoff(momentWords(String(rule.value), now)),
    opensDaysAhead: () => words.opensAhead(Number(rule.value)),
    portionsLeft: () => words.soldOutRule,
    windowPlacesLeft: () => words.windowRule,
    windowEnd: () => words.windowEnd(momentWords(String(rule.value), now)),
    ordersPerPersonAndMeal: () => words.existsRule,
  };
  return says[rule.name]?.();
}

function Action({ refusal, offer, basket, onTry }: OrderRefusalProps) {
  if (refusal.code === 'mealOrder.soldOut') {
    const short = shortOf(offer, basket);
    if (short.length === 0) return null;
    const some = short.some(({ left }) => left > 0);
    const fewer = short.reduce((all, { number, left }) => pick(all, number, left), basket);
    // With nothing left in it there is no order: the other roads lead on.
    if (Object.keys(fewer.picks).length === 0) return null;
    return <Button onClick={() => onTry(fewer)}>{some ? words.fewer : words.without}</Button>;
  }
  if (refusal.code === 'mealOrder.notFound' || refusal.code === 'mealOrder.state') {
    return <Button href={paths.mine}>{words.mine}</Button>;
  }
  return null;
}

function roadsOf(props: OrderRefusalProps): WayProps[] {
  return (props.refusal.alternatives ?? []).flatMap((offered) => roadOf(offered, props) ?? []);
}

function roadOf(offered: Offered, props: OrderRefusalProps): WayProps | undefined {
  const { offer, basket, now, onTry } = props;
  const { kind, id, start } = offered;
  if (kind === 'dish') return dishRoad(offered, props);
  if (kind === 'window' && start) {
    const left = offer.menu.windows.find((one) => one.id === id)?.left;
    return {
      icon: 'clock',
      title: words.otherWindow(clock(start)),
      place: words.otherWindowNote,
      figure: left,
      unit: t.menu.portions,
      onChoose: () => onTry({ ...basket, mode: 'pickup', windowId: id }),
    };
  }
  if (kind === 'mode') {
    const isDineIn = id === 'dine_in';
    return {
      icon: isDineIn ? 'dine' : 'parcel',
      title: isDineIn ? words.dineIn : words.pickup,
      place: isDineIn ? words.dineInNote : words.pickupNote,
      onChoose: () =>
        onTry({ ...basket, mode: isDineIn ? 'dine_in' : 'pickup', windowId: undefined }),
    };
  }
  if (kind === 'meal' && start) return mealRoad({ ...offered, start }, offer, now);
  if (kind === 'mealOrder') {
    return {
      icon: 'edit',
      title: words.existsRoad,
      place: words.existsRoadNote,
      href: menuPath(offer.canteen.id, { orderId: id }),
    };
  }
  return undefined;
}

/** Another dish in place of what is sold out. */
function dishRoad({ id }: Offered, { offer, basket, onTry }: OrderRefusalProps) {
  const dish = offer.menu.items.find(({ dishId }) => dishId === id);
  if (!dish) return undefined;
  const [first] = shortOf(offer, basket);
  const kept = first ? pick(basket, first.number, first.left) : basket;
  const missing = first ? (basket.picks[first.number] ?? 1) - first.left : 1;
  return {
    icon: 'dine' as const,
    title: words.swap(dish.name),
    place: words.swapNote,
    figure: dish.left,
    unit: t.menu.portions,
    onChoose: () => onTry(pick(kept, dish.number, Math.max(1, missing))),
  };
}

function mealRoad(offered: Offered & { start: string }, offer: Offer, now: number): WayProps {
  const { id, name, start, minutes } = offered;
  const on = dayOf(start);
  const meal = mealAt(start);
  const day = nearDay(on, now) ?? dateShort(on);
  const isHere = id === offer.canteen.id;
  return {
    icon: isHere ? 'clock' : 'walk',
    title: isHere ? words.nextMeal(day, t.meals[meal]) : name,
    place: isHere ? words.here : words.sameMeal(day, t.meals[meal]),
    figure: isHere ? clock(start) : minutes,
    unit: isHere ? '' : undefined,
    href: menuPath(id, { on, meal }),
  };
}

/** An alternative tells its meal by when it is served; no canteen serves lunch before ten or dinner before three. */
function mealAt(start: string): Meal {
  const hour = minuteOfDay(start) / 60;
  if (hour < 10) return 'breakfast';
  return hour < 15 ? 'lunch' : 'dinner';
}

function dayWords(at: string, now: number): string {
  return nearDay(dayOf(at), now) ?? dateShort(dayOf(at));
}
