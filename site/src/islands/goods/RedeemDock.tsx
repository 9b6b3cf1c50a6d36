import type { Good } from '../../../../worker/features/mall/schema/goods.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';

const t = goods.dock;

interface Props {
  good: Good;
  quantity: number;
  available: number | undefined;
  busy: boolean;
  onPress: () => void;
}

/** The one act: redeeming it; where that can't be, where to go instead. */
export function RedeemDock({ good, quantity, available, busy, onPress }: Props) {
  const cost = good.points * quantity;
  if (good.stockLeft === 0) {
    return (
      <Dock line={t.gone}>
        <Button kind="act" href={paths.goods}>
          {goods.one.others}
        </Button>
      </Dock>
    );
  }
  if (available !== undefined && available < cost) {
    return (
      <Dock line={t.short(cost - available)} figure={t.points(cost)}>
        <Button kind="act" href={paths.earn}>
          {goods.one.earn}
        </Button>
      </Dock>
    );
  }
  return (
    <Dock line={t.said(quantity)} figure={t.points(cost)}>
      <Button kind="act" busy={busy} onClick={onPress}>
        {t.redeem}
      </Button>
    </Dock>
  );
}
