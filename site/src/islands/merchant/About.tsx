import { useState } from 'preact/hooks';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ReasonForm } from '../desk/ReasonForm.tsx';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { AboutFields } from '../merchants/MerchantFields.tsx';
import {
  type AboutDraft,
  aboutFaults,
  aboutInput,
  aboutOf,
  type Faults,
} from '../merchants/merchantDraft.ts';
import { Button } from '../parts/Button.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/Section.tsx';
import type { AtMerchant } from './MerchantPage.tsx';

const t = merchantDesk.about;

/** What residents read of a merchant; and giving it up. */
export function About({ at }: { at: AtMerchant }) {
  const { merchant, changed } = at;
  const [draft, setDraft] = useState<AboutDraft>(() => aboutOf(merchant));
  const [faults, setFaults] = useState<Faults>({});
  const [closing, setClosing] = useState(false);
  const act = useAct();
  const set = (change: Partial<AboutDraft>) => setDraft((old) => ({ ...old, ...change }));
  async function save() {
    const found = aboutFaults(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const param = { id: merchant.id };
    const done = await act.run(() =>
      answer(api.merchants[':id'].$put({ param, json: aboutInput(draft) })),
    );
    if (done) changed(t.saved);
  }
  return (
    <>
      {merchant.can.change && (
        <Section title={t.title}>
          <Form label={t.title} busy={act.busy} onSubmit={() => void save()}>
            <p class="dim">{t.text}</p>
            <AboutFields draft={draft} faults={faults} set={set} />
            {act.refusal && <Told refusal={act.refusal} />}
            <Button type="submit" busy={act.busy}>
              {t.save}
            </Button>
          </Form>
        </Section>
      )}
      {merchant.can.close && (
        <Section title={t.close}>
          {closing ? (
            <Closing at={at} onNo={() => setClosing(false)} />
          ) : (
            <Button kind="line" onClick={() => setClosing(true)}>
              {t.close}
            </Button>
          )}
        </Section>
      )}
    </>
  );
}

function Closing({ at: { merchant, changed }, onNo }: { at: AtMerchant; onNo: () => void }) {
  const act = useAct();
  const param = { id: merchant.id };
  const held = useAnswer(`held ${merchant.id}`, () =>
    answer(api.merchants[':id'].redemptions.$get({ param, query: { limit: '1' } })),
  );
  async function close(reason: string) {
    const done = await act.run(() =>
      answer(api.merchants[':id'].close.$post({ param, json: { reason } })),
    );
    if (done) changed(t.closed);
  }
  return (
    <ReasonForm
      id="close-merchant"
      question={t.closeAsk}
      text={t.closeText(held.value?.total ?? 0)}
      label={t.closeWhy}
      need={t.closeNeed}
      yes={t.closeYes}
      no={t.closeNo}
      act={act}
      onYes={(reason) => void close(reason)}
      onNo={onNo}
    />
  );
}
