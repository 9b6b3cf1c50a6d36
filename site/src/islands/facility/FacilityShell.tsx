import { useEffect, useState } from 'preact/hooks';
import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { facility as words } from '../../i18n/zh/facility.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { Detour } from '../parts/Detour.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useDock } from '../useDock.ts';
import { useFacility } from './live.ts';

/** The page of a place that was not in the register when the site was built, whichever its address names. */
export function FacilityShell() {
  const now = useNow();
  const [id, setId] = useState<string>();
  useEffect(() => setId(idIn(location.pathname)), []);
  const { value, refusal, again } = useFacility(id ?? '', now);
  const state = useDrawn(value);
  useDock(state === 'drawn');
  if (state === 'drawn') return null;
  const isMissing = id === '' || refusal?.code === 'facility.notFound';
  if (isMissing) return <NotFound />;
  if (!refusal && state !== 'failed') return <Waiting words={words.one.loading} rows={4} />;
  return <Fault text={faultWords(refusal?.code ?? 'network').text} onRetry={again} />;
}

/** Empty where the path names no place. */
function idIn(path: string): string {
  const id = /^\/facilities\/([a-z0-9][a-z0-9_-]{0,63})\/$/.exec(path)?.[1] ?? '';
  return id === 'one' ? '' : id;
}

/** Draws the place into the slots of the page, which are hidden until then. From there on the page keeps itself. */
function useDrawn(value: Facility | undefined): 'waiting' | 'drawn' | 'failed' {
  const [state, setState] = useState<'waiting' | 'drawn' | 'failed'>('waiting');
  useEffect(() => {
    if (!value || state === 'drawn') return;
    import('./record/draw.tsx')
      .then(({ drawRecord }) => drawRecord(value))
      .then(
        () => {
          for (const hidden of Array.from(document.querySelectorAll<HTMLElement>('.record'))) {
            hidden.hidden = false;
          }
          setState('drawn');
        },
        () => setState('failed'),
      );
  }, [value, state]);
  return state;
}

function NotFound() {
  return (
    <Detour
      title={words.one.notFound}
      text={words.one.notFoundText}
      roads={[
        { href: paths.near, icon: 'map', title: words.one.toNear, unit: '' },
        { href: paths.help, icon: 'phone', title: words.one.toHelp, place: tenant.phone.shown },
      ]}
    />
  );
}
