import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { map as words } from '../../i18n/zh/map.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { useShown } from '../near/shown.ts';
import { useWanted } from '../near/wanted.ts';
import { Button } from '../parts/Button.tsx';
import { MapView } from './MapView.tsx';

/** The list is there by then; a map that nobody asked for waits for it. */
const LATER_MS = 1200;

interface MapPaneProps {
  built: Place;
  letters: Readonly<Record<string, string>>;
  /** The still picture of the district, which stands until the map is opened. */
  children?: ComponentChildren;
}

/**
 * The map on 身边. On a phone its script is fetched when somebody opens it, or follows a link to a view of it; on a wide
 * screen, where there is room, soon after the list.
 */
export function MapPane({ built, letters, children }: MapPaneProps) {
  const wanted = useWanted();
  const shown = useShown();
  const place = usePlace(built);
  const pace = usePace();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const linked = Boolean(shown?.at ?? shown?.place);
  useEffect(() => {
    if (linked) return setOpen(true);
    if (!matchMedia('(min-width: 64em)').matches) return;
    const timer = setTimeout(() => setOpen(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [linked]);
  return (
    <section class="map-pane" aria-label={words.title}>
      {open && wanted && now ? (
        <MapView
          wanted={wanted}
          place={place}
          pace={pace}
          now={now}
          chosen={shown?.place}
          letters={letters}
        />
      ) : (
        <div class="map-still">
          {children}
          {wanted && (
            <Button kind="act" icon="map" fit onClick={() => setOpen(true)}>
              {words.open}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
