import { useRef } from 'preact/hooks';
import type { LifeCircle } from '../../../../worker/features/circle/schema.ts';
import { circle as words } from '../../i18n/zh/circle.ts';
import { near as nearWords } from '../../i18n/zh/near.ts';
import { answer, api } from '../../lib/api.ts';
import { edgeOf } from '../../lib/circle.ts';
import { nearOf, type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { NeedsLink } from '../needs/NeedsLink.tsx';
import { PacePicks } from '../PacePicks.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { CircleMethod } from './CircleMethod.tsx';
import { CirclePicture } from './CirclePicture.tsx';
import { CircleRow } from './CircleRow.tsx';

/** What should be near and what is, from the chosen place and at the chosen pace. */
export function CircleList({ built }: { built: Place }) {
  const place = usePlace(built);
  const pace = usePace();
  const ready = useNow() > 0;
  const near = nearOf(place);
  const { value, refusal, again } = useAnswer(ready ? `${near} ${pace}` : '', () =>
    answer(api['life-circle'].$get({ query: { near, pace } })),
  );
  const last = useRef(value);
  if (value) last.current = value;
  if (refusal) {
    const text = refusal.code === 'network' ? words.fault.network : words.fault.server;
    return (
      <div class="pad circle-fault">
        <Fault text={text} onRetry={again} />
      </div>
    );
  }
  if (!last.current) return ready ? <Waiting words={words.loading} /> : null;
  return <Circle circle={last.current} />;
}

function Circle({ circle }: { circle: LifeCircle }) {
  const { requirements, method, reach } = circle;
  const met = requirements.filter((one) => one.met).length;
  return (
    <>
      <section class="circle-head pad">
        <p role="status">
          <b class="n">{met}</b> {words.figure}
          <span class="dim">{words.ofAll(requirements.length)}</span>
        </p>
        <CirclePicture requirements={requirements} reach={reach} />
        <PacePicks />
        <p class="dim">{nearWords.pace.note(String(method.speedMPerS))}</p>
      </section>
      <div class="for-me-row">
        <NeedsLink />
      </div>
      {reach.map((one) => (
        <Tier key={one.tier} circle={circle} tier={one.tier} reachM={one.metres} />
      ))}
      <CircleMethod circle={circle} />
    </>
  );
}

interface TierProps {
  circle: LifeCircle;
  tier: number;
  reachM: number;
}

/** One circle. What is within comes first, by the way; then what is missing. */
function Tier({ circle: { requirements, method }, tier, reachM }: TierProps) {
  const needs = useNeeds();
  const wanted = requirements.filter((one) => one.tier === tier);
  const far = ({ places: [nearest] }: (typeof wanted)[number]) => nearest?.metres ?? 1e9;
  const rows = [...wanted].sort((a, b) => Number(b.met) - Number(a.met) || far(a) - far(b));
  return (
    <Section
      id={`tier-${tier}`}
      title={words.tier(tier)}
      end={
        <span class="tier-end">
          <svg class="tier-line" viewBox="0 0 48 8" aria-hidden="true">
            <path class={`ring tier-${tier}`} d="M2 4h44" />
          </svg>
          {words.tierMetres(edgeOf(reachM))}{' '}
          {words.some(wanted.filter((one) => one.met).length, wanted.length)}
        </span>
      }
    >
      <ul class="ways circle-ways">
        {rows.map((one) => (
          <CircleRow
            key={one.id}
            requirement={one}
            reachM={reachM}
            needs={needs}
            tellMethod={method.by === 'network'}
          />
        ))}
      </ul>
    </Section>
  );
}
