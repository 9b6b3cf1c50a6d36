import { useState } from 'preact/hooks';
import type { Dispute } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { dayOf, monthDay } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import type { OfStatement } from './StatementDesk.tsx';

const t = staffStatements.dispute;

/** What its merchant objected to, and what the street answered. */
export function Disputes({ statement, at }: OfStatement) {
  const { disputes } = statement;
  if (disputes.length === 0) return <p class="dim">{t.none}</p>;
  return (
    <>
      {disputes.map((one) => (
        <Said key={`${one.id} ${one.state}`} dispute={one} statement={statement} at={at} />
      ))}
    </>
  );
}

function Said({ dispute, statement, at }: OfStatement & { dispute: Dispute }) {
  const { redemptionId, text, state, raised, answer: word } = dispute;
  const line = statement.lines.find((one) => one.redemptionId === redemptionId);
  const what = line ? `${monthDay(line.on)} ${line.good}` : t.whole;
  return (
    <div class="job">
      <div class="what">
        <b>{what}</b> <Tag tone={state === 'open' ? 'now' : 'line'}>{t.states[state]}</Tag>
        <p>{t.said(text)}</p>
        {word && <p>{t.answered(word)}</p>}
        <p class="dim">{monthDay(dayOf(raised))}</p>
      </div>
      {state === 'open' && statement.can.decide && <Decide dispute={dispute} what={what} at={at} />}
    </div>
  );
}

type DecideProps = Pick<OfStatement, 'at'> & { dispute: Dispute; what: string };

/** The street's answer: one line of words, and one of two verdicts. */
function Decide({ dispute: { id, redemptionId }, what, at }: DecideProps) {
  const [word, setWord] = useState('');
  const [missing, setMissing] = useState(false);
  const act = useAct();
  async function decide(verdict: 'uphold' | 'reject') {
    const said = word.trim();
    setMissing(said.length < 2);
    if (said.length < 2) return;
    const json = { verdict, answer: said };
    const done = await act.run(() =>
      answer(api.staff.disputes[':id'].decide.$post({ param: { id }, json })),
    );
    if (done) at.changed(t.decided[verdict === 'uphold' ? 'upheld' : 'rejected']);
  }
  return (
    <div class="stack no-print">
      <Field
        id={`answer-${id}`}
        label={t.answer}
        help={redemptionId === null ? t.wholeHelp : undefined}
        maxLength={200}
        value={word}
        onInput={setWord}
        error={missing ? t.answerNeed : undefined}
      />
      {act.refusal && <Told refusal={act.refusal} />}
      <div class="pair">
        <Button
          kind="line"
          size="small"
          label={`${t.reject}：${what}`}
          busy={act.busy}
          onClick={() => void decide('reject')}
        >
          {t.reject}
        </Button>
        <Button
          size="small"
          label={`${redemptionId === null ? t.upholdWhole : t.uphold}：${what}`}
          busy={act.busy}
          onClick={() => void decide('uphold')}
        >
          {redemptionId === null ? t.upholdWhole : t.uphold}
        </Button>
      </div>
    </div>
  );
}

interface RaiseProps extends OfStatement {
  /** The line; left out for the statement as a whole. */
  redemptionId?: string;
  onKeep: () => void;
}

/** “This is wrong”: asked once, with what happened. */
export function RaiseForm({ statement, at, redemptionId, onKeep }: RaiseProps) {
  const act = useAct();
  async function raise(text: string) {
    const json = { text, ...(redemptionId !== undefined && { redemptionId }) };
    const done = await act.run((key) =>
      answer(
        api.statements[':id'].disputes.$post(
          { param: { id: statement.id }, json },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
    );
    if (done) at.changed(t.done);
  }
  return (
    <ReasonForm
      id={`raise-${redemptionId ?? 'whole'}`}
      question={t.question}
      text={redemptionId === undefined ? t.wholeText : t.text}
      label={t.field}
      need={t.need}
      yes={t.yes}
      no={t.no}
      act={act}
      onYes={(text) => void raise(text)}
      onNo={onKeep}
    />
  );
}
