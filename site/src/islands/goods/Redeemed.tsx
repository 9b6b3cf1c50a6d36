import { useEffect, useRef } from 'preact/hooks';
import type { Redemption } from '../../../../worker/features/mall/schema/redemptions.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { useLater } from '../venue/useLater.ts';
import { inFives } from './goodWords.ts';

const t = goods.done;

/** Fetches the pass with its QR maker beforehand: a weak network then does not stand between. */
export const loadPass = () => import('./RedemptionPass.tsx').then((found) => found.RedemptionPass);

/** The code to show in the shop, and what happens to the points until then. The digits are there at once. */
export function Redeemed({ redemption, now }: { redemption: Redemption; now: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { Part } = useLater(loadPass);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <h2 class="pad done-title" tabIndex={-1} ref={heading}>
        {t.title}
      </h2>
      <p class={Part ? 'visually-hidden' : 'pad'} role="status">
        {t.said(redemption.good.title)}
      </p>
      {Part ? (
        <Part redemption={redemption} now={now} />
      ) : (
        <p class="n pass-digits pad">{inFives(redemption.code)}</p>
      )}
      <div class="pad stack">
        <Notice>{t.keep(redemption.points)}</Notice>
        <Button href={paths.redemptions}>{goods.mine}</Button>
        <Button kind="line" href={paths.goods}>
          {t.more}
        </Button>
      </div>
    </>
  );
}
