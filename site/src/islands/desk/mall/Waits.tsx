import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { answer, api } from '../../../lib/api.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import { GoodJob } from './GoodJob.tsx';
import type { AtMall } from './MallPage.tsx';
import { MerchantJob } from './MerchantJob.tsx';

/** Applications that wait for a word. */
export function WaitingMerchants({ at }: { at: AtMall }) {
  const query = { state: 'applied' } as const;
  const asked = useDesk('merchants', at.turn, () => answer(api.staff.merchants.$get({ query })));
  return (
    <Section title={t.applications} end={asked.value?.items.length}>
      <Loaded asked={asked}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.noApplications} text={t.noApplicationsText} />}
            {items.map((one) => (
              <MerchantJob key={`${one.id} ${one.appliedAt}`} merchant={one} onDone={at.changed} />
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Goods that wait for a word. */
export function WaitingGoods({ at }: { at: AtMall }) {
  const query = { state: 'submitted' } as const;
  const asked = useDesk('goods', at.turn, () => answer(api.staff.goods.$get({ query })));
  return (
    <Section title={t.goods} end={asked.value?.items.length}>
      <Loaded asked={asked}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.noGoods} text={t.noGoodsText} />}
            {items.map((one) => (
              <GoodJob key={`${one.id} ${one.revision}`} good={one} onDone={at.changed} />
            ))}
          </>
        )}
      </Loaded>
    </Section>
  );
}
