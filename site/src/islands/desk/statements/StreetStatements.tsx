import { STATEMENT_STATES } from '../../../../../worker/features/settlement/rules.ts';
import { staffStatements as t } from '../../../i18n/zh/staffStatements.ts';
import { answer, api } from '../../../lib/api.ts';
import { dayOf } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { SelectField } from '../../parts/Field.tsx';
import { More } from '../../parts/More.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { useDeskPages } from '../useDesk.ts';
import { BudgetSection } from './BudgetSection.tsx';
import type { AtStatements } from './StatementsPage.tsx';
import { StatementTable } from './StatementTable.tsx';
import { monthsBack, monthWords } from './words.ts';

const MONTHS = 24;
const FILTERS = ['all', 'issued', 'disputed', 'final'] as const;

interface Props {
  at: AtStatements;
  /** Sets ceilings and issues. */
  pays: boolean;
  onLeave: () => void;
}

/** A month of the street: its ceiling, and whom it owes what. */
export function StreetStatements({ at, pays, onLeave }: Props) {
  const { address, now, turn } = at;
  const months = monthsBack(dayOf(now), MONTHS);
  const asked = address.get('month');
  const month = months.find((one) => one === asked) ?? months[1] ?? '';
  const state = STATEMENT_STATES.find((one) => one === address.get('state'));
  const listed = useDeskPages(`${month} ${state ?? ''}`, turn, (page) =>
    answer(api.staff.statements.$get({ query: { month, ...(state && { state }), ...page } })),
  );
  return (
    <>
      <div class="choices">
        <SelectField
          id="statements-month"
          label={t.month}
          options={months.map((value) => ({ value, label: monthWords(value) }))}
          value={month}
          onChange={(value) => address.set({ month: value })}
        />
        <Picks
          label={t.filter}
          quiet
          options={FILTERS.map((value) => ({ value, label: t.filters[value] }))}
          chosen={state ?? 'all'}
          onChoose={(value) => address.set({ state: value === 'all' ? undefined : value })}
        />
      </div>
      <div class={pays ? 'columns two' : undefined}>
        <Section title={t.list(monthWords(month))}>
          <Loaded asked={listed}>
            {({ items }) => (
              <>
                {items.length === 0 && (
                  <Empty
                    title={state ? t.noneOf : t.none}
                    text={state ? t.noneOfText : t.noneText}
                  />
                )}
                {(items.length > 0 || state) && <MonthFile month={month} />}
                {items.length > 0 && (
                  <StatementTable at={at} items={items} by="merchant" onLeave={onLeave} />
                )}
              </>
            )}
          </Loaded>
          <More pages={listed} words={t.more} fit />
        </Section>
        {pays && (
          <div class="statement-side">
            <Loaded asked={listed} rows={2}>
              {({ budget }) =>
                budget && <BudgetSection key={month} budget={budget} onDone={at.changed} />
              }
            </Loaded>
            <Issuing month={month} isOver={month < (months[0] ?? '')} onDone={at.changed} />
          </div>
        )}
      </div>
    </>
  );
}

/** All of the month for the accountant, whatever is picked above. */
function MonthFile({ month }: { month: string }) {
  return (
    <div class="statements-file">
      <Button kind="line" fit icon="doc" href={`/api/v1/staff/statements.csv?month=${month}`}>
        {t.monthCsv(monthWords(month))}
      </Button>
      <span class="dim">{t.monthCsvHelp}</span>
    </div>
  );
}

interface IssuingProps {
  month: string;
  isOver: boolean;
  onDone: (words: string) => void;
}

/** What wasn't issued by itself: a hundred at a time, until nobody waits. */
function Issuing({ month, isOver, onDone }: IssuingProps) {
  const act = useAct();
  const title = t.issue.button(monthWords(month));
  async function issue() {
    let count = 0;
    const done = await act.run(async () => {
      let left = 1;
      while (left > 0) {
        const made = await answer(api.staff.statements.$post({ json: { month } }));
        count += made.issued;
        left = made.issued > 0 ? made.left : 0;
      }
    });
    if (done) onDone(t.issue.done(count));
  }
  return (
    <Section title={t.issue.title}>
      {isOver ? (
        <>
          <p class="dim">{t.issue.help}</p>
          {act.refusal && <Told refusal={act.refusal} />}
          <Button kind="line" fit busy={act.busy} onClick={() => void issue()}>
            {title}
          </Button>
        </>
      ) : (
        <Notice>{t.issue.notYet(monthWords(month))}</Notice>
      )}
    </Section>
  );
}
