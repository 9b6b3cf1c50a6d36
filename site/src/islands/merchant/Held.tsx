import { useState } from 'preact/hooks';
import type { CounterRedemption } from '../../../../worker/features/mall/schema/counter.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { ReasonForm } from '../desk/ReasonForm.tsx';
import { useAct } from '../desk/useAct.ts';
import { useDeskPages } from '../desk/useDesk.ts';
import { lastDay } from '../goods/goodWords.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { More } from '../parts/More.tsx';
import { Section } from '../parts/Section.tsx';

const t = merchantDesk.held;

/** What a merchant has waiting, what lapses first before the others. */
export function useHeld(id: string, turn: number) {
  return useDeskPages(`held ${id}`, turn, (query) =>
    answer(api.merchants[':id'].redemptions.$get({ param: { id }, query })),
  );
}

interface Props {
  pages: ReturnType<typeof useHeld>;
  onDone: (words: string) => void;
}

/** What residents gave points for and didn't fetch yet; and taking it back when it can't be given. */
export function Held({ pages, onDone }: Props) {
  const held = pages.value?.items ?? [];
  return (
    <Section title={t.title}>
      {held.length === 0 ? (
        <Empty title={t.none} text={t.noneText} />
      ) : (
        <ul class="points-entries">
          {held.map((one) => (
            <HeldRow key={one.id} redemption={one} onDone={onDone} />
          ))}
        </ul>
      )}
      <More pages={pages} words={merchantDesk.more} />
    </Section>
  );
}

interface RowProps {
  redemption: CounterRedemption;
  onDone: (words: string) => void;
}

function HeldRow({ redemption: { id, good, name, quantity, until, can }, onDone }: RowProps) {
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function revoke(reason: string) {
    const param = { id };
    const done = await act.run(() =>
      answer(api.merchants.redemptions[':id'].revoke.$post({ param, json: { reason } })),
    );
    if (done) onDone(t.done(good.title));
  }
  return (
    <li>
      <div>
        <b>{good.title}</b>
        <div>{t.who(name, quantity)}</div>
        {now > 0 && <div class="dim">{t.until(lastDay(until, now))}</div>}
        {asking && (
          <ReasonForm
            id={`revoke-${id}`}
            question={t.ask(good.title)}
            text={t.text}
            label={t.why}
            need={t.need}
            maxLength={100}
            yes={t.yes}
            no={t.no}
            act={act}
            onYes={(reason) => void revoke(reason)}
            onNo={() => setAsking(false)}
          />
        )}
      </div>
      {can.revoke && !asking && (
        <Button
          kind="line"
          size="small"
          fit
          label={t.of(good.title, name)}
          onClick={() => setAsking(true)}
        >
          {t.revoke}
        </Button>
      )}
    </li>
  );
}
