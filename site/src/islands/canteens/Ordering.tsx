import { useState } from 'preact/hooks';
import { faultWords } from '../../i18n/zh/faults.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { type Basket, EMPTY_BASKET, menuPath, totalOf } from '../../lib/basket.ts';
import { zhe } from '../../lib/discount.ts';
import { money } from '../../lib/format.ts';
import type { AskedHousehold } from '../../lib/household.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { Unsent } from '../Unsent.tsx';
import { useDock } from '../useDock.ts';
import { DiscountNote } from './DiscountNote.tsx';
import { DishList } from './DishList.tsx';
import { MealStrip } from './MealStrip.tsx';
import { goTo } from './menu.ts';
import { NextMeal } from './NextMeal.tsx';
import { Done, Form, Refused, useRestReady } from './Outcome.tsx';
import { discountOf, isOpen, type Offer, toPayFen, whoEats } from './offer.ts';
import type { Ordering as Orders } from './useOrdering.ts';

interface OrderingProps {
  offer: Offer;
  basket: Basket;
  asked: AskedHousehold;
  orders: Orders;
  now: number;
  /** The days that have a menu, for when nothing more can be ordered here. */
  days: readonly string[];
  meals: readonly Offer['menu'][];
  /** At the form instead of the menu. */
  ordering: boolean;
  onBasket: (basket: Basket) => void;
  /** Asks for the menu anew: somebody was quicker. */
  onStale: () => void;
}

/** From dishes to the pass: the menu, the form, and what came of it. */
export function Ordering(props: OrderingProps) {
  const { offer, basket, asked, orders, now, ordering, onBasket, onStale } = props;
  const { canteen, menu, order } = offer;
  const [windowMissing, setWindowMissing] = useState(false);
  const { outcome } = orders;
  const settled = outcome?.kind === 'done' || outcome?.kind === 'refused';
  useDock(!settled);
  const total = totalOf(basket.picks, menu.items);
  const isPicked = total.portions > 0;
  useRestReady(isPicked);

  const here = { on: menu.date, meal: menu.meal, orderId: order?.id };
  const toForm = () => goTo(canteen.id, { ...here, ordering: true }, true);
  const toMenu = () => goTo(canteen.id, here);
  const returnTo = () => menuPath(canteen.id, { ...here, ordering: true }, basket);

  if (outcome?.kind === 'done') {
    return (
      <Done
        order={outcome.order}
        changed={outcome.changed}
        now={now}
        onMore={() => {
          orders.forget();
          goTo(canteen.id, { on: menu.date });
        }}
      />
    );
  }
  if (outcome?.kind === 'refused') {
    return (
      <Refused
        refusal={outcome.refusal}
        offer={offer}
        basket={basket}
        now={now}
        onTry={(next) => {
          onBasket(next);
          orders.forget();
        }}
        onMenu={() => {
          orders.forget();
          toMenu();
        }}
      />
    );
  }

  if (!isOpen(offer)) {
    return (
      <>
        <MealStrip offer={offer} now={now} />
        <DishList offer={offer} basket={EMPTY_BASKET} now={now} onChange={onBasket} />
        <NextMeal {...props} />
      </>
    );
  }

  async function press() {
    const mode = basket.mode ?? menu.modes[0];
    const window = menu.windows.find(({ id }) => id === basket.windowId);
    if (mode === 'pickup' && !window) {
      setWindowMissing(true);
      document.getElementById('window')?.scrollIntoView({ block: 'center' });
      return;
    }
    setWindowMissing(false);
    await orders.send(offer, basket, returnTo());
    onStale();
  }

  const person = whoEats(offer, basket, asked);
  const discount = discountOf(offer, person);
  const line = discount
    ? t.dock.lineDiscount(total.dishes, zhe(discount.paysBp))
    : t.dock.line(total.dishes);
  const fault = outcome?.kind === 'fault' ? outcome.refusal : undefined;
  return (
    <>
      <MealStrip offer={offer} now={now} />
      {ordering && isPicked ? (
        <Form
          offer={offer}
          basket={basket}
          asked={asked}
          now={now}
          windowMissing={windowMissing && !basket.windowId}
          returnTo={returnTo}
          onChange={onBasket}
          onEdit={toMenu}
        />
      ) : (
        <>
          <DishList offer={offer} basket={basket} now={now} onChange={onBasket} />
          <div class="section">
            <DiscountNote offer={offer} person={person} onFill={isPicked ? toForm : undefined} />
          </div>
        </>
      )}
      {fault && <Unsent key={fault.requestId} text={faultWords(fault.code).text} onRetry={press} />}
      {isPicked ? (
        <Dock line={line} figure={money(toPayFen(total.listFen, discount))}>
          {ordering ? (
            <Button kind="act" busy={orders.busy} onClick={press}>
              {order ? t.dock.change : t.dock.order}
            </Button>
          ) : (
            <Button kind="act" onClick={toForm}>
              {order ? t.dock.toChange : t.dock.toOrder}
            </Button>
          )}
        </Dock>
      ) : (
        <Dock line={order ? t.dock.nothing : `${t.dock.empty}，${t.dock.pay}`}>
          {canteen.phone && (
            <Button kind="ghost" fit icon="phone" href={`tel:${canteen.phone}`}>
              {t.dock.phone}
            </Button>
          )}
        </Dock>
      )}
    </>
  );
}
