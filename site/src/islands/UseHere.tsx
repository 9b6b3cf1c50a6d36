import { useState } from 'preact/hooks';
import { place as words } from '../i18n/zh/place.ts';
import { metres } from '../lib/format.ts';
import { type Place, standHere } from '../lib/home.ts';
import { type Located, locate } from '../lib/locate.ts';
import { Button } from './parts/Button.tsx';
import { Notice } from './parts/Notice.tsx';

interface UseHereProps {
  /** Where every estate lies: the nearest one names the spot. */
  estates: readonly Place[];
  onDone: () => void;
}

type Step = { kind: 'idle' | 'asking' } | Located;

/** Asks the phone where it is, only on a press, and tells how exact the answer is before it is used. */
export function UseHere({ estates, onDone }: UseHereProps) {
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  async function ask() {
    setStep({ kind: 'asking' });
    setStep(await locate(estates));
  }
  function use(here: Place) {
    standHere(here, Date.now());
    onDone();
  }
  return (
    <>
      <Button kind="line" icon="place" busy={step.kind === 'asking'} onClick={ask}>
        {words.locate}
      </Button>
      <div aria-live="polite">
        <Answer step={step} onUse={use} />
      </div>
    </>
  );
}

function Answer({ step, onUse }: { step: Step; onUse: (here: Place) => void }) {
  if (step.kind === 'idle') return <p class="dim locate-note">{words.locateNote}</p>;
  if (step.kind === 'asking') return <p class="dim locate-note">{words.locating}</p>;
  if (step.kind === 'far') return <Notice>{words.locatedFar(metres(step.farM))}</Notice>;
  if (step.kind !== 'found') return <Notice tone="warm">{words[step.kind]}</Notice>;
  const { here } = step;
  return (
    <Notice>
      <p>{words.located(here.name, metres(here.accuracyM ?? 0))}</p>
      <Button onClick={() => onUse(here)}>{words.useHere}</Button>
    </Notice>
  );
}
