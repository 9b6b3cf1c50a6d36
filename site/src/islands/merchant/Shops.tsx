import { useState } from 'preact/hooks';
import type { OwnShop } from '../../../../worker/features/mall/schema/merchants.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import { answer, api } from '../../lib/api.ts';
import type { Ground } from '../../lib/ground.ts';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { ShopFields } from '../merchants/MerchantFields.tsx';
import {
  blank,
  type Faults,
  type ShopDraft,
  shopFaults,
  shopInput,
  shopOf,
} from '../merchants/merchantDraft.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import type { AtMerchant } from './MerchantPage.tsx';

const t = merchantDesk.shops;

interface Props {
  at: AtMerchant;
  ground: Ground;
}

/** The counters of a merchant. */
export function Shops({ at, ground }: Props) {
  const { merchant } = at;
  const [writing, setWriting] = useState<OwnShop | 'new'>();
  if (writing) {
    return (
      <ShopForm
        at={at}
        ground={ground}
        shop={writing === 'new' ? undefined : writing}
        onClose={() => setWriting(undefined)}
      />
    );
  }
  return (
    <Section title={t.title}>
      <div class="stack">
        <ul class="points-entries">
          {merchant.shops.map((shop) => (
            <ShopRow key={shop.id} at={at} shop={shop} onEdit={() => setWriting(shop)} />
          ))}
        </ul>
        {merchant.can.change && (
          <Button kind="line" icon="plus" onClick={() => setWriting('new')}>
            {t.add}
          </Button>
        )}
      </div>
    </Section>
  );
}

interface RowProps {
  at: AtMerchant;
  shop: OwnShop;
  onEdit: () => void;
}

function ShopRow({ at, shop: { id, name, address, hours }, onEdit }: RowProps) {
  const { can, shops } = at.merchant;
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function close() {
    const asked = api.merchants.shops[':id'].close;
    if (await act.run(() => answer(asked.$post({ param: { id }, json: {} })))) {
      at.changed(t.closed(name));
    }
  }
  return (
    <li>
      <div>
        <b>{name}</b>
        <div>{address}</div>
        <div class="dim">{hours}</div>
        {act.refusal && <Told refusal={act.refusal} />}
        {asking && (
          <Confirm
            question={t.closeAsk(name)}
            text={t.closeText}
            yes={t.closeYes}
            no={t.closeNo}
            busy={act.busy}
            onYes={() => void close()}
            onNo={() => setAsking(false)}
          />
        )}
        {can.change && !asking && (
          <div class="choices">
            <Button kind="line" size="small" fit label={t.of(t.edit, name)} onClick={onEdit}>
              {t.edit}
            </Button>
            {shops.length > 1 && (
              <Button
                kind="line"
                size="small"
                fit
                label={t.of(t.close, name)}
                onClick={() => setAsking(true)}
              >
                {t.close}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

interface FormProps extends Props {
  shop: OwnShop | undefined;
  onClose: () => void;
}

function ShopForm({ at, ground, shop, onClose }: FormProps) {
  const { id, name } = at.merchant;
  const [draft, setDraft] = useState<ShopDraft>(() => (shop ? shopOf(shop) : blank));
  const [faults, setFaults] = useState<Faults>({});
  const act = useAct();
  const set = (change: Partial<ShopDraft>) => setDraft((old) => ({ ...old, ...change }));
  async function save() {
    const found = shopFaults(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const json = shopInput(draft, name);
    const done = await act.run((key) =>
      shop
        ? answer(api.merchants.shops[':id'].$put({ param: { id: shop.id }, json }))
        : answer(
            api.merchants[':id'].shops.$post(
              { param: { id }, json },
              { headers: { 'Idempotency-Key': key } },
            ),
          ),
    );
    if (!done) return;
    at.changed(t.saved);
    onClose();
    window.scrollTo(0, 0);
  }
  return (
    <Section title={shop?.name ?? t.add}>
      <Form label={t.title} busy={act.busy} onSubmit={() => void save()}>
        <Field
          id="shop-name"
          label={merchants.form.shopName}
          maxLength={40}
          value={draft.shopName}
          onInput={(shopName) => set({ shopName })}
        />
        <ShopFields draft={draft} faults={faults} ground={ground} set={set} />
        {act.refusal && <Told refusal={act.refusal} />}
        <div class="pair">
          <Button kind="line" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="submit" busy={act.busy}>
            {t.save}
          </Button>
        </div>
      </Form>
    </Section>
  );
}
