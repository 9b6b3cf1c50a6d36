import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

/** By what the numbers were made, how to make them again, and the files to do it with. */
export function CoverageMethod({ coverage: { method } }: { coverage: Coverage }) {
  return (
    <Section title={words.method.title} id="method">
      <p>
        {method.network ? words.method.network(method.network.name) : words.method.straight_line}
        {words.method.standard(method.version)}
      </p>
      <ol class="points steps">
        {words.method.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="coverage-files">
        <Button href="/api/v1/coverage.csv">{words.method.csv}</Button>
        <Button kind="line" href="/api/v1/coverage.geojson">
          {words.method.geojson}
        </Button>
        <Button kind="line" href={paths.circle}>
          {words.method.circle}
        </Button>
      </div>
    </Section>
  );
}
