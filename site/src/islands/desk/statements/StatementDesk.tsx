import { useState } from 'preact/hooks';
import type { StatementPage } from '../../../../../worker/features/settlement/schema.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { dayOf, money, monthDay, whole } from '../../../lib/format.ts';
import { tenant } from '../../../lib/tenant.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Figure } from '../../parts/Figure.tsx';
import { Section } from '../../parts/Section.tsx';
import { StateTile } from '../../parts/StateTile.tsx';
import { Loaded } from '../Loaded.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { useDesk } from '../useDesk.ts';
import { Disputes, RaiseForm } from './Disputes.tsx';
import { StatementLines } from './StatementLines.tsx';
import type { AtStatements } from './StatementsPage.tsx';
import { lastDayWords, monthWords, standOf } from './words.ts';

interface Props {
  id: string;
  at: AtStatements;
  onLeave: () => void;
}

/** One statement: what is owed, what is said of it, and each of its lines. */
export function StatementDesk({ id, at, onLeave }: Props) {
  const asked = useDesk(id, at.turn, () => answer(api.statements[':id'].$get({ param: { id } })));
  const back = () => {
    onLeave();
    at.address.set({ id: undefined });
  };
  return (
    <>
      <div class="choices no-print">
        <Button kind="line" size="small" fit icon="back" onClick={back}>
          {t.back}
        </Button>
      </div>
      <Loaded asked={asked}>{(statement) => <Sheet statement={statement} at={at} />}</Loaded>
    </>
  );
}

/** What the acts of a statement are given. */
export interface OfStatement {
  statement: StatementPage;
  at: AtStatements;
}

function Sheet({ statement, at }: OfStatement) {
  const { merchant, month, points, fen, lineCount, can } = statement;
  const stand = standOf(statement, at.now);
  return (
    <>
      <div class="print-only print-title">
        <h1>{t.printed.title(tenant.subdistrict)}</h1>
        <p>
          {t.sheet(merchant.name, monthWords(month))}，{t.printed.number(statement.id)}
          {tenant.demo && `，${t.printed.demo}`}
        </p>
      </div>
      <div class="columns two statement">
        <div>
          <Section title={t.sheet(merchant.name, monthWords(month))}>
            <Figure
              lead={<StateTile kind={stand.kind}>{stand.words}</StateTile>}
              more={t.standing(lineCount, whole(points))}
              label={t.total}
              figure={money(fen)}
            />
            <Dates statement={statement} />
            <Acts statement={statement} at={at} />
          </Section>
          <StatementLines statement={statement} at={at} />
          <div class="choices no-print">
            <Button kind="line" fit href={`/api/v1/statements/${statement.id}/lines.csv`}>
              {t.csv}
            </Button>
            <Button kind="line" fit icon="print" onClick={() => window.print()}>
              {t.print}
            </Button>
          </div>
        </div>
        <div class={statement.disputes.length === 0 ? 'no-disputes' : undefined}>
          <Section title={t.dispute.title}>
            <Disputes statement={statement} at={at} />
            {can.dispute && <RaiseWhole statement={statement} at={at} />}
          </Section>
        </div>
      </div>
      <Signatures />
    </>
  );
}

function Dates({ statement }: { statement: StatementPage }) {
  const { issued, accepted, final } = statement;
  const said = [
    t.facts.issued(monthDay(dayOf(issued))),
    !final && !accepted && t.facts.until(lastDayWords(statement)),
    accepted && t.facts.accepted(monthDay(dayOf(accepted))),
    final && t.facts.final(monthDay(dayOf(final))),
  ];
  return <p class="dim">{said.filter(Boolean).join('，')}</p>;
}

/** The one thing to do now: say that it is right, or pay. */
function Acts({ statement, at }: OfStatement) {
  const { id, can, merchant, fen } = statement;
  const [asking, setAsking] = useState<'accept' | 'finalise'>();
  const act = useAct();
  async function run(which: 'accept' | 'finalise') {
    const param = { id };
    const done = await act.run(() =>
      which === 'accept'
        ? answer(api.statements[':id'].accept.$post({ param, json: {} }))
        : answer(api.staff.statements[':id'].finalise.$post({ param, json: {} })),
    );
    setAsking(undefined);
    if (done) at.changed(t[which].done);
  }
  return (
    <div class="no-print statement-acts">
      {act.refusal && <Told refusal={act.refusal} />}
      {can.accept && !asking && (
        <Button onClick={() => setAsking('accept')}>{t.accept.button}</Button>
      )}
      {can.finalise && !asking && (
        <Button onClick={() => setAsking('finalise')}>{t.finalise.button(money(fen))}</Button>
      )}
      {asking && (
        <Confirm
          question={
            asking === 'accept' ? t.accept.question : t.finalise.question(merchant.name, money(fen))
          }
          text={t[asking].text}
          yes={t[asking].yes}
          no={t[asking].no}
          busy={act.busy}
          onYes={() => void run(asking)}
          onNo={() => setAsking(undefined)}
        />
      )}
    </div>
  );
}

function RaiseWhole({ statement, at }: OfStatement) {
  const [open, setOpen] = useState(false);
  if (statement.disputes.some(({ redemptionId }) => redemptionId === null)) return null;
  return (
    <div class="no-print">
      {open ? (
        <RaiseForm statement={statement} at={at} onKeep={() => setOpen(false)} />
      ) : (
        <Button kind="line" size="small" fit onClick={() => setOpen(true)}>
          {t.dispute.raiseWhole}
        </Button>
      )}
    </div>
  );
}

/** On paper only: two names, two seals. */
function Signatures() {
  const words = t.printed;
  return (
    <div class="print-only signatures">
      {[words.merchant, words.street].map((who) => (
        <p key={who}>
          {who}：<span class="blank" />
          {words.day}：<span class="blank short" />
        </p>
      ))}
    </div>
  );
}
