import { useState } from 'preact/hooks';
import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import { staffMeals as t } from '../../i18n/zh/staffMeals.ts';
import { clockRange, money } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Picks } from '../parts/Picks.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import type { AtDesk } from './Desk.tsx';

interface Props {
  desk: AtDesk;
  sheet: KitchenSheet;
}

/** Who comes for a meal, without names or whole codes: the code is asked for at the counter. */
export function Orders({ desk, sheet }: Props) {
  const [filter, setFilter] = useState('left');
  const { list, orders, payFen } = sheet;
  const shown = list.filter(({ state }) => filter === 'all' || state === 'placed');
  return (
    <Section title={t.orders} id="orders" end={t.ordersEnd(orders.handedOver, orders.all)}>
      {list.length === 0 && <Empty title={t.noOrders} text={t.noOrdersText} />}
      {list.length > 0 && (
        <div class="no-print">
          <Picks
            label={t.filter}
            quiet
            options={[
              { value: 'left', label: t.filterLeft },
              { value: 'all', label: t.filterAll },
            ]}
            chosen={filter}
            onChoose={setFilter}
          />
        </div>
      )}
      {shown.length > 0 && (
        <table class="table folds orders">
          <thead>
            <tr>
              <th scope="col">{t.ordersHead.code}</th>
              <th scope="col">{t.ordersHead.who}</th>
              <th scope="col">{t.ordersHead.how}</th>
              <th scope="col">{t.ordersHead.state}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((order) => (
              <Row key={order.id} desk={desk} sheet={sheet} order={order} />
            ))}
          </tbody>
        </table>
      )}
      {list.length > 0 && <p class="dim sum">{t.payAll(money(payFen))}</p>}
    </Section>
  );
}

function Row({ desk, sheet, order }: Props & { order: KitchenSheet['list'][number] }) {
  const { name, code, windowId, portions, payFen, state } = order;
  const tail = code.slice(-4);
  const span = sheet.windows.find(({ id }) => id === windowId);
  return (
    <tr>
      <td class="n time">{tail}</td>
      <th class="what" scope="row">
        {name}
        <div class="dim">
          {portions} {t.ordersHead.portions}，{t.ordersHead.pay} {money(payFen)}
        </div>
      </th>
      <td class="who">{span ? t.window(clockRange(span.start, span.end)) : t.dineIn}</td>
      <td class="press">
        {state === 'handed_over' && <StateTile kind="arrived">{t.handedOver}</StateTile>}
        {state === 'placed' && (
          <Button
            kind="line"
            size="small"
            label={t.handOverLabel(name, tail)}
            onClick={() => desk.askCode({ who: name, tail })}
          >
            {t.handOver}
          </Button>
        )}
      </td>
    </tr>
  );
}
