import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { map as words } from '../../i18n/zh/map.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { useShown } from '../near/shown.ts';
import { useWanted } from '../near/wanted.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Waiting.tsx';

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
  const view = useView(open);
  const linked = Boolean(shown?.at ?? shown?.place);
  useEffect(() => {
    if (linked || location.hash === '#map') return setOpen(true);
    if (!matchMedia('(min-width: 64em)').matches) return;
    const timer = setTimeout(() => setOpen(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [linked]);
  return (
    <section class="map-pane" id="map" aria-label={words.title}>
      {open && view.Map && wanted && now ? (
        <view.Map
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
            <Button
              kind="act"
              icon="map"
              fit
              busy={open && !view.failed}
              onClick={() => setOpen(true)}
            >
              {words.open}
            </Button>
          )}
          {view.failed && <Fault text={words.fault} onRetry={view.again} />}
        </div>
      )}
    </section>
  );
}

type View = typeof import('./MapView.tsx')['MapView'];

/** Everything that only an open map needs, fetched then. */
function useView(open: boolean): { Map: View | null; failed: boolean; again: () => void } {
  const [view, setView] = useState<{ Map: View } | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!open) return;
    setFailed(false);
    import('./MapView.tsx').then(
      ({ MapView }) => setView({ Map: MapView }),
      () => setFailed(true),
    );
  }, [open, turn]);
  return { Map: view?.Map ?? null, failed, again: () => setTurn((old) => old + 1) };
}
