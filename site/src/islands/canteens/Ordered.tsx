import { useEffect, useRef } from 'preact/hooks';
import type { MealOrder } from '../../../../worker/features/canteen/schema.ts';
import { canteens as t } from '../../i18n/zh/canteens.ts';
import { menuPath } from '../../lib/basket.ts';
import { zhe } from '../../lib/discount.ts';
import { clock, clockRange, dayName, money } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { LatePass } from '../LatePass.tsx';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { momentWords } from './MealStrip.tsx';

interface OrderedProps {
  order: MealOrder;
  changed: boolean;
  now: number;
  onMore: () => void;
}

/** What to show at the counter, what to pay there, and until when it can be changed. */
export function Ordered({ order, changed, now, onMore }: OrderedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pace = usePace();
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  const { canteen, window: at, mode, lines, discount, person } = order;
  const time = at ? clock(at.start) : clockRange(order.start, order.end);
  const day = dayName(order.date, now);
  const walk = walkTo(canteen.position);
  const said = changed ? t.done.saidChanged : t.done.said;
  const dishes = lines.map(({ name, quantity }) =>
    quantity > 1 ? `${name} ${t.order.line(quantity)}` : name,
  );
  return (
    <>
      <h2 class="pad ordered" tabIndex={-1} ref={heading}>
        {changed ? t.done.titleChanged : t.done.title}
      </h2>
      <p class="visually-hidden" role="status">
        {said(canteen.name, `${day} ${time}`)}
      </p>
      <LatePass
        time={time}
        when={t.done.when(day, t.done.modes[mode])}
        whenMore={walk && t.done.walk(walk.minutes[pace])}
        place={canteen.name}
        detail={
          <>
            {dishes.join(t.menu.join)}
            <br />
            <b>
              {discount
                ? t.done.payDiscount(money(order.payFen), zhe(discount.paysBp))
                : t.done.pay(money(order.payFen))}
            </b>
            {!person.isSelf && <span>，{t.done.forWhom(person.name)}</span>}
          </>
        }
        code={order.code}
        hint={t.done.hint}
        noQr={t.done.noQr}
      >
        <TakeMe
          facilityId={canteen.facilityId}
          name={canteen.name}
          lng={canteen.position.lng}
          lat={canteen.position.lat}
          kind="line"
          size="small"
          label={t.done.takeMeLabel(canteen.name)}
        >
          {t.done.takeMe}
        </TakeMe>
        <Button size="small" href={paths.mine}>
          {t.done.mine}
        </Button>
      </LatePass>
      <div class="pad stack">
        <Notice>{t.done.until(momentWords(order.cutoff, now))}</Notice>
        {order.can.change && (
          <Button kind="line" href={menuPath(canteen.id, { orderId: order.id })}>
            {t.done.change}
          </Button>
        )}
        <Button kind="line" onClick={onMore}>
          {t.done.more}
        </Button>
      </div>
    </>
  );
}
