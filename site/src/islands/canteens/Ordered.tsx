import type { MealOrder } from '../../../../worker/features/canteen/schema.ts';
import { menu as t } from '../../i18n/zh/menu.ts';
import { ordering as o } from '../../i18n/zh/ordering.ts';
import { menuPath } from '../../lib/basket.ts';
import { zhe } from '../../lib/discount.ts';
import { clock, clockRange, dayName, money } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Pass } from '../parts/Pass.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { momentWords } from './when.ts';

export interface OrderedProps {
  order: MealOrder;
  now: number;
  onMore: () => void;
}

/** What to show at the counter, what to pay there, and until when it can be changed. */
export function Ordered({ order, now, onMore }: OrderedProps) {
  const pace = usePace();
  const { canteen, window: at, mode, lines, discount, person } = order;
  const time = at ? clock(at.start) : clockRange(order.start, order.end);
  const day = dayName(order.date, now);
  const walk = walkTo(canteen.position);
  const dishes = lines.map(({ name, quantity }) =>
    quantity > 1 ? `${name} ${o.order.line(quantity)}` : name,
  );
  return (
    <>
      <Pass
        time={time}
        when={o.done.when(day, o.done.modes[mode])}
        whenMore={walk && o.done.walk(walk.minutes[pace])}
        place={canteen.name}
        detail={
          <>
            {dishes.join(t.menu.join)}
            <br />
            <b>
              {discount
                ? o.done.payDiscount(money(order.payFen), zhe(discount.paysBp))
                : o.done.pay(money(order.payFen))}
            </b>
            {!person.isSelf && <span>，{o.done.forWhom(person.name)}</span>}
          </>
        }
        code={order.code}
        hint={o.done.hint}
      >
        <TakeMe
          facilityId={canteen.facilityId}
          name={canteen.name}
          lng={canteen.position.lng}
          lat={canteen.position.lat}
          kind="line"
          size="small"
          label={o.done.takeMeLabel(canteen.name)}
        >
          {o.done.takeMe}
        </TakeMe>
        <Button size="small" href={paths.mine}>
          {o.done.mine}
        </Button>
      </Pass>
      <div class="pad stack">
        <Notice>{o.done.until(momentWords(order.cutoff, now))}</Notice>
        {order.can.change && (
          <Button kind="line" href={menuPath(canteen.id, { orderId: order.id })}>
            {o.done.change}
          </Button>
        )}
        <Button kind="line" onClick={onMore}>
          {o.done.more}
        </Button>
      </div>
    </>
  );
}
