import { useState } from 'preact/hooks';
import type { OwnGood } from '../../../../../worker/features/mall/schema/ownGoods.ts';
import { merchants } from '../../../i18n/zh/merchants.ts';
import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { answer, api } from '../../../lib/api.ts';
import { money, monthDay } from '../../../lib/format.ts';
import { couponWords } from '../../goods/goodWords.ts';
import { Button } from '../../parts/Button.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { type Said, Word } from './Word.tsx';

interface Props {
  good: OwnGood;
  onDone: (words: string) => void;
}

/** One good: its terms as they would be, and what a keeper may say of it now. */
export function GoodJob({ good, onDone }: Props) {
  const { id, title, summary, state, points, settleFen, minAge, merchant, can, reason, revision } =
    good;
  const [said, setSaid] = useState<Said>();
  const param = { id };
  function run(why: string) {
    if (said === 'withdraw') {
      return answer(api.merchants.goods[':id'].withdraw.$post({ param, json: { reason: why } }));
    }
    const json =
      said === 'approve'
        ? ({ verdict: 'approve', revision } as const)
        : ({ verdict: 'refuse', reason: why, revision } as const);
    return answer(api.staff.goods[':id'].decide.$post({ param, json }));
  }
  const may: Said[] = can.decide ? ['refuse', 'approve'] : can.withdraw ? ['withdraw'] : [];
  const until = good.offeredUntil && monthDay(good.offeredUntil);
  return (
    <div class="job">
      <div class="what">
        <b>{title}</b>{' '}
        <Tag tone={state === 'offered' ? 'now' : 'line'}>{merchants.goodStates[state]}</Tag>
        <p>
          {merchant.name}，{summary}
        </p>
        <p>
          {[couponWords(good.coupon), t.price(points, money(settleFen))].filter(Boolean).join('，')}
        </p>
        <p class="dim">
          {[
            t.stock(good.stockTotal, good.perOrder, good.perPerson),
            t.days(monthDay(good.offeredFrom), until, good.redeemWithinDays),
            minAge !== null && t.age(minAge),
          ]
            .filter(Boolean)
            .join('，')}
        </p>
        {reason && <p>{t.why(reason)}</p>}
      </div>
      {!said && may.length > 0 && (
        <div class="choices">
          {may.map((one) => (
            <Button
              key={one}
              kind={one === 'approve' ? 'go' : 'line'}
              size="small"
              fit
              label={t.of(t[one], title)}
              onClick={() => setSaid(one)}
            >
              {t[one]}
            </Button>
          ))}
        </div>
      )}
      {said && (
        <Word
          id={id}
          said={said}
          name={title}
          templates={said === 'refuse' ? t.templates.good : []}
          run={run}
          onDone={onDone}
          onNo={() => setSaid(undefined)}
        />
      )}
    </div>
  );
}
