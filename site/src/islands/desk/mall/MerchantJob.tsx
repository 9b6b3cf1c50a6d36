import { useState } from 'preact/hooks';
import type { Merchant } from '../../../../../worker/features/mall/schema/merchants.ts';
import { goods } from '../../../i18n/zh/goods.ts';
import { merchants } from '../../../i18n/zh/merchants.ts';
import { staffMall as t } from '../../../i18n/zh/staffMall.ts';
import { answer, api } from '../../../lib/api.ts';
import { dayOf, monthDay } from '../../../lib/format.ts';
import { Held, useHeld } from '../../merchant/Held.tsx';
import { Button } from '../../parts/Button.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { Loaded } from '../Loaded.tsx';
import { type Said, Word } from './Word.tsx';

interface Props {
  merchant: Merchant;
  onDone: (words: string) => void;
}

const TEMPLATES: Partial<Record<Said, readonly string[]>> = {
  refuse: t.templates.merchant,
  suspend: t.templates.suspend,
};

/** One merchant: who it is, and what a keeper may say of it now. */
export function MerchantJob({ merchant, onDone }: Props) {
  const { id, name, category, summary, phone, state, reason, shops, appliedAt, can } = merchant;
  const [said, setSaid] = useState<Said>();
  const [shows, setShows] = useState(false);
  const param = { id };
  function run(why: string) {
    const [of, json] = [api.staff.merchants[':id'], { reason: why }];
    if (said === 'suspend') return answer(of.suspend.$post({ param, json }));
    if (said === 'resume') return answer(of.resume.$post({ param, json }));
    if (said === 'close') return answer(api.merchants[':id'].close.$post({ param, json }));
    const word =
      said === 'approve'
        ? ({ verdict: 'approve', appliedAt } as const)
        : ({ verdict: 'refuse', reason: why, appliedAt } as const);
    return answer(of.decide.$post({ param, json: word }));
  }
  const may: Said[] = [
    ...(can.decide ? (['refuse', 'approve'] as const) : []),
    ...(can.close ? (['close'] as const) : []),
    ...(can.suspend ? (['suspend'] as const) : []),
    ...(can.resume ? (['resume'] as const) : []),
  ];
  return (
    <div class="job">
      <div class="what">
        <b>{name}</b> <Tag tone={state === 'open' ? 'now' : 'line'}>{merchants.states[state]}</Tag>
        <p>
          {goods.categories[category]}，{summary}
        </p>
        {shops.map((shop) => (
          <p key={shop.id}>
            {t.shop(shop.name, shop.address)} <span class="dim">{shop.hours}</span>
          </p>
        ))}
        <p class="dim">
          {[t.applied(monthDay(dayOf(appliedAt))), phone && t.phone(phone)]
            .filter(Boolean)
            .join('，')}
        </p>
        {reason && <p>{t.why(reason)}</p>}
      </div>
      {!said && (
        <div class="choices">
          {may.map((one) => (
            <Button
              key={one}
              kind={one === 'approve' || one === 'resume' ? 'go' : 'line'}
              size="small"
              fit
              label={t.of(t[one], name)}
              onClick={() => setSaid(one)}
            >
              {t[one]}
            </Button>
          ))}
          {state !== 'applied' && state !== 'refused' && !shows && (
            <Button
              kind="line"
              size="small"
              fit
              label={t.of(t.held, name)}
              onClick={() => setShows(true)}
            >
              {t.held}
            </Button>
          )}
        </div>
      )}
      {said && (
        <Word
          id={id}
          said={said}
          name={name}
          templates={TEMPLATES[said] ?? []}
          run={run}
          onDone={onDone}
          onNo={() => setSaid(undefined)}
        />
      )}
      {shows && <HeldAt id={id} onDone={onDone} />}
    </div>
  );
}

function HeldAt({ id, onDone }: { id: string; onDone: (words: string) => void }) {
  const held = useHeld(id, 0);
  function done(words: string) {
    held.again();
    onDone(words);
  }
  return <Loaded asked={held}>{() => <Held pages={held} onDone={done} />}</Loaded>;
}
