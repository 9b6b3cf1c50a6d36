import { useEffect, useState } from 'preact/hooks';
import { map as words } from '../../i18n/zh/map.ts';
import { searchOf } from '../../lib/near-query.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { useShown } from '../near/shown.ts';
import { useWanted } from '../near/wanted.ts';
import { Icon } from '../parts/Icon.tsx';
import { MapView } from './MapView.tsx';

interface EmbeddedMapProps {
  letters: Readonly<Record<string, string>>;
}

/** The map on somebody else's page: whoever looks is nobody we know, so it reckons from nowhere. */
export function EmbeddedMap({ letters }: EmbeddedMapProps) {
  const wanted = useWanted();
  const shown = useShown();
  const now = useNow();
  const [full, setFull] = useState<string>(paths.near);
  useEffect(() => {
    if (wanted) setFull(paths.near + searchOf(wanted));
  }, [wanted]);
  return (
    <>
      <p class="sign embed-head">
        <b>{words.embed.frameTitle(tenant.subdistrict)}</b>
        <a href={full} target="_blank" rel="noopener">
          {words.embed.full}
          <Icon name="chevron" />
        </a>
      </p>
      <section class="map-pane" aria-label={words.title}>
        {wanted && now > 0 && (
          <MapView
            wanted={wanted}
            place={null}
            pace="ordinary"
            now={now}
            chosen={shown?.place}
            letters={letters}
            target="_blank"
          />
        )}
      </section>
    </>
  );
}
