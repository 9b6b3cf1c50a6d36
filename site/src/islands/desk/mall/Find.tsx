import { useState } from 'preact/hooks';
import { GOOD_STATES, MERCHANT_STATES } from '../../../../../worker/features/mall/rules.ts';
import { merchants } from '../../../i18n/zh/merchants.ts';
import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Field, SelectField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { More } from '../../parts/More.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDeskPages } from '../useDesk.ts';
import { counted } from './counted.ts';
import { GoodJob } from './GoodJob.tsx';
import type { AtMall } from './MallPage.tsx';
import { MerchantJob } from './MerchantJob.tsx';

/** Merchants of every state, by name or shop. */
export function FindMerchants({ at }: { at: AtMall }) {
  const state = MERCHANT_STATES.find((one) => one === at.address.get('state'));
  const query = { state, q: at.address.get('q') };
  const pages = useDeskPages(`merchants ${query.state} ${query.q}`, at.turn, (page) =>
    answer(api.staff.merchants.$get({ query: { ...query, ...page } })),
  );
  return (
    <Section title={t.views.merchants} end={counted(pages)}>
      <Wanted at={at} label={t.q} states={merchants.states} />
      <Loaded asked={pages}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
            {items.map((one) => (
              <MerchantJob
                key={`${one.id} ${one.state} ${one.appliedAt}`}
                merchant={one}
                onDone={at.changed}
              />
            ))}
            <More pages={pages} words={t.more} fit />
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Goods of every state, by title or merchant. */
export function FindGoods({ at }: { at: AtMall }) {
  const state = GOOD_STATES.find((one) => one === at.address.get('state'));
  const query = { state, q: at.address.get('q') };
  const pages = useDeskPages(`goods ${query.state} ${query.q}`, at.turn, (page) =>
    answer(api.staff.goods.$get({ query: { ...query, ...page } })),
  );
  return (
    <Section title={t.views.goods} end={counted(pages)}>
      <Wanted at={at} label={t.qGoods} states={merchants.goodStates} />
      <Loaded asked={pages}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
            {items.map((one) => (
              <GoodJob
                key={`${one.id} ${one.state} ${one.revision}`}
                good={one}
                onDone={at.changed}
              />
            ))}
            <More pages={pages} words={t.more} fit />
          </>
        )}
      </Loaded>
    </Section>
  );
}

interface WantedProps {
  at: AtMall;
  label: string;
  states: Readonly<Record<string, string>>;
}

function Wanted({ at: { address }, label, states }: WantedProps) {
  const [q, setQ] = useState(address.get('q') ?? '');
  return (
    <Form label={t.find} onSubmit={() => address.set({ q: q.trim() || undefined })}>
      <div class="pair">
        <SelectField
          id="mall-state"
          label={t.state}
          options={[
            { value: '', label: t.any },
            ...Object.entries(states).map(([value, words]) => ({ value, label: words })),
          ]}
          value={address.get('state') ?? ''}
          onChange={(state) => address.set({ state: state || undefined })}
        />
        <Field id="mall-q" type="search" label={label} maxLength={40} value={q} onInput={setQ} />
      </div>
      <Button type="submit" kind="line" size="small" fit>
        {t.find}
      </Button>
    </Form>
  );
}
