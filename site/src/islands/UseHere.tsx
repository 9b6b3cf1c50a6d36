import { useState } from 'preact/hooks';
import { straightMetres } from '../../../worker/features/directory/rules/walk.ts';
import { place as words } from '../i18n/zh/place.ts';
import { metres } from '../lib/format.ts';
import { type Place, standHere } from '../lib/home.ts';
import { Button } from './parts/Button.tsx';
import { Notice } from './parts/Notice.tsx';

const WAIT_MS = 15_000;
/** Beyond this from every estate nobody walks here. */
const TOO_FAR_M = 5_000;

interface UseHereProps {
  /** Where every estate lies: the nearest one names the spot. */
  estates: readonly Place[];
  onDone: () => void;
}

type Step =
  | { kind: 'idle' | 'asking' }
  | { kind: 'refused'; text: string }
  | { kind: 'found'; here: Place; farM: number };

/** Asks the phone where it is, only on a press, and tells how exact the answer is before it is used. */
export function UseHere({ estates, onDone }: UseHereProps) {
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  async function locate() {
    setStep({ kind: 'asking' });
    setStep(await found(estates).catch(refused));
  }
  function use(here: Place) {
    standHere(here, Date.now());
    onDone();
  }
  return (
    <>
      <Button kind="line" icon="place" busy={step.kind === 'asking'} onClick={locate}>
        {words.locate}
      </Button>
      <div aria-live="polite">
        {step.kind === 'idle' && <p class="dim locate-note">{words.locateNote}</p>}
        {step.kind === 'asking' && <p class="dim locate-note">{words.locating}</p>}
        {step.kind === 'refused' && <Notice tone="warm">{step.text}</Notice>}
        {step.kind === 'found' && (
          <Notice>
            {step.farM > TOO_FAR_M ? (
              <p>{words.locatedFar(metres(step.farM))}</p>
            ) : (
              <>
                <p>{words.located(step.here.name, metres(step.here.accuracyM ?? 0))}</p>
                <Button onClick={() => use(step.here)}>{words.useHere}</Button>
              </>
            )}
          </Notice>
        )}
      </div>
    </>
  );
}

async function found(estates: readonly Place[]): Promise<Step> {
  const { coords } = await currentPosition();
  // Browsers answer WGS-84; half a kilometre away from the same point in GCJ-02.
  const { default: gcoord } = await import('gcoord');
  const [lng, lat] = gcoord.transform(
    [coords.longitude, coords.latitude],
    gcoord.WGS84,
    gcoord.GCJ02,
  );
  const at = { lng, lat };
  const [nearest] = [...estates].sort((a, b) => straightMetres(at, a) - straightMetres(at, b));
  if (!nearest) throw new Error('no estates');
  const here = { ...nearest, ...at, accuracyM: Math.round(coords.accuracy) };
  return { kind: 'found', here, farM: straightMetres(at, nearest) };
}

function currentPosition(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error('no geolocation'));
    navigator.geolocation.getCurrentPosition(resolve, reject, {
      enableHighAccuracy: true,
      timeout: WAIT_MS,
      maximumAge: 60_000,
    });
  });
}

function refused(error: unknown): Step {
  const code = (error as Partial<GeolocationPositionError>).code;
  if (code === 1) return { kind: 'refused', text: words.denied };
  return { kind: 'refused', text: code === 3 ? words.slow : words.unavailable };
}
