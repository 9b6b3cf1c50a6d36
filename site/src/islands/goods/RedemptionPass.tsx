import type { Redemption } from '../../../../worker/features/mall/schema/redemptions.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { Pass } from '../parts/Pass.tsx';
import { inFives, lastDay, shopWords } from './goodWords.ts';

const t = goods.own;

/** What one shows at the counter. */
export function RedemptionPass({ redemption, now }: { redemption: Redemption; now: number }) {
  const { good, quantity, merchant, shops, until, code } = redemption;
  return (
    <Pass
      time={lastDay(until, now)}
      when={t.last}
      place={t.quantity(good.title, quantity)}
      detail={shops.length > 0 ? shops.map(shopWords).join('；') : merchant.name}
      code={code}
      spoken={inFives(code)}
      hint={t.codeHint}
    />
  );
}
