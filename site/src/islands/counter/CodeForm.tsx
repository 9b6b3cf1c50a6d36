import { useState } from 'preact/hooks';
import { CODE_LENGTH, isRedemptionCode } from '../../../../worker/features/mall/rules.ts';
import type {
  Counter,
  CounterRedemption,
} from '../../../../worker/features/mall/schema/counter.ts';
import { counter as t } from '../../i18n/zh/counter.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { Camera, canScan } from '../desk/Camera.tsx';
import { digitsIn } from '../desk/passes.ts';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { couponWords, lastDay } from '../goods/goodWords.ts';
import { Button } from '../parts/Button.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Tag } from '../parts/Tag.tsx';

interface Props {
  merchants: Counter['merchants'];
  /** Another code is typed: what was said of the one before is over. */
  onLook: () => void;
  onRedeemed: () => void;
}

/** The ten digits, what they stand for, and handing it over: three steps, so that nothing goes by mistake. */
export function CodeForm({ merchants, onLook, onRedeemed }: Props) {
  const [code, setCode] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [found, setFound] = useState<CounterRedemption>();
  const [done, setDone] = useState<string>();
  const act = useAct();
  const [scanning, setScanning] = useState(false);
  const digits = digitsIn(code, CODE_LENGTH);

  function look(wanted = digits) {
    setDone(undefined);
    onLook();
    setScanning(false);
    setWrong(!isRedemptionCode(wanted));
    if (!isRedemptionCode(wanted)) return;
    void act.run(async () => {
      setFound(await answer(api.counter.previews.$post({ json: { code: wanted } })));
    });
  }
  function scanned(seen: string) {
    setCode(seen);
    look(seen);
  }
  function redeem(shopId: string) {
    void act.run(async () => {
      const { good } = await answer(
        api.counter.redemptions.$post({ json: { code: digits, shopId } }),
      );
      setDone(good.title);
      setFound(undefined);
      setCode('');
      onRedeemed();
    });
  }
  return (
    <Section title={t.code}>
      <div class="stack">
        <div role="status">{done && <Notice>{t.done(done)}</Notice>}</div>
        {!found && (
          <Form busy={act.busy} onSubmit={() => look()}>
            <Field
              id="counter-code"
              label={t.code}
              help={t.codeHelp}
              inputMode="numeric"
              autocomplete="off"
              maxLength={14}
              digits
              value={code}
              onInput={setCode}
              error={isWrong ? t.codeWrong : undefined}
            />
            <Button type="submit" busy={act.busy}>
              {t.look}
            </Button>
          </Form>
        )}
        {!found && !scanning && canScan() && (
          <Button kind="line" icon="scan" onClick={() => setScanning(true)}>
            {t.scan}
          </Button>
        )}
        {!found && scanning && (
          <Camera length={CODE_LENGTH} onCode={scanned} onStop={() => setScanning(false)} />
        )}
        {found && (
          <Preview
            found={found}
            shops={merchants.find(({ id }) => id === found.merchant.id)?.shops ?? []}
            busy={act.busy}
            onRedeem={redeem}
            onAgain={() => setFound(undefined)}
          />
        )}
        {act.refusal && (
          <Told
            refusal={act.refusal}
            words={act.refusal.code === 'redemption.notFound' ? t.notHere : undefined}
          />
        )}
      </div>
    </Section>
  );
}

interface PreviewProps {
  found: CounterRedemption;
  shops: Counter['merchants'][number]['shops'];
  busy: boolean;
  onRedeem: (shopId: string) => void;
  onAgain: () => void;
}

function Preview({ found, shops, busy, onRedeem, onAgain }: PreviewProps) {
  const now = useNow();
  const [shopId, setShopId] = useState(shops[0]?.id ?? '');
  const { good, name, quantity, points, state, until, can } = found;
  return (
    <section class="confirm stack" aria-label={good.title}>
      <div>
        <p class="question">{good.title}</p>
        <p>
          {[couponWords(good.coupon), t.quantity(quantity), t.points(points)]
            .filter(Boolean)
            .join('，')}
        </p>
        <p>
          {t.who(name)} <Tag tone="line">{t.states[state]}</Tag>
        </p>
        {can.redeem && <p>{t.until(lastDay(until, now))}</p>}
        {state === 'held' && !can.redeem && <p>{t.own}</p>}
      </div>
      {can.redeem && shops.length > 1 && (
        <SelectField
          id="counter-shop"
          label={t.shop}
          options={shops.map(({ id, name: words }) => ({ value: id, label: words }))}
          value={shopId}
          onChange={setShopId}
        />
      )}
      {can.redeem && (
        <Button busy={busy} onClick={() => onRedeem(shopId)}>
          {t.redeem}
        </Button>
      )}
      <Button kind="line" onClick={onAgain}>
        {t.again}
      </Button>
    </section>
  );
}
