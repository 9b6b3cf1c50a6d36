import { useState } from 'preact/hooks';
import { printHours } from '../../../../../worker/features/directory/rules/hoursText.ts';
import type {
  DatedHours as Dated,
  FacilityRecord,
} from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { dateLong } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import { DatedHoursForm } from './DatedHoursForm.tsx';
import { LiftedRow } from './LiftedRow.tsx';
import type { AtRegister } from './register.ts';

const t = staffRegister.dated;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
}

/** The hours of single days: holidays, stocktaking, an odd week. */
export function DatedHours({ desk, record }: Props) {
  const [adding, setAdding] = useState(false);
  const asked = useDesk(`dated ${record.id}`, desk.turn, () =>
    answer(api.staff.facilities[':id']['dated-hours'].$get({ param: { id: record.id } })),
  );
  return (
    <>
      {adding && <DatedHoursForm desk={desk} record={record} onClose={() => setAdding(false)} />}
      {!adding && record.can.edit && (
        <>
          <p class="dim">{t.lead}</p>
          <Button kind="line" fit icon="clock" onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        </>
      )}
      <Loaded asked={asked} rows={1}>
        {({ items }) => (
          <>
            {items.map((dated) => (
              <DatedRow key={dated.id} desk={desk} record={record} dated={dated} />
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

function DatedRow({ desk, record, dated }: Props & { dated: Dated }) {
  const { id, scene, fromOn, untilOn, spans, reason } = dated;
  const [from, until] = [dateLong(fromOn, desk.now), dateLong(untilOn, desk.now)];
  const days = fromOn === untilOn ? from : t.days(from, until);
  return (
    <LiftedRow
      id={id}
      tile={spans.length === 0 ? 'shut' : 'soon'}
      title={spans.length === 0 ? t.kinds.shut : t.kinds.hours}
      text={scene ? `${scene.name}：${days}` : days}
      note={spans.length === 0 ? reason : t.says(printHours([{ spans }]), reason)}
      canLift={record.can.edit}
      lift={{ press: t.lift, label: t.liftLabel(days), ask: t.liftAsk(days), text: t.liftText }}
      onLift={(why) =>
        answer(
          api.staff['dated-hours'][':id'].withdraw.$post({ param: { id }, json: { reason: why } }),
        )
      }
      onLifted={() => desk.changed(staffRegister.said.datedLifted(record.name))}
    />
  );
}
