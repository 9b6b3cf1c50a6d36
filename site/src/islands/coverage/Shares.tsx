import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { percentOf, requirementName, shareOf } from '../../lib/coverage.ts';
import { metres, whole } from '../../lib/format.ts';
import { Section } from '../parts/Section.tsx';
import { Bar } from './Bar.tsx';

const TIERS = [
  [5, 300],
  [10, 500],
  [15, 1000],
] as const;

/** Of each requirement, how many households have it within its circle. */
export function Shares({ coverage: { requirements } }: { coverage: Coverage }) {
  return (
    <Section title={words.shares.title} id="shares">
      <p class="dim">{words.shares.note}</p>
      {TIERS.map(([minutes, reachM]) => (
        <div key={minutes}>
          <h3 class="bars-head">{words.shares.tier(minutes, metres(reachM))}</h3>
          <ul class="bars">
            {requirements
              .filter(({ tier }) => tier === minutes)
              .map((one) => (
                <li key={one.id}>
                  <span class="what">{requirementName(one)}</span>
                  <Bar part={shareOf(one)} whole />
                  <b class="n">{words.percent(percentOf(shareOf(one)))}</b>
                  <small class="dim">
                    {words.shares.of(whole(one.householdsMet), whole(one.households))}
                  </small>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
