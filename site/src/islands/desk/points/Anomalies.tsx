import {
  type AnomalyKind,
  CLAIM_BURST,
  PAIR,
  SAME_COUNTER,
  VERDICT_BURST,
} from '../../../../../worker/features/oversight/rules/anomalies.ts';
import type { Anomaly } from '../../../../../worker/features/oversight/schema.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { clock, dayOf, monthDay } from '../../../lib/format.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import type { AtPoints } from './PointsPage.tsx';

const t = staffPoints.anomalies;

/** By what somebody knows why it is listed. */
const RULES: Record<AnomalyKind, string> = {
  claimBurst: t.burst(CLAIM_BURST.most, CLAIM_BURST.hours),
  verdictBurst: t.burst(VERDICT_BURST.most, VERDICT_BURST.hours),
  pair: t.often(PAIR.least, PAIR.days),
  mutual: t.once,
  ownCounter: t.once,
  sameCounter: t.often(SAME_COUNTER.least, SAME_COUNTER.days),
  paidAbsence: t.once,
};

/** What stands out, each with its rows and a way to correct them. */
export function Anomalies({ at: { turn } }: { at: AtPoints }) {
  const listed = useDesk('anomalies', turn, () => answer(api.staff.points.anomalies.$get()));
  return (
    <Loaded asked={listed}>
      {({ items }) => (
        <>
          <Section title={t.title}>
            <p class="dim">{t.lead}</p>
            {items.length === 0 && <Empty title={t.none} text={t.noneText} />}
          </Section>
          {items.map(({ kind, rows }) => (
            <Section
              key={`${kind} ${rows.map(({ id }) => id).join(' ')}`}
              title={t.kinds[kind]}
              end={t.rows(rows.length)}
            >
              <p class="dim">{RULES[kind]}</p>
              {rows.map((row) => (
                <Row key={`${row.id} ${row.at}`} row={row} />
              ))}
            </Section>
          ))}
        </>
      )}
    </Loaded>
  );
}

function Row({ row }: { row: Anomaly['rows'][number] }) {
  const when = `${monthDay(dayOf(row.at))} ${clock(row.at)}`;
  return (
    <div class="job line">
      <div class="what">
        <b>{row.what}</b> {staffPoints.points(String(row.points))}
        <p>{t[row.kind](row.of, row.by)}</p>
        <p class="dim">
          {when}，{row.place}
        </p>
      </div>
      {row.cause && (
        <Button
          kind="line"
          size="small"
          fit
          label={t.lookLabel(row.what, when)}
          href={`${staffPaths.points}?view=corrections&cause=${row.cause}`}
        >
          {t.look}
        </Button>
      )}
    </div>
  );
}
