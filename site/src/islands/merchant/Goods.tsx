import { useState } from 'preact/hooks';
import type { OwnGood } from '../../../../worker/features/mall/schema/ownGoods.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Loaded } from '../desk/Loaded.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { GoodForm } from './GoodForm.tsx';
import type { AtMerchant } from './MerchantPage.tsx';
import { OwnGoodRow } from './OwnGoodRow.tsx';

const t = merchantDesk.goods;

/** Everything a merchant has put up, of every state; and putting up more. */
export function Goods({ at }: { at: AtMerchant }) {
  const { id, can } = at.merchant;
  const [writing, setWriting] = useState<OwnGood | 'new'>();
  const asked = useAnswer(`goods ${id} ${at.turn}`, () =>
    answer(api.merchants[':id'].goods.$get({ param: { id } })),
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
        <Loaded asked={asked}>
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
      </div>
    </Section>
  );
}
