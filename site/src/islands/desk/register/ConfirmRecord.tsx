import { useState } from 'preact/hooks';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { dateLong } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { StateTile } from '../../parts/StateTile.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { type AtRegister, CHECK_TILES, checkWords } from './register.ts';

const t = staffRegister.record;

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
  /** Something typed is not saved: one can't confirm what isn't there yet. */
  unsaved: boolean;
}

/** How its check stands, and saying that one has been there and all is right. */
export function ConfirmRecord({ desk, record, unsaved }: Props) {
  const [asking, setAsking] = useState(false);
  const act = useAct();
  const { id, name, revision, check, can } = record;
  async function confirm() {
    const done = await act.run(() =>
      answer(api.staff.facilities[':id'].confirm.$post({ param: { id }, json: { revision } })),
    );
    setAsking(false);
    desk.changed(done ? staffRegister.said.confirmed(name) : '');
  }
  return (
    <>
      <p>
        <StateTile kind={CHECK_TILES[check.state]}>{checkWords(check, desk.now)}</StateTile>
      </p>
      <LastCheck record={record} now={desk.now} />
      {act.refusal && <Told refusal={act.refusal} />}
      {can.confirm && asking && unsaved && <Notice role="alert">{t.unsaved}</Notice>}
      {can.confirm && asking && !unsaved ? (
        <Confirm
          question={t.confirmAsk}
          text={t.confirmText(name)}
          yes={t.confirm}
          no={t.confirmNo}
          busy={act.busy}
          onYes={() => void confirm()}
          onNo={() => setAsking(false)}
        />
      ) : (
        can.confirm && (
          <Button fit icon="check" onClick={() => setAsking(true)}>
            {t.confirm}
          </Button>
        )
      )}
    </>
  );
}

function LastCheck({
  record: { checkedOn, checkedBy },
  now,
}: {
  record: FacilityRecord;
  now: number;
}) {
  if (checkedOn === null) return null;
  const on = dateLong(checkedOn, now);
  return <p class="dim">{checkedBy ? t.checkedBy(on, staff.roles[checkedBy]) : t.checked(on)}</p>;
}
