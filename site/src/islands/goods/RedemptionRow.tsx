import { useState } from 'preact/hooks';
import type { Redemption } from '../../../../worker/features/mall/schema/redemptions.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { answer, api } from '../../lib/api.ts';
import { useAct } from '../mine/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Tag } from '../parts/Tag.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { couponWords, lastDay, shopWords } from './goodWords.ts';
import { RedemptionPass } from './RedemptionPass.tsx';

const t = goods.own;

interface Props {
  redemption: Redemption;
  now: number;
  onCancelled: () => void;
}

/** One redemption: how it stands, and while it waits, its code and the way to give it back. */
export function RedemptionRow({ redemption, now, onCancelled }: Props) {
  const { good, shops, state, points, quantity, until, can, lapsedPoints } = redemption;
  const [isOpen, setOpen] = useState(false);
  const title = t.quantity(good.title, quantity);
  const where = shops.map(shopWords).join('；');
  return (
    <li>
      <div>
        <b>{title}</b> {state !== 'held' && <Tag tone="line">{t.states[state]}</Tag>}
        <div class="dim">
          {[couponWords(good.coupon), t.spent(points)].filter(Boolean).join('，')}
        </div>
        {state === 'held' ? (
          <>
            <div>{t.until(lastDay(until, now))}</div>
            <div class="dim">{where}</div>
            <Button size="small" fit onClick={() => setOpen(!isOpen)}>
              {isOpen ? t.hide : t.show}
            </Button>
            {isOpen && <RedemptionPass redemption={redemption} now={now} />}
            {can.cancel && <Cancel redemption={redemption} onCancelled={onCancelled} />}
          </>
        ) : (
          redemption.shopName && <div class="dim">{t.at(redemption.shopName)}</div>
        )}
        {redemption.reason && <div class="dim">{redemption.reason}</div>}
        {state !== 'held' && lapsedPoints > 0 && <div>{t.lapsed(lapsedPoints, points)}</div>}
      </div>
    </li>
  );
}

/** Gives it back, after one question. */
function Cancel({ redemption, onCancelled }: Omit<Props, 'now'>) {
  const { id, good, points, quantity, lapsedPoints } = redemption;
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function cancel() {
    const done = await act.run(async () => {
      await answer(api.redemptions[':id'].cancel.$post({ param: { id }, json: {} }));
    });
    if (done) onCancelled();
  }
  if (!asking) {
    return (
      <Button
        kind="line"
        size="small"
        fit
        label={t.cancelLabel(t.quantity(good.title, quantity))}
        onClick={() => setAsking(true)}
      >
        {t.cancel}
      </Button>
    );
  }
  return (
    <>
      <Confirm
        question={t.cancelAsk(t.quantity(good.title, quantity))}
        text={t.cancelText(points) + (lapsedPoints > 0 ? t.lapsed(lapsedPoints, points) : '')}
        yes={t.cancelYes}
        no={t.cancelNo}
        busy={act.busy}
        onYes={() => void cancel()}
        onNo={() => setAsking(false)}
      />
      {act.fault && <Fault text={errorWords(act.fault.code).text} />}
    </>
  );
}
