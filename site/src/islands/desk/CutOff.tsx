import type { KitchenSheet } from '../../../../worker/features/canteen/schema.ts';
import { menu as menuWords } from '../../i18n/zh/menu.ts';
import { staffMeals as t } from '../../i18n/zh/staffMeals.ts';
import { clock, minutesUntil } from '../../lib/format.ts';
import { Flap } from '../parts/Flap.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Strip } from '../parts/Strip.tsx';
import { momentWords } from './words.ts';

/** Digits that run only in the last hours: before that a time says more. */
const LAST_MIN = 180;

/** Whether the numbers of a meal still change, and until when. */
export function CutOff({ sheet, now }: { sheet: KitchenSheet; now: number }) {
  const { cutoff, meal, state, final } = sheet;
  const name = menuWords.meals[meal];
  const left = minutesUntil(cutoff, now);
  if (state === 'over') return <Notice>{t.over(name)}</Notice>;
  if (final || left === 0) return <Notice>{t.final(name, momentWords(cutoff, now))}</Notice>;
  if (left > LAST_MIN) return <Notice>{t.cutoffAt(name, momentWords(cutoff, now))}</Notice>;
  return (
    <Strip end={<Flap value={left} unit={t.minutes} />}>{t.toCutoff(name, clock(cutoff))}</Strip>
  );
}
