import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import { staffMeals as t } from '../../i18n/zh/staffMeals.ts';
import { clock } from '../../lib/format.ts';

interface Props {
  sheet: KitchenSheet;
  /** A column for each window in which meals are fetched, and one for what is left. */
  full?: boolean;
}

/** What to cook: dish by dish, eaten here or fetched, and how many in all. */
export function DishTable({ sheet, full = false }: Props) {
  const { dishes, orders } = sheet;
  const windows = full ? sheet.windows : [];
  // Beside the windows their sum is said only where there is no room for them.
  const pickup = full ? 'number pickup-sum' : 'number';
  const sum = (of: (dish: KitchenSheet['dishes'][number]) => number) =>
    dishes.reduce((total, dish) => total + of(dish), 0);
  const inWindow = (id: string) => (dish: KitchenSheet['dishes'][number]) =>
    dish.byWindow.find(({ windowId }) => windowId === id)?.quantity ?? 0;
  return (
    <div class="table-box">
      <table class={full ? 'table dish-table' : 'table'}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t.head.dish}</th>
            <th scope="col" class="number">
              {t.head.dineIn}
            </th>
            {windows.map(({ id, start }) => (
              <th key={id} scope="col" class="number window">
                {t.windowShort} <span class="n">{clock(start)}</span>
              </th>
            ))}
            <th scope="col" class={pickup}>
              {t.head.pickup}
            </th>
            <th scope="col" class="number">
              {t.head.total}
            </th>
            {full && (
              <th scope="col" class="number no-print">
                {t.head.left}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {dishes.map((dish) => (
            <tr key={dish.menuItemId}>
              <td class="n">{dish.number}</td>
              <th scope="row">{dish.name}</th>
              <Count of={dish.dineIn} />
              {windows.map(({ id }) => (
                <Count key={id} of={inWindow(id)(dish)} class="window" />
              ))}
              <Count of={dish.pickup} class={pickup} />
              <td class="n number all">{dish.sold}</td>
              {full && <td class="n number no-print">{dish.left}</td>}
            </tr>
          ))}
          <tr class="total">
            <td />
            <th scope="row">{t.totals(orders.all)}</th>
            <td class="n number">{sum(({ dineIn }) => dineIn)}</td>
            {windows.map(({ id }) => (
              <td key={id} class="n number window">
                {sum(inWindow(id))}
              </td>
            ))}
            <td class={`n ${pickup}`}>{sum((dish) => dish.pickup)}</td>
            <td class="n number all">{sum(({ sold }) => sold)}</td>
            {full && <td class="n number no-print">{sum(({ left }) => left)}</td>}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Nothing to cook is said quietly. */
function Count({ of, class: name = '' }: { of: number; class?: string }) {
  return <td class={`n number ${of === 0 ? 'zero' : ''} ${name}`}>{of}</td>;
}
