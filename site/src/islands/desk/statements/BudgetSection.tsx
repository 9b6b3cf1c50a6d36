import { useState } from 'preact/hooks';
import type { Budget } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { money } from '../../../lib/format.ts';
import { Bar } from '../../coverage/Bar.tsx';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Section } from '../../parts/Section.tsx';
import { wholeNumber } from '../MenuTable.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { monthWords } from './words.ts';

const t = staffStatements.budget;
const MOST_YUAN = 999_999;

/** What the month may cost, what of it is paid, and what is still to come; and setting it. */
export function BudgetSection({
  budget,
  onDone,
}: {
  budget: Budget;
  onDone: (words: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const { ceilingFen, finalFen, openFen } = budget;
  const leftFen = (ceilingFen ?? 0) - finalFen;
  return (
    <Section title={t.title} end={ceilingFen === null ? undefined : t.of(money(ceilingFen))}>
      {ceilingFen === null && <Notice tone="warm">{t.none}</Notice>}
      {ceilingFen !== null && (
        <>
          <ul class="bars">
            <Share words={t.final} fen={finalFen} part={finalFen / Math.max(ceilingFen, 1)} />
            <Share words={t.open} fen={openFen} part={openFen / Math.max(ceilingFen, 1)} />
          </ul>
          <p class="budget-left">
            {t.left} <b class="n">{money(leftFen)}</b>
          </p>
        </>
      )}
      {openFen > leftFen && ceilingFen !== null && (
        <Notice tone="warm">{t.short(money(openFen - leftFen))}</Notice>
      )}
      {open ? (
        <CeilingForm
          budget={budget}
          onKeep={() => setOpen(false)}
          onDone={(words) => {
            setOpen(false);
            onDone(words);
          }}
        />
      ) : (
        <Button kind="line" size="small" fit onClick={() => setOpen(true)}>
          {ceilingFen === null ? t.set : t.change}
        </Button>
      )}
    </Section>
  );
}

function Share({ words, fen, part }: { words: string; fen: number; part: number }) {
  return (
    <li>
      <span class="what">{words}</span>
      <Bar part={Math.min(Math.max(part, 0), 1)} whole />
      <b class="n">{money(fen)}</b>
    </li>
  );
}

interface FormProps {
  budget: Budget;
  onDone: (words: string) => void;
  onKeep: () => void;
}

function CeilingForm({ budget: { month, ceilingFen }, onDone, onKeep }: FormProps) {
  const [typed, setTyped] = useState(ceilingFen === null ? '' : String(ceilingFen / 100));
  const [wrong, setWrong] = useState(false);
  const act = useAct();
  async function set() {
    const yuan = wholeNumber(typed, MOST_YUAN);
    setWrong(yuan === undefined);
    if (yuan === undefined) return;
    const json = { ceilingFen: yuan * 100 };
    const done = await act.run(() =>
      answer(api.staff['settlement-budgets'][':month'].$put({ param: { month }, json })),
    );
    if (done) onDone(t.done(monthWords(month), money(json.ceilingFen)));
  }
  return (
    <Form label={t.change} busy={act.busy} onSubmit={() => void set()}>
      <Field
        id="ceiling"
        label={t.field}
        help={t.help}
        inputMode="numeric"
        value={typed}
        onInput={setTyped}
        error={wrong ? t.bad : undefined}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button kind="line" onClick={onKeep}>
          {t.no}
        </Button>
        <Button type="submit" busy={act.busy}>
          {t.yes}
        </Button>
      </div>
    </Form>
  );
}
