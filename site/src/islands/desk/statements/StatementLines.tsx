import { useState } from 'preact/hooks';
import type { StatementLine } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { money, monthDay, whole } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { Tag } from '../../parts/Tag.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { useAct } from '../useAct.ts';
import { RaiseForm } from './Disputes.tsx';
import type { OfStatement } from './StatementDesk.tsx';

const words = t.line;

/** Line by line what was redeemed; on a phone each line is two. */
export function StatementLines({ statement, at }: OfStatement) {
  const { lines, disputes, lineCount, points, fen, can } = statement;
  // An empty column would hold the sums away from the edge.
  const presses = can.dispute || (can.undo && lines.some(({ state }) => state === 'struck'));
  return (
    <Section title={words.title} end={t.lines(lines.length)}>
      {lines.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {lines.length > 0 && (
        <table class="table statement-lines">
          <thead>
            <tr>
              <th scope="col">{words.on}</th>
              <th scope="col">{words.what}</th>
              <th scope="col" class="number">
                {words.points}
              </th>
              <th scope="col" class="number">
                {words.fen}
              </th>
              {presses && <td class="no-print" />}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line
                key={`${line.redemptionId} ${line.state} ${disputes.length}`}
                {...{ line, statement, at, presses }}
              />
            ))}
            <tr class="total">
              <th scope="row" colSpan={2} class="what">
                {t.total} {t.lines(lineCount)}
              </th>
              <td class="n number points">{whole(points)}</td>
              <td class="n number fen">{money(fen)}</td>
              {presses && <td class="no-print" />}
            </tr>
          </tbody>
        </table>
      )}
    </Section>
  );
}

interface LineProps extends OfStatement {
  line: StatementLine;
  /** Whether there is a column for what can be pressed. */
  presses: boolean;
}

function Line({ line, statement, at, presses }: LineProps) {
  const [open, setOpen] = useState(false);
  const { redemptionId, on, good, quantity, shop, points, fen, state } = line;
  const said = statement.disputes.find((one) => one.redemptionId === redemptionId);
  const day = monthDay(on);
  const mayDispute = statement.can.dispute && !said;
  const mayUndo = statement.can.undo && state === 'struck';
  return (
    <>
      <tr class={state === 'stands' ? undefined : 'struck'}>
        <td class="time n">{day}</td>
        <th scope="row" class="what">
          {state === 'stands' ? good : <s>{good}</s>}{' '}
          {state !== 'stands' && <Tag tone="line">{words.states[state]}</Tag>}
          {said && state === 'stands' && (
            <Tag tone={said.state === 'open' ? 'now' : 'line'}>{t.dispute.states[said.state]}</Tag>
          )}
          <small class="dim">
            {words.quantity(quantity)}，{shop}
          </small>
        </th>
        <td class="n number points">{state === 'stands' ? whole(points) : 0}</td>
        <td class="n number fen">{money(state === 'stands' ? fen : 0)}</td>
        {presses && (
          <td class="press no-print">
            {mayDispute && !open && (
              <Button
                kind="line"
                size="small"
                label={t.dispute.raiseLabel(good, day)}
                onClick={() => setOpen(true)}
              >
                {t.dispute.raise}
              </Button>
            )}
            {mayUndo && !open && (
              <Button
                kind="line"
                size="small"
                label={words.undoLabel(good, day)}
                onClick={() => setOpen(true)}
              >
                {words.undo}
              </Button>
            )}
          </td>
        )}
      </tr>
      {open && (mayDispute || mayUndo) && (
        <tr class="refusal no-print">
          <td colSpan={5}>
            {mayDispute ? (
              <RaiseForm
                statement={statement}
                at={at}
                redemptionId={redemptionId}
                onKeep={() => setOpen(false)}
              />
            ) : (
              <UndoForm id={redemptionId} at={at} onKeep={() => setOpen(false)} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}

type UndoProps = Pick<OfStatement, 'at'> & { id: string; onKeep: () => void };

/** What was struck out was not given: its points go back to whoever paid them. */
function UndoForm({ id, at, onKeep }: UndoProps) {
  const act = useAct();
  async function undo(reason: string) {
    const done = await act.run(() =>
      answer(api.counter.redemptions[':id'].undo.$post({ param: { id }, json: { reason } })),
    );
    if (done) at.changed(words.undone);
  }
  return (
    <ReasonForm
      id={`undo-${id}`}
      question={words.undoQuestion}
      text={words.undoText}
      label={words.undoReason}
      need={words.undoNeed}
      maxLength={100}
      yes={words.undoYes}
      no={words.undoNo}
      act={act}
      onYes={(reason) => void undo(reason)}
      onNo={onKeep}
    />
  );
}
