import { useEffect, useRef, useState } from 'preact/hooks';
import type { GoodKind } from '../../../../worker/features/mall/rules.ts';
import type { OwnGood } from '../../../../worker/features/mall/schema/ownGoods.ts';
import { merchantDesk } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { serverNow } from '../../lib/clock.ts';
import { dayOf } from '../../lib/format.ts';
import { Told } from '../desk/Told.tsx';
import { useAct } from '../desk/useAct.ts';
import { couponWords } from '../goods/goodWords.ts';
import { Button } from '../parts/Button.tsx';
import { Field, type FieldProps, TextField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Picks } from '../parts/Picks.tsx';
import { Section } from '../parts/Section.tsx';
import {
  blankGood,
  type Faults,
  type GoodDraft,
  goodDraftOf,
  goodFaults,
  goodInput,
} from './goodDraft.ts';

const t = merchantDesk.form;
const KINDS = Object.entries(t.kinds).map(([value, label]) => ({ value, label }));

interface Props {
  merchantId: string;
  good: OwnGood | undefined;
  /** With what was done; without words when nothing was. */
  onClose: (words?: string) => void;
}

/** A good or coupon in a few fields: what most shops want stands there already. */
export function GoodForm({ merchantId, good, onClose }: Props) {
  const [draft, setDraft] = useState(() =>
    good ? goodDraftOf(good) : blankGood(dayOf(serverNow())),
  );
  const [faults, setFaults] = useState<Faults>({});
  /** What an earlier press saved already, when only the submitting failed. */
  const [saved, setSaved] = useState(good);
  const act = useAct();
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => document.getElementById('good-title')?.focus(), []);
  const set = (change: Partial<GoodDraft>) => setDraft((old) => ({ ...old, ...change }));

  async function save(submits: boolean) {
    const found = goodFaults(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
      );
      return;
    }
    const json = goodInput(draft);
    const done = await act.run(async (key) => {
      const headers = { 'Idempotency-Key': key };
      const written = saved
        ? await answer(
            api.merchants.goods[':id'].$put({
              param: { id: saved.id },
              json: { ...json, revision: saved.revision },
            }),
          )
        : await answer(
            api.merchants[':id'].goods.$post({ param: { id: merchantId }, json }, { headers }),
          );
      setSaved(written);
      if (submits)
        await answer(api.merchants.goods[':id'].submit.$post({ param: { id: written.id } }));
    });
    if (!done) return;
    onClose(submits ? merchantDesk.goods.submitted(json.title) : t.kept(json.title));
  }
  return (
    <div ref={form}>
      <Section title={good ? t.titleEdit : t.titleNew}>
        <Form label={t.titleNew} busy={act.busy} onSubmit={() => void save(true)}>
          <Terms draft={draft} faults={faults} set={set} />
          <More draft={draft} faults={faults} set={set} />
          <Preview draft={draft} />
          {act.refusal && <Told refusal={act.refusal} />}
          <Button type="submit" busy={act.busy}>
            {t.send}
          </Button>
          <div class="pair">
            <Button kind="line" onClick={() => onClose()}>
              {t.back}
            </Button>
            <Button kind="line" busy={act.busy} onClick={() => void save(false)}>
              {t.keep}
            </Button>
          </div>
        </Form>
      </Section>
    </div>
  );
}

interface PartProps {
  draft: GoodDraft;
  faults: Faults;
  set: (change: Partial<GoodDraft>) => void;
}

/** What a field of numbers needs besides its label. */
function numeric({ draft, faults, set }: PartProps, name: Exclude<keyof GoodDraft, 'kind'>) {
  const onInput = (value: string) => set({ [name]: value });
  const id = `good-${name}`;
  const shared = { id, value: draft[name], error: faults[name], onInput };
  return { ...shared, inputMode: 'numeric', maxLength: 8 } satisfies Partial<FieldProps>;
}

function Terms(props: PartProps) {
  const { draft, faults, set } = props;
  return (
    <>
      <Picks
        label={t.kind}
        options={KINDS}
        chosen={draft.kind}
        onChoose={(kind) => set({ kind: kind as GoodKind })}
      />
      <Field
        id="good-title"
        label={t.title}
        help={t.titleHelp[draft.kind]}
        maxLength={40}
        value={draft.title}
        error={faults.title}
        onInput={(title) => set({ title })}
      />
      <TextField
        id="good-summary"
        label={t.summary}
        help={t.summaryHelp}
        rows={2}
        maxLength={300}
        value={draft.summary}
        error={faults.summary}
        onInput={(summary) => set({ summary })}
      />
      {draft.kind === 'coupon' && (
        <div class="pair">
          <Field label={t.fen} {...numeric(props, 'fen')} />
          <Field label={t.minSpend} {...numeric(props, 'minSpend')} />
        </div>
      )}
      <div class="pair">
        <Field label={t.points} {...numeric(props, 'points')} />
        <Field label={t.stock} {...numeric(props, 'stockTotal')} />
      </div>
      <Field label={t.settle} help={t.settleHelp} {...numeric(props, 'settle')} />
    </>
  );
}

function More(props: PartProps) {
  const { draft, faults, set } = props;
  const isWrong = (['perOrder', 'perPerson', 'within', 'minAge', 'from', 'until'] as const).some(
    (name) => faults[name],
  );
  return (
    <details class="more-terms" open={isWrong || undefined}>
      <summary>{t.more}</summary>
      <div class="stack">
        <p class="dim">{t.moreNote}</p>
        <div class="pair">
          <Field label={t.perOrder} {...numeric(props, 'perOrder')} />
          <Field label={t.perPerson} {...numeric(props, 'perPerson')} />
        </div>
        <Field
          id="good-from"
          type="date"
          label={t.from}
          value={draft.from}
          error={faults.from}
          onInput={(from) => set({ from })}
        />
        <Field
          id="good-until"
          type="date"
          label={t.until}
          min={draft.from}
          value={draft.until}
          error={faults.until}
          onInput={(until) => set({ until })}
        />
        <div class="pair">
          <Field label={t.within} {...numeric(props, 'within')} />
          <Field label={t.minAge} {...numeric(props, 'minAge')} />
        </div>
      </div>
    </details>
  );
}

/** As residents will read it. */
function Preview({ draft }: { draft: GoodDraft }) {
  const faults = goodFaults(draft);
  if (draft.title.trim() === '' || faults.points || faults.fen || faults.minSpend) return null;
  const input = goodInput(draft);
  return (
    <section class="good-preview" aria-label={t.preview}>
      <p class="dim">{t.preview}</p>
      <p>
        <b>{input.title}</b>
      </p>
      <p>{input.summary}</p>
      <p class="price">
        {[couponWords(input.coupon ?? null), merchantDesk.goods.price(input.points)]
          .filter(Boolean)
          .join('，')}
      </p>
      <p class="dim">{t.previewMost(input.perOrder, input.perPerson, input.redeemWithinDays)}</p>
    </section>
  );
}
