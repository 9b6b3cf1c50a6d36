import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { requirementName } from '../../lib/coverage.ts';
import { count } from '../../lib/format.ts';
import { Section } from '../parts/Section.tsx';

/** Every estate × every requirement. Wider than any screen: it scrolls in a box of its own, headings staying in sight. */
export function CoverageTable({ coverage: { estates, requirements } }: { coverage: Coverage }) {
  return (
    <Section title={words.table.title} id="table">
      <p class="dim">{words.table.note}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard. */}
      <section class="coverage-box" aria-label={words.table.region} tabIndex={0}>
        <table class="coverage-table">
          <thead>
            <tr>
              <th scope="col">{words.table.estate}</th>
              <th scope="col">{words.table.households}</th>
              <th scope="col">{words.table.missed}</th>
              {requirements.map((one) => (
                <th key={one.id} scope="col">
                  {requirementName(one)}
                  <small>{words.table.tier(one.tier)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {estates.map(({ id, name, households, missed, cells }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td class="n">{count(households)}</td>
                <td class="n">{missed}</td>
                {cells.map(({ requirementId, met, nearest }) => (
                  <td key={requirementId} class={met ? 'n' : 'n far'}>
                    {nearest ? nearest.metres : words.table.none}
                    {!met && nearest && <i>{words.table.far}</i>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
