import { useState } from 'preact/hooks';
import { map } from '../../i18n/zh/map.ts';
import { copyText } from '../../lib/copy.ts';
import { nearOf, type Place, usePace, usePlace } from '../../lib/home.ts';
import { searchOf, type Wanted } from '../../lib/near-query.ts';
import { useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { useWanted } from '../near/wanted.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';

const words = map.take;

interface TakeAwayProps {
  built: Place;
}

/** What is listed, to take along: as a link, on paper, as files, on another page. */
export function TakeAway({ built }: TakeAwayProps) {
  const wanted = useWanted();
  const place = usePlace(built);
  const pace = usePace();
  const needs = useNeeds();
  const [said, say] = useState('');
  if (!wanted) return null;
  // Needs stand in no address but that of a file which they make shorter.
  const { fit, ...asked } = wanted;
  const isFit = fit === 'only' && needs.length > 0;
  const listed = new URLSearchParams({
    ...(asked as Record<string, string>),
    ...(isFit && { fit, needs: needs.join(',') }),
    near: nearOf(place),
    pace,
  });
  return (
    <Section title={words.title} id="take">
      <p class="dim">{words.note}</p>
      <div class="pair">
        <Button kind="line" icon="message" onClick={() => share().then(say)}>
          {words.share}
        </Button>
        <Button kind="line" icon="print" href={`${paths.print}${searchOf(wanted)}`}>
          {words.print}
        </Button>
        <Button kind="line" icon="doc" href={`/api/v1/facilities.csv?${listed}`}>
          {words.csv}
        </Button>
        <Button kind="line" icon="map" href={`/api/v1/facilities.geojson?${listed}`}>
          {words.geojson}
        </Button>
        <Button kind="line" icon="scan" href={`${paths.embed}${embedSearch(wanted)}`}>
          {words.embed}
        </Button>
      </div>
      <p role="status">{said}</p>
    </Section>
  );
}

/** Through the phone's own sheet where there is one, else the address is copied. Answers what to say. */
async function share(): Promise<string> {
  const { href } = location;
  if (navigator.share) {
    try {
      await navigator.share({ title: words.shareTitle(tenant.subdistrict), url: href });
      return '';
    } catch (error) {
      if ((error as Error).name === 'AbortError') return '';
    }
  }
  return (await copyText(href)) ? words.shared : words.shareFailed;
}

/** A page elsewhere shows kinds and areas; how far it is from somebody's home is no matter of its. */
function embedSearch({ level, category, verb, zone, community }: Wanted): string {
  return searchOf({ level, category, verb, zone, community });
}
