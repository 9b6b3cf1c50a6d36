import { useEffect, useRef, useState } from 'preact/hooks';
import type { Position } from '../../../../worker/features/directory/rules/walk.ts';
import { merchants } from '../../i18n/zh/merchants.ts';
import { place as places } from '../../i18n/zh/place.ts';
import { metres } from '../../lib/format.ts';
import type { Place } from '../../lib/home.ts';
import { type Located, locate } from '../../lib/locate.ts';
import type { ZoneLetters } from '../map/ground.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import type { DoorMap } from './doorMap.ts';

const t = merchants.door;

interface Props {
  start: Position;
  /** Where the door is; nothing while nobody has said so. */
  chosen: Position | undefined;
  letters: ZoneLetters;
  estates: readonly Place[];
  error?: string;
  onChoose: (position: Position) => void;
}

/** A cross over the map, and “I am there”: where the door of a shop is. */
export function DoorPick({ start, chosen, letters, estates, error, onChoose }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<DoorMap>();
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  const [located, setLocated] = useState<Located | 'asking'>();
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    let wanted = true;
    setFailed(false);
    import('./doorMap.ts')
      .then(({ drawDoor }) => {
        if (!holder.current || !wanted) return undefined;
        const options = { start: chosen ?? start, isThere: chosen !== undefined, letters };
        return drawDoor(holder.current, options, (at) => choose.current(at));
      })
      .then(
        (drawn) => {
          if (wanted) map.current = drawn;
          else drawn?.remove();
        },
        () => wanted && setFailed(true),
      );
    return () => {
      wanted = false;
      map.current?.remove();
      map.current = undefined;
    };
  }, [turn]);

  async function here() {
    setLocated('asking');
    const found = await locate(estates);
    setLocated(found);
    if (found.kind !== 'found') return;
    map.current?.lookAt(found.here);
    onChoose({ lng: found.here.lng, lat: found.here.lat });
  }
  const isMissing = located !== undefined && located !== 'asking' && located.kind !== 'found';
  return (
    <fieldset class={error ? 'group door-pick wrong' : 'group door-pick'}>
      <legend>{t.label}</legend>
      <p class="dim" id="door-help">
        {t.help}
      </p>
      <Button
        kind="line"
        size="small"
        fit
        icon="place"
        busy={located === 'asking'}
        onClick={() => void here()}
      >
        {t.here}
      </Button>
      {isMissing && (
        <Notice tone="warm" role="status">
          {located.kind === 'far' ? places.locatedFar(metres(located.farM)) : places[located.kind]}
        </Notice>
      )}
      {failed ? (
        <Notice tone="warm" role="alert">
          {t.failed}{' '}
          <Button kind="line" size="small" fit onClick={() => setTurn(turn + 1)}>
            {t.retry}
          </Button>
        </Notice>
      ) : (
        <div class="door-frame">
          <div
            class="door-map"
            ref={holder}
            role="application"
            aria-label={t.map}
            aria-describedby="door-help"
          />
          <span class="door-cross" aria-hidden="true" />
          <div class="door-zoom">
            <button type="button" aria-label={t.zoomIn} onClick={() => map.current?.zoomBy(1)}>
              +
            </button>
            <button type="button" aria-label={t.zoomOut} onClick={() => map.current?.zoomBy(-1)}>
              −
            </button>
          </div>
        </div>
      )}
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <p role="status" class="dim">
        {chosen && t.set}
      </p>
    </fieldset>
  );
}
