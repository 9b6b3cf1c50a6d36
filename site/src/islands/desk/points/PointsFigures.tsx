import { useState } from 'preact/hooks';
import { MOST_MONTHS, monthsOf } from '../../../../../worker/features/oversight/rules/figures.ts';
import type { Figures } from '../../../../../worker/features/oversight/schema.ts';
import { FLOWS, type Flow } from '../../../../../worker/features/points/rules.ts';
import { points } from '../../../i18n/zh/points.ts';
import { staffPoints } from '../../../i18n/zh/staffPoints.ts';
import { answer, api } from '../../../lib/api.ts';
import { addDays, type Day, whole, yearMonth } from '../../../lib/format.ts';
import { Bar } from '../../coverage/Bar.tsx';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { SelectField } from '../../parts/Field.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Picks } from '../../parts/Picks.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import type { AtPoints } from './PointsPage.tsx';

const t = staffPoints.figures;

/** So many months are shown until somebody chooses others. */
const FIRST_SHOWN = 6;

/** The places with most of it; the others when asked for. */
const PLACES_SHOWN = 15;

const monthWords = (month: string) => yearMonth(`${month}-01`);

/** The months that can be chosen, this one last. */
function monthsUntil(today: Day): string[] {
  const from = addDays(today, -31 * (MOST_MONTHS - 1)).slice(0, 7);
  return monthsOf(from, today.slice(0, 7)).slice(-MOST_MONTHS);
}

export function PointsFigures({ at, isWhole }: { at: AtPoints; isWhole: boolean }) {
  const { address, today, turn } = at;
  const months = monthsUntil(today);
  const chosen = (name: string, otherwise: string) => {
    const month = address.get(name);
    return month && months.includes(month) ? month : otherwise;
  };
  const from = chosen('from', months[months.length - FIRST_SHOWN] ?? today.slice(0, 7));
  const until = chosen('until', today.slice(0, 7));
  const isOrdered = from <= until;
  const query = { from, until };
  const listed = useDesk(isOrdered ? `${from} ${until}` : '', turn, () =>
    answer(api.staff.points.figures.$get({ query })),
  );
  const options = months.map((month) => ({ value: month, label: monthWords(month) }));
  return (
    <>
      <Section title={t.title}>
        <p class="dim">
          {t.lead}
          {!isWhole && t.zoneLead}
        </p>
        <div class="pair wide">
          <SelectField
            id="figures-from"
            label={t.from}
            options={options}
            value={from}
            onChange={(month) => address.set({ from: month })}
          />
          <SelectField
            id="figures-until"
            label={t.until}
            options={options}
            value={until}
            onChange={(month) => address.set({ until: month })}
          />
        </div>
        {!isOrdered && <Notice role="alert">{t.order}</Notice>}
      </Section>
      {isOrdered && (
        <Loaded asked={listed}>
          {(figures) => (
            <>
              <ByMonth figures={figures} />
              <div class="columns two">
                <ByRule figures={figures} />
                <ByPlace figures={figures} />
              </div>
              <p class="figures-file">
                <Button
                  kind="line"
                  fit
                  href={`/api/v1/staff/points/figures.csv?from=${from}&until=${until}`}
                >
                  {t.csv}
                </Button>
              </p>
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

/** A picture of one flow, and beside it the numbers of all four. */
function ByMonth({ figures: { months, total } }: { figures: Figures }) {
  const [flow, setFlow] = useState<Flow>('issued');
  const most = Math.max(...months.map((one) => one[flow]), 1);
  return (
    <div class="columns two">
      <Section title={t.chart(t.flows[flow])}>
        <Picks
          label={t.show}
          quiet
          options={FLOWS.map((value) => ({ value, label: t.flows[value] }))}
          chosen={flow}
          onChoose={(value) => setFlow(value as Flow)}
        />
        <ul class="bars">
          {months.map((one) => (
            <li key={one.month}>
              <span class="what">{monthWords(one.month)}</span>
              <Bar part={Math.max(one[flow], 0) / most} />
              <b class="n">{whole(one[flow])}</b>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t.table}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard. */}
        <section class="table-box" aria-label={t.table} tabIndex={0}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t.month}</th>
                {FLOWS.map((one) => (
                  <th key={one} scope="col" class="number">
                    {t.flows[one]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.map((one) => (
                <tr key={one.month}>
                  <th scope="row">{monthWords(one.month)}</th>
                  <Numbers sums={one} />
                </tr>
              ))}
              <tr class="total">
                <th scope="row">{t.total}</th>
                <Numbers sums={total} />
              </tr>
            </tbody>
          </table>
        </section>
      </Section>
    </div>
  );
}

function Numbers({ sums }: { sums: Record<Flow, number> }) {
  return (
    <>
      {FLOWS.map((flow) => (
        <td key={flow} class="n number">
          {whole(sums[flow])}
        </td>
      ))}
    </>
  );
}

function ByRule({ figures: { rules } }: { figures: Figures }) {
  const most = Math.max(...rules.map((one) => one.points), 1);
  return (
    <Section title={t.rules}>
      {rules.length === 0 && <Empty title={t.rulesNone} text={t.rulesNoneText} />}
      <ul class="bars">
        {rules.map(({ rule, points: issued, times }) => (
          <li key={rule?.id ?? ''}>
            <span class="what">{rule?.name ?? t.noRule}</span>
            <Bar part={Math.max(issued, 0) / most} />
            <b class="n">{whole(issued)}</b>
            <small class="dim">
              {[rule && points.earn.acts[rule.act], t.times(whole(times))]
                .filter(Boolean)
                .join('，')}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ByPlace({ figures: { places } }: { figures: Figures }) {
  const [isLong, setLong] = useState(false);
  if (places.length === 0) {
    return (
      <Section title={t.places}>
        <Empty title={t.placesNone} text={t.rulesNoneText} />
      </Section>
    );
  }
  return (
    <Section title={t.places}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t.place}</th>
            <th scope="col" class="number">
              {t.flows.issued}
            </th>
            <th scope="col" class="number">
              {t.flows.spent}
            </th>
          </tr>
        </thead>
        <tbody>
          {(isLong ? places : places.slice(0, PLACES_SHOWN)).map(({ place, issued, spent }) => (
            <tr key={place ? `${place.kind} ${place.id}` : ''}>
              <th scope="row">{place?.name ?? t.elsewhere}</th>
              <td class="n number">{whole(issued)}</td>
              <td class="n number">{whole(spent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isLong && places.length > PLACES_SHOWN && (
        <Button kind="line" fit onClick={() => setLong(true)}>
          {t.placesAll(places.length)}
        </Button>
      )}
    </Section>
  );
}
