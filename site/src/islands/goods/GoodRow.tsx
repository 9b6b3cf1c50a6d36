import { useState } from 'preact/hooks';
import type { GoodSummary } from '../../../../worker/features/mall/schema/goods.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { answer, api } from '../../lib/api.ts';
import { metres } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { useAct } from '../desk/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Detour } from '../parts/Detour.tsx';
import { couponWords, lastDay, shopWords } from './goodWords.ts';

const t = goods.list;

interface Props {
  good: GoodSummary;
  /** What there is to spend; undefined while nobody is signed in. */
  available: number | undefined;
  now: number;
  onRedeemed: () => void;
}

/** One good: what it is, what it costs, where it is fetched; and redeeming one of it. */
export function GoodRow({ good, available, now, onRedeemed }: Props) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const pace = usePace();
  const walk = walkTo(good.shop.position);
  const missing = available === undefined ? 0 : good.points - available;
  async function redeem() {
    const json = { goodId: good.id, quantity: 1 };
    const done = await act.run((key) =>
      answer(api.redemptions.$post({ json }, { headers: { 'Idempotency-Key': key } })),
    );
    setAsking(false);
    if (done) onRedeemed();
  }
  return (
    <li>
      <div>
        <b>{good.title}</b>
        <div>{couponWords(good.coupon) ?? good.summary}</div>
        <div class="dim">
          {shopWords(good.shop)}
          {walk && `，${goods.walk(walk.minutes[pace], metres(walk.metres))}`}
        </div>
        <div class="dim">
          {t.left(good.stockLeft)}
          {good.minAge !== null && `，${t.age(good.minAge)}`}
        </div>
        {missing > 0 ? (
          <a class="link" href={paths.earn}>
            {t.short(missing)}
          </a>
        ) : (
          !asking && (
            <Button fit label={t.redeemLabel(good.title)} onClick={() => setAsking(true)}>
              {t.redeem}
            </Button>
          )
        )}
        {asking && (
          <Confirm
            question={goods.ask.question(good.title)}
            text={goods.ask.text(good.points, lastDay(good.fetchUntil, now))}
            yes={goods.ask.yes}
            no={goods.ask.no}
            busy={act.busy}
            onYes={() => void redeem()}
            onNo={() => setAsking(false)}
          />
        )}
        {act.refusal && <Detour {...errorWords(act.refusal.code)} focus />}
      </div>
      <div class="price">
        <b class="n">{good.points}</b> {t.points}
      </div>
    </li>
  );
}
