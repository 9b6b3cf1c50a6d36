import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { answer, api } from '../../../lib/api.ts';
import { Empty } from '../../parts/Empty.tsx';
import { More } from '../../parts/More.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDeskPages } from '../useDesk.ts';
import { counted } from './counted.ts';
import { GoodJob } from './GoodJob.tsx';
import type { AtMall } from './MallPage.tsx';
import { MerchantJob } from './MerchantJob.tsx';

/** Applications that wait for a word. */
export function WaitingMerchants({ at }: { at: AtMall }) {
  const query = { state: 'applied' } as const;
  const pages = useDeskPages('merchants', at.turn, (page) =>
    answer(api.staff.merchants.$get({ query: { ...query, ...page } })),
  );
  return (
    <Section title={t.applications} end={counted(pages)}>
      <Loaded asked={pages}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.noApplications} text={t.noApplicationsText} />}
            {items.map((one) => (
              <MerchantJob key={`${one.id} ${one.appliedAt}`} merchant={one} onDone={at.changed} />
            ))}
            <More pages={pages} words={t.more} fit />
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Goods that wait for a word. */
export function WaitingGoods({ at }: { at: AtMall }) {
  const query = { state: 'submitted' } as const;
  const pages = useDeskPages('goods', at.turn, (page) =>
    answer(api.staff.goods.$get({ query: { ...query, ...page } })),
  );
  return (
    <Section title={t.goods} end={counted(pages)}>
      <Loaded asked={pages}>
        {({ items }) => (
          <>
            {items.length === 0 && <Empty title={t.noGoods} text={t.noGoodsText} />}
            {items.map((one) => (
              <GoodJob key={`${one.id} ${one.revision}`} good={one} onDone={at.changed} />
            ))}
            <More pages={pages} words={t.more} fit />
          </>
        )}
      </Loaded>
    </Section>
  );
}
