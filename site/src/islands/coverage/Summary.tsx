import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { percentOf, requirementName, shareOf } from '../../lib/coverage.ts';
import { Section } from '../parts/Section.tsx';

/** So many estates are named in the first sentence. */
const NAMED = 3;

/** The page in four sentences. */
export function Summary({
  coverage: { estates, requirements, floorArea },
}: {
  coverage: Coverage;
}) {
  const worst = estates.filter(({ missed }) => missed > 0).slice(0, NAMED);
  const byShare = [...requirements].sort((a, b) => shareOf(b) - shareOf(a));
  const [best, least] = [byShare[0], byShare[byShare.length - 1]];
  const share = (one: typeof best) => words.percent(percentOf(one ? shareOf(one) : 0));
  const m2 = floorArea.subdistrict.m2PerHundredHouseholds;
  return (
    <Section title={words.summary.title} id="summary">
      <ul class="points">
        <li>
          <b>
            {worst.length > 0
              ? words.summary.worst(worst.map(({ name }) => name).join(words.join))
              : words.summary.none}
          </b>
        </li>
        {best && <li>{words.summary.best(requirementName(best), share(best))}</li>}
        {least && <li>{words.summary.least(requirementName(least), share(least))}</li>}
        {m2 !== null && <li>{words.summary.floor(m2.toFixed(2))}</li>}
      </ul>
    </Section>
  );
}
