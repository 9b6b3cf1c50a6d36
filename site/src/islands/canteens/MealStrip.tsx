import { menu as t } from '../../i18n/zh/menu.ts';
import { clock, clockRange, dayOf, minutesUntil } from '../../lib/format.ts';
import { Flap } from '../parts/Flap.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Strip } from '../parts/Strip.tsx';
import type { Offer } from './offer.ts';
import { dayWords, momentWords } from './when.ts';

/** Within so many minutes the time to the cut-off is counted down in digits. */
const COUNTED_MIN = 90;

interface MealStripProps {
  offer: Offer;
  now: number;
}

/** Until when one can order; or why one can't, and what one can do instead. */
export function MealStrip({ offer, now }: MealStripProps) {
  const { menu, order } = offer;
  const cutoff = order?.cutoff ?? menu.cutoff;
  const times = clockRange(menu.start, menu.end);
  const says = {
    cut_off: () => t.strip.cutOff(momentWords(cutoff, now), times),
    serving: () => t.strip.serving(times),
    over: () => t.strip.over(times),
    upcoming: () => t.strip.upcoming(dayWords(menu.opens, now)),
  };
  if (menu.state !== 'ordering') {
    return (
      <div class="section menu-state">
        <Notice tone="warm">{says[menu.state]()}</Notice>
      </div>
    );
  }
  const left = minutesUntil(cutoff, now);
  if (left <= COUNTED_MIN) {
    return (
      <Strip end={<Flap value={left} unit={t.strip.unit} />}>{t.strip.left(clock(cutoff))}</Strip>
    );
  }
  const isToday = dayOf(cutoff) === dayOf(now);
  return (
    <Strip end={<b class="n strip-time">{clock(cutoff)}</b>}>
      {isToday ? t.strip.untilToday : t.strip.until(dayWords(cutoff, now))}
    </Strip>
  );
}
