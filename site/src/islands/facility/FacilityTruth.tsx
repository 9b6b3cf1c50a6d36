import { useEffect } from 'preact/hooks';
import { upkeep as words } from '../../i18n/zh/upkeep.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { timeFrom } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Notice } from '../parts/Notice.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { useFacility } from './live.ts';

interface FacilityTruthProps {
  id: string;
}

/**
 * What stands over the page of a place for now: banners, how it stands until when, and that nobody has checked it for long.
 * A page of a place that was merged gives way to the other's.
 */
export function FacilityTruth({ id }: FacilityTruthProps) {
  const now = useNow();
  const { value } = useFacility(id, now);
  const { value: over } = useAnswer(now ? id : '', () =>
    answer(api.banners.$get({ query: { facility: id } })),
  );
  const movedTo = value && value.id !== id ? value.id : undefined;
  useEffect(() => {
    if (movedTo) window.location.replace(`${paths.near}${movedTo}/`);
  }, [movedTo]);
  const banners = over?.items ?? [];
  const conditions = value?.conditions ?? [];
  const isStale = value?.stale ?? false;
  if (banners.length + conditions.length === 0 && !isStale) return null;
  return (
    <div class="changes pad">
      {banners.map(({ id: key, tone, text, until }) => (
        <Notice key={key} tone={tone} role="status">
          <p>{words.until(text, timeFrom(until, now))}</p>
        </Notice>
      ))}
      {conditions.map(({ id: key, scene, text, until }) => (
        <Notice key={key} tone="warm" role="status">
          <p>{words.until(scene ? words.inside(scene.name, text) : text, timeFrom(until, now))}</p>
        </Notice>
      ))}
      {value && isStale && (
        <Notice>
          <StateTile kind="ask">
            {value.check.state === 'never' ? words.never : words.stale(value.check.overdueDays)}
          </StateTile>
        </Notice>
      )}
    </div>
  );
}
