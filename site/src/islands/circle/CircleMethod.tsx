import type { LifeCircle } from '../../../../worker/features/circle/schema.ts';
import { circle as words } from '../../i18n/zh/circle.ts';
import { edgeOf } from '../../lib/circle.ts';
import { paths } from '../../lib/paths.ts';
import { Section } from '../parts/Section.tsx';

/** The formula, and one row of this very page worked through, so that anybody can do the others. */
export function CircleMethod({ circle }: { circle: LifeCircle }) {
  const { method, reach, requirements } = circle;
  const reached = reach.map((one) => edgeOf(one.metres)).join(words.method.join);
  const sample = requirements.flatMap(({ places }) => places)[0];
  const rate = method.speedMPerS;
  return (
    <Section id="method" title={words.method.title}>
      <p>
        {method.by === 'network' && method.network
          ? words.method.network(method.network.name)
          : words.method.straight_line}
        {words.method.minutes(String(rate))}
      </p>
      {sample?.by === 'straight_line' && (
        <p>
          {words.method.example(
            sample.name,
            String(sample.straightMetres),
            (sample.straightMetres * method.detourFactor).toFixed(1),
            String(sample.metres),
            (sample.metres / rate / 60).toFixed(2),
            sample.minutes,
          )}
        </p>
      )}
      <p>{words.method.tiers(reached)}</p>
      <p>{words.method.levels}</p>
      <p>
        <a class="link" href={paths.coverage}>
          {words.method.planners}
        </a>
      </p>
    </Section>
  );
}
