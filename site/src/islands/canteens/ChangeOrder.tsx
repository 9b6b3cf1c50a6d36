import { useEffect, useState } from 'preact/hooks';
import type { MealOrder } from '../../../../worker/features/canteen/schema.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { ordering as o } from '../../i18n/zh/ordering.ts';
import { answer, api } from '../../lib/api.ts';
import { EMPTY_BASKET, keepBasket, type MenuAddress, menuPath } from '../../lib/basket.ts';
import type { AskedHousehold } from '../../lib/household.ts';
import { paths } from '../../lib/paths.ts';
import { requireSignIn } from '../../lib/session.ts';
import { refusalOf, useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { goTo, showMenus } from './menu.ts';
import { Ordering } from './Ordering.tsx';
import { basketOf, offerFor } from './offer.ts';
import { useBasket } from './useBasket.ts';
import { useOrdering } from './useOrdering.ts';
import { momentWords } from './when.ts';

export interface ChangeOrderProps {
  canteenId: string;
  address: MenuAddress & { orderId: string };
  asked: AskedHousehold;
  now: number;
}

/** An order as it stands, on the menu it was made from, until the cut-off that was copied into it. */
export function ChangeOrder({ canteenId, address, asked, now }: ChangeOrderProps) {
  const { orderId, ordering = false } = address;
  const [order, setOrder] = useState<MealOrder>();
  const [elsewhere, setElsewhere] = useState(false);
  const [fault, setFault] = useState<string>();
  const orders = useOrdering();

  function load() {
    setFault(undefined);
    answer(api['meal-orders'][':id'].$get({ param: { id: orderId } })).then(setOrder, (error) => {
      const { code } = refusalOf(error);
      if (code === 'auth.required' || code === 'auth.expired') {
        return requireSignIn(menuPath(canteenId, { orderId }));
      }
      setFault(code);
    });
  }
  useEffect(load, [orderId]);

  const menus = useAnswer(order ? order.date : '', () =>
    answer(
      api.canteens[':id'].menus.$get({
        param: { id: canteenId },
        query: { date: order?.date },
      }),
    ),
  );
  useEffect(() => {
    if (menus.value) showMenus(menus.value);
  }, [menus.value]);
  const [basket, setBasket] = useBasket(order && `order.${order.id}`, order && basketOf(order));

  // Somebody changed the order on another phone: show both, and let it be pressed again.
  const { outcome } = orders;
  useEffect(() => {
    if (outcome?.kind !== 'done') return;
    keepBasket(`order.${orderId}`, EMPTY_BASKET);
    // Loading the page again shows the order anew, not the form.
    goTo(canteenId, { orderId });
  }, [outcome]);
  const changed =
    orders.outcome?.kind === 'refused' && orders.outcome.refusal.code === 'mealOrder.changed';
  useEffect(() => {
    if (!changed) return;
    setElsewhere(true);
    orders.forget();
    load();
  }, [changed]);

  if (fault && !order) {
    if (fault === 'mealOrder.notFound') return <NotThis code={fault} />;
    return (
      <div class="section">
        <Fault text={errorWords(fault).text} onRetry={load} />
      </div>
    );
  }
  const menu = menus.value?.meals.find(({ meal }) => meal === order?.meal);
  if (!order || !basket || !menus.value || !menu) {
    return (
      <Section title={o.order.titleChange}>
        {menus.refusal ? (
          <Fault text={errorWords(menus.refusal.code).text} onRetry={menus.again} />
        ) : (
          <Waiting words={o.change.loading} />
        )}
      </Section>
    );
  }
  if (order.state !== 'placed') return <NotThis order={order} />;
  const offer = offerFor(menus.value, menu, order);
  const isDone = orders.outcome?.kind === 'done';
  return (
    <>
      {!isDone && (
        <div class="section">
          <Notice role="status">
            {o.change.banner(
              order.person.isSelf ? o.change.bannerSelf : order.person.name,
              momentWords(order.cutoff, now),
            )}{' '}
            <a class="link" href={`${paths.mine}meal-orders/${order.id}/`}>
              {o.change.leave}
            </a>
          </Notice>
        </div>
      )}
      {elsewhere && !isDone && (
        <Elsewhere
          order={order}
          onTheirs={() => {
            setBasket(basketOf(order));
            setElsewhere(false);
          }}
          onMine={() => setElsewhere(false)}
        />
      )}
      <Ordering
        offer={offer}
        basket={basket}
        asked={asked}
        orders={orders}
        now={now}
        days={[]}
        meals={[menu]}
        ordering={ordering}
        onBasket={setBasket}
        onStale={menus.again}
      />
    </>
  );
}

interface ElsewhereProps {
  order: MealOrder;
  onTheirs: () => void;
  onMine: () => void;
}

function Elsewhere({ order, onTheirs, onMine }: ElsewhereProps) {
  return (
    <div class="section">
      <Notice tone="warm" role="alert">
        <p>
          <b>{o.change.elsewhere}</b>
        </p>
        <p>{o.change.elsewhereText}</p>
        <p>
          {o.change.now}：
          {order.lines
            .map(({ name, quantity }) => `${name} ${o.order.line(quantity)}`)
            .join(t.menu.join)}
        </p>
        <div class="pair">
          <Button kind="line" size="small" onClick={onTheirs}>
            {o.change.useTheirs}
          </Button>
          <Button size="small" onClick={onMine}>
            {o.change.useMine}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

function NotThis({ order, code }: { order?: MealOrder; code?: string }) {
  const { title, text } = errorWords(code ?? 'mealOrder.state');
  const state = order?.state === 'handed_over' ? 'handed_over' : 'cancelled';
  return (
    <Detour
      title={order ? o.change.gone : title}
      text={order ? o.change.goneText[state] : text}
      action={<Button href={paths.mine}>{o.refused.mine}</Button>}
    />
  );
}
