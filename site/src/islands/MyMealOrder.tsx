import { itemOfMealOrder } from '../../../worker/features/agenda/rules/items.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import { myItem as w } from '../i18n/zh/myItem.ts';
import { answer, api, type InferResponseType } from '../lib/api.ts';
import { clockRange, money } from '../lib/format.ts';
import { OnePage } from './mine/OnePage.tsx';
import { OneThing } from './mine/OneThing.tsx';
import { mealWords, whenWords } from './mine/words.ts';
import { Button } from './parts/Button.tsx';
import { Section } from './parts/Section.tsx';

const one = api['meal-orders'][':id'];
type MealOrder = InferResponseType<typeof one.$get, 200>;

const load = (id: string) => answer(one.$get({ param: { id } }));

/** One meal order, at /mine/meal-orders/{id}/. */
export function MyMealOrder() {
  return (
    <OnePage load={load}>
      {(order, now, reload) => (
        <OneThing
          item={itemOfMealOrder(order)}
          now={now}
          reload={reload}
          again={`/canteens/${order.canteen.id}/`}
          change={
            order.can.change && (
              <Button href={`/canteens/${order.canteen.id}/?order=${order.id}`}>{w.change}</Button>
            )
          }
          terms={[
            { term: w.whoEats, detail: order.person.name },
            {
              term: w.mode,
              detail: order.window
                ? w.window(clockRange(order.window.start, order.window.end))
                : mealWords(order),
            },
            { term: w.note, detail: order.note },
            { term: w.made, detail: whenWords(order.ordered, now) },
          ]}
        >
          <Dishes order={order} />
        </OneThing>
      )}
    </OnePage>
  );
}

const PAY_WORDS = { placed: w.pay, handed_over: w.paid, cancelled: w.noPay };

/** What was ordered at which price, as it was copied into the order. */
function Dishes({ order }: { order: MealOrder }) {
  const { lines, listFen, payFen, discount, state } = order;
  return (
    <Section title={w.dishes}>
      <ul class="sums">
        {lines.map(({ dishId, name, quantity, unitPriceFen }) => (
          <li key={dishId}>
            <span>{t.pass.dish(name, quantity)}</span>
            <span class="n">{money(unitPriceFen * quantity)}</span>
          </li>
        ))}
        {discount && (
          <li>
            <span>{discount.name}</span>
            <span class="n">{money(payFen - listFen)}</span>
          </li>
        )}
        <li class="total">
          <b>{PAY_WORDS[state]}</b>
          {state !== 'cancelled' && <b class="n">{money(payFen)}</b>}
        </li>
      </ul>
    </Section>
  );
}
