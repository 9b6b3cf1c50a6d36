import { useEffect, useRef } from 'preact/hooks';
import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { banners as told } from '../../i18n/zh/banners.ts';
import { upkeep as words } from '../../i18n/zh/upkeep.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { timeFrom } from '../../lib/opening.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { BannerList } from '../Banners.tsx';
import { Notice } from '../parts/Notice.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { useFacility } from './live.ts';

interface FacilityTruthProps {
  id: string;
  /** Of the record that the page was built from. */
  revision: number;
}

/**
 * What stands over the page of a place for now: banners, how it stands until when, and that nobody has checked it for long.
 * A page of a place that was merged gives way to the other's; one that was built from an older record draws itself anew.
 */
export function FacilityTruth({ id, revision }: FacilityTruthProps) {
  const now = useNow();
  const { value } = useFacility(id, now);
  useNewer(value, revision);
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
      <BannerList items={banners} now={now} />
      {conditions.map(({ id: key, scene, text, until }) => (
        <Notice key={key} tone="warm" role="status">
          <p>{told.until(scene ? words.inside(scene.name, text) : text, timeFrom(until, now))}</p>
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

/** Draws the page anew when the record is newer than what it shows; not while somebody is writing in it. */
function useNewer(value: Facility | undefined, revision: number): void {
  const shown = useRef(revision);
  useEffect(() => {
    if (!value || value.revision <= shown.current || document.activeElement?.closest('form'))
      return;
    shown.current = value.revision;
    import('./record/draw.tsx').then(
      ({ drawRecord }) => drawRecord(value),
      () => {
        shown.current = revision;
      },
    );
  }, [value, revision]);
}
