import { useState } from 'preact/hooks';
import type { Closure } from '../../../../worker/features/venues/schema.ts';
import { staff } from '../../i18n/zh/staff.ts';
import { answer, api } from '../../lib/api.ts';
import { Button } from '../parts/Button.tsx';
import { type StateKind, StateTile } from '../parts/StateTile.tsx';
import { ReasonForm } from './ReasonForm.tsx';
import { useAct } from './useAct.ts';
import { periodWords } from './words.ts';

const t = staff.closures;
const TILES: Record<Closure['state'], StateKind> = {
  planned: 'wait',
  running: 'shut',
  over: 'done',
  lifted: 'void',
};

interface Props {
  closure: Closure;
  now: number;
  onLifted: (words: string) => void;
}

export function whereOf({ venue }: Pick<Closure, 'venue'>): string {
  return venue?.name ?? staff.today.whole;
}

/** One closure: where, when, why, whom it touched; and taking it back. */
export function ClosureRow({ closure, now, onLifted }: Props) {
  const [lifting, setLifting] = useState(false);
  const act = useAct();
  const { id, start, end, reason, released, state, can } = closure;
  const where = whereOf(closure);
  async function lift(why: string) {
    const done = await act.run(() =>
      answer(api.staff.closures[':id'].lift.$post({ param: { id }, json: { reason: why } })),
    );
    if (!done) return;
    setLifting(false);
    onLifted(t.lifted(where));
  }
  return (
    <div class="job closure">
      <div class="what">
        <StateTile kind={TILES[state]}>
          {where} {periodWords(start, end, now)}
        </StateTile>
        <p class="dim">
          {[t.states[state], reason, released > 0 ? t.released(released) : '']
            .filter(Boolean)
            .join('，')}
        </p>
      </div>
      {can.lift && !lifting && (
        <Button
          kind="line"
          size="small"
          fit
          label={t.liftLabel(where)}
          onClick={() => setLifting(true)}
        >
          {t.lift}
        </Button>
      )}
      {lifting && (
        <ReasonForm
          id={`lift-${id}`}
          question={t.liftAsk(where)}
          text={t.liftText}
          label={t.liftReason}
          need={t.needLiftReason}
          yes={t.liftYes}
          no={t.liftNo}
          act={act}
          onYes={lift}
          onNo={() => setLifting(false)}
        />
      )}
    </div>
  );
}
