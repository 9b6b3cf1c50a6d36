import { useState } from 'preact/hooks';
import type { Clerks as ClerkList } from '../../../../worker/features/mall/schema/merchants.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { dayOf, monthDay } from '../../lib/format.ts';
import { mobileNumber } from '../../lib/phoneNumber.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Loaded } from '../desk/Loaded.tsx';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import type { AtMerchant } from './MerchantPage.tsx';

const t = merchantDesk.clerks;

/** Who stands at the counter besides the owner. */
export function Clerks({ at }: { at: AtMerchant }) {
  const { id, can } = at.merchant;
  const asked = useAnswer(`clerks ${id} ${at.turn}`, () =>
    answer(api.merchants[':id'].clerks.$get({ param: { id } })),
  );
  return (
    <Section title={t.title}>
      <div class="stack">
        <p class="dim">{t.text}</p>
        <Loaded asked={asked} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <ul class="points-entries">
                {items.map((clerk) => (
                  <ClerkRow key={clerk.id} clerk={clerk} onDone={at.changed} />
                ))}
              </ul>
            )
          }
        </Loaded>
        {can.change && <AddClerk key={at.turn} merchantId={id} onDone={at.changed} />}
      </div>
    </Section>
  );
}

interface RowProps {
  clerk: ClerkList['items'][number];
  onDone: (words: string) => void;
}

function ClerkRow({ clerk: { id, name, since }, onDone }: RowProps) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  async function end() {
    const done = await act.run(() =>
      answer(api.merchants.clerks[':id'].$delete({ param: { id } })),
    );
    if (done) onDone(t.ended(name));
  }
  return (
    <li>
      <div>
        <b>{name}</b>
        <div class="dim">{t.since(monthDay(dayOf(since)))}</div>
        {act.refusal && <Told refusal={act.refusal} />}
        {asking && (
          <Confirm
            question={t.endAsk(name)}
            text={t.endText}
            yes={t.endYes}
            no={t.endNo}
            busy={act.busy}
            onYes={() => void end()}
            onNo={() => setAsking(false)}
          />
        )}
      </div>
      {!asking && (
        <Button kind="line" size="small" fit label={t.endOf(name)} onClick={() => setAsking(true)}>
          {t.end}
        </Button>
      )}
    </li>
  );
}

function AddClerk({ merchantId, onDone }: { merchantId: string; onDone: (words: string) => void }) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const act = useAct();
  async function add() {
    const { number } = mobileNumber(typed);
    setWrong(number === undefined);
    if (number === undefined) return;
    const asked = api.merchants[':id'].clerks;
    const done = await act.run((key) =>
      answer(
        asked.$post(
          { param: { id: merchantId }, json: { phoneNumber: number } },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    if (done) onDone(t.added);
  }
  return (
    <Form label={t.add} busy={act.busy} onSubmit={() => void add()}>
      <Field
        id="clerk-number"
        label={t.number}
        help={t.numberHelp}
        type="tel"
        inputMode="tel"
        autocomplete="off"
        maxLength={20}
        value={typed}
        error={wrong ? t.numberNeed : undefined}
        onInput={setTyped}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <Button type="submit" kind="line" busy={act.busy}>
        {t.add}
      </Button>
    </Form>
  );
}
