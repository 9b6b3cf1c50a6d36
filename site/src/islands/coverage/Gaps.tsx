import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { type CoveredEstate, missingIn } from '../../lib/coverage.ts';
import { whole } from '../../lib/format.ts';
import { Section } from '../parts/Section.tsx';

const SHOWN = 10;

/** So many say at once what they miss; the others at a press. */
const OPENED = 3;

/** Who is served worst: households × what they miss. */
export function Gaps({ coverage }: { coverage: Coverage }) {
  const ranked = coverage.estates.filter(({ missed }) => missed > 0);
  const rest = ranked.slice(SHOWN);
  return (
    <Section title={words.gaps.title} id="gaps">
      <p class="dim">{words.gaps.rule(coverage.rankingVersion)}</p>
      <ol class="gaps">
        {ranked.slice(0, SHOWN).map((estate, index) => (
          <Gap key={estate.id} estate={estate} rank={index + 1} coverage={coverage} />
        ))}
      </ol>
      {rest.length > 0 && (
        <details class="fold">
          <summary>{words.gaps.rest(rest.length)}</summary>
          <ol class="gaps" start={SHOWN + 1}>
            {rest.map((estate, index) => (
              <Gap key={estate.id} estate={estate} rank={SHOWN + index + 1} coverage={coverage} />
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

interface GapProps {
  estate: CoveredEstate;
  rank: number;
  coverage: Coverage;
}

function Gap({ estate, rank, coverage }: GapProps) {
  const { name, households, missed, gap } = estate;
  const communities = coverage.floorArea.communities;
  const community = communities.find(({ id }) => id === estate.communityId);
  return (
    <li>
      <span class="n rank" aria-hidden="true">
        {rank}
      </span>
      <div>
        <b>{name}</b> <span class="dim">{community?.name}</span>
        <p>{words.gaps.what(whole(households), missed, whole(gap))}</p>
        <details class="fold" open={rank <= OPENED}>
          <summary>{words.gaps.which(missed)}</summary>
          <dl class="missing">
            {missingIn(estate, coverage.requirements).map(({ tier, names }) => (
              <div key={tier}>
                <dt>{words.gaps.missing(tier, names.length)}</dt>
                <dd>{names.join(words.join)}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </li>
  );
}
