import { useState } from 'preact/hooks';
import type { OwnGood } from '../../../../worker/features/mall/schema/ownGoods.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import { answer, api } from '../../lib/api.ts';
import { money } from '../../lib/format.ts';
import { ReasonForm } from '../desk/ReasonForm.tsx';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { couponWords } from '../goods/goodWords.ts';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Tag } from '../parts/Tag.tsx';

const t = merchantDesk.goods;

interface Props {
  good: OwnGood;
  onEdit: () => void;
  onDone: (words: string) => void;
}

/** One good with its state, and what may be done to it now. */
export function OwnGoodRow({ good, onEdit, onDone }: Props) {
  const { id, title, state, reason, points, settleFen, stockTotal, stockTaken, can } = good;
  const [doing, setDoing] = useState<'restock' | 'withdraw'>();
  const act = useAct();
  const param = { id };
  async function submit() {
    const done = await act.run(() => answer(api.merchants.goods[':id'].submit.$post({ param })));
    if (done) onDone(t.submitted(title));
  }
  async function withdraw(why: string) {
    const done = await act.run(() =>
      answer(api.merchants.goods[':id'].withdraw.$post({ param, json: { reason: why } })),
    );
    if (done) onDone(t.withdrawn(title));
  }
  const terms = [couponWords(good.coupon), t.price(points), t.paid(money(settleFen))];
  const small = { kind: 'line', size: 'small', fit: true } as const;
  return (
    <li>
      <div>
        <b>{title}</b>{' '}
        <Tag tone={state === 'offered' ? 'now' : 'line'}>{merchants.goodStates[state]}</Tag>
        <div>{terms.filter(Boolean).join('，')}</div>
        <div class="dim">{t.left(stockTotal - stockTaken, stockTotal)}</div>
        {reason && state === 'refused' && <p>{t.why(reason)}</p>}
        {act.refusal && !doing && <Told refusal={act.refusal} />}
        {doing === 'restock' && (
          <Restock good={good} onDone={onDone} onClose={() => setDoing(undefined)} />
        )}
        {doing === 'withdraw' && (
          <ReasonForm
            id={`withdraw-${id}`}
            question={t.withdrawAsk(title)}
            text={t.withdrawText}
            label={t.withdrawWhy}
            need={t.withdrawNeed}
            yes={t.withdrawYes}
            no={t.keep}
            act={act}
            onYes={(why) => void withdraw(why)}
            onNo={() => setDoing(undefined)}
          />
        )}
        {!doing && (
          <div class="choices">
            {can.submit && (
              <Button
                size="small"
                fit
                busy={act.busy}
                label={t.of(t.submit, title)}
                onClick={() => void submit()}
              >
                {t.submit}
              </Button>
            )}
            {can.edit && (
              <Button {...small} label={t.of(t.edit, title)} onClick={onEdit}>
                {t.edit}
              </Button>
            )}
            {can.restock && state === 'offered' && (
              <Button {...small} label={t.of(t.restock, title)} onClick={() => setDoing('restock')}>
                {t.restock}
              </Button>
            )}
            {can.withdraw && (
              <Button
                {...small}
                label={t.of(t.withdraw, title)}
                onClick={() => setDoing('withdraw')}
              >
                {t.withdraw}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

interface RestockProps {
  good: OwnGood;
  onDone: (words: string) => void;
  onClose: () => void;
}

function Restock({ good: { id, title, stockTotal, stockTaken }, onDone, onClose }: RestockProps) {
  const [total, setTotal] = useState(String(stockTotal));
  const [wrong, setWrong] = useState(false);
  const act = useAct();
  async function save() {
    const isWrong = !/^\d{1,6}$/.test(total.trim());
    setWrong(isWrong);
    if (isWrong) return;
    const json = { stockTotal: Number(total) };
    const done = await act.run(() =>
      answer(api.merchants.goods[':id'].stock.$put({ param: { id }, json })),
    );
    if (done) onDone(t.restocked(title));
  }
  return (
    <Form busy={act.busy} label={t.restock} onSubmit={() => void save()}>
      <Field
        id={`stock-${id}`}
        label={t.total}
        help={t.totalHelp(stockTaken)}
        inputMode="numeric"
        value={total}
        error={wrong ? merchantDesk.need.stockTotal : undefined}
        onInput={setTotal}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onClose}>
          {t.keep}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.save}
        </Button>
      </div>
    </Form>
  );
}
