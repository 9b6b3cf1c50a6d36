import { costOf, type Price as PriceOf } from '../../../../worker/features/activities/rules.ts';
import { price as t } from '../../i18n/zh/price.ts';
import { paths } from '../../lib/paths.ts';
import { Notice } from '../parts/Notice.tsx';
import { useAvailable } from '../points/useAvailable.ts';
import type { Session } from './activity.ts';
import { momentWords } from './when.ts';

/** `每人 10 积分`; nothing where it is free. */
export function priceWords(price: PriceOf | null): string {
  if (!price) return '';
  return price.per === 'person' ? t.each(price.points) : t.once(price.points);
}

interface PriceProps {
  session: Session;
  price: PriceOf;
  /** So many are chosen; undefined while nobody is signed in. */
  count: number | undefined;
  now: number;
}

/** What is held for those chosen, when it goes back, and what one has. */
export function Price({ session, price, count, now }: PriceProps) {
  const { available } = useAvailable(count !== undefined);
  const cost = costOf(price, Math.max(count ?? 1, 1));
  return (
    <Notice>
      <p>
        <b>{priceWords(price)}</b>
        {t.comma}
        {session.signUp.state === 'waiting' ? t.waits(cost) : t.holds(cost)}
      </p>
      <p>{t.back(momentWords(session.signUp.cancelUntil, now))}</p>
      <p>{t.noShow[price.noShow]}</p>
      {available !== undefined && (
        <p>
          {t.have(available)}
          {available < cost && (
            <a class="link" href={paths.earn}>
              {t.earn}
            </a>
          )}
        </p>
      )}
    </Notice>
  );
}
