import { useState } from 'preact/hooks';
import type { OwnGood } from '../../../../worker/features/mall/schema/ownGoods.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { Loaded } from '../desk/Loaded.tsx';
import { useDeskPages } from '../desk/useDesk.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { More } from '../parts/More.tsx';
import { Section } from '../parts/Section.tsx';
import { GoodForm } from './GoodForm.tsx';
import type { AtMerchant } from './MerchantPage.tsx';
import { OwnGoodRow } from './OwnGoodRow.tsx';

const t = merchantDesk.goods;

/** Everything a merchant has put up, of every state; and putting up more. */
export function Goods({ at }: { at: AtMerchant }) {
  const { id, can } = at.merchant;
  const [writing, setWriting] = useState<OwnGood | 'new'>();
  const pages = useDeskPages(`goods ${id}`, at.turn, (query) =>
    answer(api.merchants[':id'].goods.$get({ param: { id }, query })),
  );
  if (writing) {
    const close = (words?: string) => {
      setWriting(undefined);
      if (words) at.changed(words);
      window.scrollTo(0, 0);
    };
    return (
      <GoodForm merchantId={id} good={writing === 'new' ? undefined : writing} onClose={close} />
    );
  }
  return (
    <Section title={t.title}>
      <div class="stack">
        {can.offer && (
          <Button icon="plus" onClick={() => setWriting('new')}>
            {t.add}
          </Button>
        )}
        <Loaded asked={pages}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t.none} text={t.noneText} />
            ) : (
              <ul class="points-entries">
                {items.map((good) => (
                  <OwnGoodRow
                    key={`${good.id} ${good.state} ${good.stockTotal}`}
                    good={good}
                    onEdit={() => setWriting(good)}
                    onDone={at.changed}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
        <More pages={pages} words={merchantDesk.more} />
      </div>
    </Section>
  );
}
