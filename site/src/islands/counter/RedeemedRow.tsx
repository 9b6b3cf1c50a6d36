import { useState } from 'preact/hooks';
import type { CounterRedemption } from '../../../../worker/features/mall/schema/counter.ts';
import { counter as t } from '../../i18n/zh/counter.ts';
import { answer, api } from '../../lib/api.ts';
import { clock } from '../../lib/format.ts';
import { ReasonForm } from '../desk/ReasonForm.tsx';
import { useAct } from '../desk/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Tag } from '../parts/Tag.tsx';

interface Props {
  redemption: CounterRedemption;
  onUndone: (said: string) => void;
}

/** Something handed over today, and taking it back when it was a mistake. */
export function RedeemedRow({ redemption, onUndone }: Props) {
  const { id, good, name, quantity, state, redeemed, shopName, can } = redemption;
  const [asking, setAsking] = useState(false);
  const act = useAct();
  function undo(reason: string) {
    void act.run(async () => {
      await answer(api.counter.redemptions[':id'].undo.$post({ param: { id }, json: { reason } }));
      setAsking(false);
      onUndone(t.undone(good.title));
    });
  }
  return (
    <li>
      <div>
        <b>{good.title}</b> <Tag tone="line">{t.states[state]}</Tag>
        <div>
          {t.who(name)}，{t.quantity(quantity)}
        </div>
        {redeemed && <div class="dim">{t.at(clock(redeemed), shopName ?? '')}</div>}
        {can.undo && !asking && (
          <Button
            kind="line"
            size="small"
            fit
            label={t.undoLabel(good.title, name)}
            onClick={() => setAsking(true)}
          >
            {t.undo}
          </Button>
        )}
        {asking && (
          <ReasonForm
            id={`undo-${id}`}
            question={t.undoAsk(good.title)}
            text={t.undoText}
            label={t.undoReason}
            need={t.undoNeed}
            maxLength={100}
            yes={t.undoYes}
            no={t.undoNo}
            act={act}
            onYes={undo}
            onNo={() => setAsking(false)}
          />
        )}
      </div>
    </li>
  );
}
