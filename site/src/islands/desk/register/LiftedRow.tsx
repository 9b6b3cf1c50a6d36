import { useState } from 'preact/hooks';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { Button } from '../../parts/Button.tsx';
import { type StateKind, StateTile } from '../../parts/StateTile.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { useAct } from '../useAct.ts';

const t = staffRegister.lift;

interface Props {
  id: string;
  tile: StateKind;
  title: string;
  text: string;
  note: string;
  canLift: boolean;
  lift: { press: string; label: string; ask: string; text: string };
  onLift: (reason: string) => Promise<unknown>;
  onLifted: () => void;
}

/** Something that holds for a while, and taking it back with a reason. */
export function LiftedRow(props: Props) {
  const { id, tile, title, text, note, canLift, lift, onLift, onLifted } = props;
  const [lifting, setLifting] = useState(false);
  const act = useAct();
  async function take(reason: string) {
    if (await act.run(() => onLift(reason))) onLifted();
  }
  return (
    <div class="job closure">
      <div class="what">
        <StateTile kind={tile}>{title}</StateTile>
        <p>{text}</p>
        <p class="dim">{note}</p>
      </div>
      {canLift && !lifting && (
        <Button kind="line" size="small" fit label={lift.label} onClick={() => setLifting(true)}>
          {lift.press}
        </Button>
      )}
      {lifting && (
        <ReasonForm
          id={`lift-${id}`}
          question={lift.ask}
          text={lift.text}
          label={t.reason}
          need={t.need}
          yes={t.yes}
          no={t.no}
          act={act}
          onYes={take}
          onNo={() => setLifting(false)}
        />
      )}
    </div>
  );
}
