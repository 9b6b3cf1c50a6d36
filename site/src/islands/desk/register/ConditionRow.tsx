import type { StaffCondition } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { upkeep } from '../../../i18n/zh/upkeep.ts';
import { answer, api } from '../../../lib/api.ts';
import type { StateKind } from '../../parts/StateTile.tsx';
import { periodWords } from '../words.ts';
import { LiftedRow } from './LiftedRow.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.conditions;
const TILES: Record<StaffCondition['effect'], StateKind> = {
  closed: 'shut',
  limited: 'soon',
  note: 'open',
};

interface Props {
  desk: AtRegister;
  condition: StaffCondition;
  /** Among those of other places: says whose it is. */
  named?: boolean;
}

/** How a place stands for a while; and taking it back. */
export function ConditionRow({ desk, condition, named }: Props) {
  const { id, facility, effect, scene, text, from, until, state, can } = condition;
  const said = scene ? upkeep.inside(scene.name, text) : text;
  return (
    <LiftedRow
      id={id}
      tile={TILES[effect]}
      title={t.effects[effect]}
      text={named ? `${facility.name}：${said}` : said}
      note={`${staffRegister.states[state]}，${periodWords(from, until, desk.now)}`}
      canLift={can.lift}
      lift={{ press: t.lift, label: t.liftLabel(text), ask: t.liftAsk(text), text: t.liftText }}
      onLift={(reason) =>
        answer(api.staff.conditions[':id'].lift.$post({ param: { id }, json: { reason } }))
      }
      onLifted={() => desk.changed(staffRegister.said.conditionLifted(facility.name))}
    />
  );
}
