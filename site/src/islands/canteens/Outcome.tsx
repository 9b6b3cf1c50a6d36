/** What comes of the press: the pass, or the way around. Their scripts come while somebody is still choosing. */
import { useEffect, useRef } from 'preact/hooks';
import { menu as t } from '../../i18n/zh/menu.ts';
import { clock, clockRange, dayName, digits } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useLater } from '../venue/useLater.ts';
import type { OrderedProps } from './Ordered.tsx';
import type { OrderFormProps } from './OrderForm.tsx';
import type { OrderRefusalProps } from './OrderRefusal.tsx';

const loadForm = () => import('./OrderForm.tsx').then((found) => found.OrderForm);
const loadOrdered = () => import('./Ordered.tsx').then((found) => found.Ordered);
const loadRefusal = () => import('./OrderRefusal.tsx').then((found) => found.OrderRefusal);

/** Fetches what comes after the menu as soon as something is picked: a weak network then does not stand between. */
export function useRestReady(isPicked: boolean): void {
  useEffect(() => {
    if (!isPicked) return;
    Promise.all([loadForm(), loadOrdered(), loadRefusal()]).catch(() => undefined);
  }, [isPicked]);
}

export function Form(props: OrderFormProps) {
  const { Part, isLost } = useLater(loadForm);
  if (Part) return <Part {...props} />;
  return (
    <div class="section">
      {isLost ? (
        <Fault text={t.lost.form} onRetry={() => window.location.reload()} />
      ) : (
        <Waiting rows={4} />
      )}
    </div>
  );
}

/** The digits are there at once, the rest of the pass with its QR maker. */
export function Done(props: OrderedProps & { changed: boolean }) {
  const { order, changed, now } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { Part, isLost } = useLater(loadOrdered);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [order.id]);
  const time = order.window ? clock(order.window.start) : clockRange(order.start, order.end);
  const said = changed ? t.placed.saidChanged : t.placed.said;
  return (
    <>
      <h2 class="pad ordered" tabIndex={-1} ref={heading}>
        {changed ? t.placed.titleChanged : t.placed.title}
      </h2>
      <p class={Part ? 'visually-hidden' : 'pad'} role="status">
        {said(order.canteen.name, `${dayName(order.date, now)} ${time}`)}
      </p>
      {Part ? <Part {...props} /> : <p class="n pass-digits pad">{digits(order.code)}</p>}
      {isLost && (
        <div class="pad stack">
          <p>{t.placed.noQr}</p>
          <Button href={paths.mine}>{t.placed.mine}</Button>
        </div>
      )}
    </>
  );
}

export function Refused(props: OrderRefusalProps) {
  const { Part, isLost } = useLater(loadRefusal);
  if (Part) return <Part {...props} />;
  return (
    <div class="section">
      {isLost ? (
        <Fault text={t.lost.refusal} onRetry={() => props.onTry(props.basket)} />
      ) : (
        <Waiting rows={3} />
      )}
    </div>
  );
}
