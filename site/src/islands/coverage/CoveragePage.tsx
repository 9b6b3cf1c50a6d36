import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Notice } from '../parts/Notice.tsx';
import { CoverageLayer } from './CoverageLayer.tsx';
import { CoverageMap } from './CoverageMap.tsx';
import { CoverageMethod } from './CoverageMethod.tsx';
import { CoverageTable } from './CoverageTable.tsx';
import { FloorArea } from './FloorArea.tsx';
import { Gaps } from './Gaps.tsx';
import { Shares } from './Shares.tsx';
import { Summary } from './Summary.tsx';

interface CoveragePageProps {
  built: Coverage;
  /** The letter on the sign of each zone, by its id. */
  letters: Readonly<Record<string, string>>;
}

/** All of the page: as the site was built with it at first, and as the register stands now right after. */
export function CoveragePage({ built, letters }: CoveragePageProps) {
  const ready = useNow() > 0;
  const { value, refusal } = useAnswer(ready ? 'coverage' : '', () => answer(api.coverage.$get()));
  const coverage = value ?? built;
  return (
    <>
      {refusal && !value && (
        <div class="pad coverage-stale">
          <Notice role="status">{words.stale}</Notice>
        </div>
      )}
      <Summary coverage={coverage} />
      <Gaps coverage={coverage} />
      <Shares coverage={coverage} />
      <CoverageMap coverage={coverage} />
      <CoverageLayer coverage={coverage} letters={letters} />
      <CoverageTable coverage={coverage} />
      <FloorArea coverage={coverage} />
      <CoverageMethod coverage={coverage} />
    </>
  );
}
