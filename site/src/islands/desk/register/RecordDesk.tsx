import { useEffect, useState } from 'preact/hooks';
import type { FacilityRecord, UpkeepQueue } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { paths } from '../../../lib/paths.ts';
import { staffPaths } from '../../../lib/staff-paths.ts';
import { Button } from '../../parts/Button.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Section } from '../../parts/Section.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import { BannerList } from './Banners.tsx';
import { Changes } from './Changes.tsx';
import { ConditionForm } from './ConditionForm.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import { ConfirmRecord } from './ConfirmRecord.tsx';
import { DatedHours } from './DatedHours.tsx';
import { MergeRecord } from './MergeRecord.tsx';
import { Numbers } from './Numbers.tsx';
import { RecordForm } from './RecordForm.tsx';
import { ReportRow } from './ReportRow.tsx';
import type { AtRegister } from './register.ts';

interface Props {
  desk: AtRegister;
  queue: UpkeepQueue;
  id: string;
}

/** One place: what is said to be wrong, what is registered, how it stands, what was changed. */
export function RecordDesk({ desk, queue, id }: Props) {
  const asked = useDesk(`record ${id}`, desk.turn, () =>
    answer(api.staff.facilities[':id'].record.$get({ param: { id } })),
  );
  const [unsaved, setUnsaved] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => {
      event.preventDefault();
      // Chrome before 119 asks only for this.
      event.returnValue = '';
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
  return (
    <>
      <div class="record-head">
        {asked.value && <h2>{asked.value.name}</h2>}
        <a
          href={staffPaths.register}
          onClick={(event) => {
            event.preventDefault();
            if (unsaved) setLeaving(true);
            else desk.open(undefined);
          }}
        >
          {t.record.back}
        </a>
        <a href={`${paths.near}${id}/`}>{t.record.page}</a>
      </div>
      {leaving && unsaved && (
        <Confirm
          question={t.record.leaveAsk}
          text={t.record.leaveText}
          yes={t.record.leave}
          no={t.record.stay}
          onYes={() => desk.open(undefined)}
          onNo={() => setLeaving(false)}
        />
      )}
      <Loaded asked={asked}>
        {(record) => (
          <Parts
            desk={desk}
            queue={queue}
            record={record}
            unsaved={unsaved}
            onUnsaved={setUnsaved}
          />
        )}
      </Loaded>
    </>
  );
}

type PartsProps = Omit<Props, 'id'> & { record: FacilityRecord };
type Unsaved = { unsaved: boolean; onUnsaved: (unsaved: boolean) => void };

function Parts({ desk, queue, record, unsaved, onUnsaved }: PartsProps & Unsaved) {
  const reports = queue.reports.filter(({ facility }) => facility.id === record.id);
  return (
    <div class="columns two register">
      <div>
        {reports.length > 0 && (
          <Section title={t.reports.title}>
            {reports.map((report) => (
              <ReportRow key={report.id} desk={desk} report={report} />
            ))}
          </Section>
        )}
        <Section title={t.record.check}>
          <ConfirmRecord desk={desk} record={record} unsaved={unsaved} />
        </Section>
        <Section title={t.record.form}>
          <RecordForm desk={desk} record={record} onUnsaved={onUnsaved} />
        </Section>
      </div>
      <div>
        <Standing desk={desk} queue={queue} record={record} />
        <Section title={t.dated.title}>
          <DatedHours desk={desk} record={record} />
        </Section>
        <Section title={t.changes.title}>
          <Changes desk={desk} id={record.id} />
        </Section>
        <Section title={t.numbers.title}>
          <Numbers desk={desk} record={record} />
        </Section>
        {record.can.merge && (
          <Section title={t.merge.title}>
            <MergeRecord desk={desk} record={record} />
          </Section>
        )}
      </div>
    </div>
  );
}

/** Its conditions and the banners over its own pages. */
function Standing({ desk, queue, record }: PartsProps) {
  const [adding, setAdding] = useState(false);
  const conditions = queue.conditions.filter(({ facility }) => facility.id === record.id);
  const banners = queue.banners.filter(({ scopeId }) => scopeId === record.id);
  const scopes = [
    {
      kind: 'facility' as const,
      id: record.id,
      label: t.banners.scopes.facility(record.name),
    },
  ];
  return (
    <>
      <Section title={t.conditions.title}>
        {adding && <ConditionForm desk={desk} record={record} onClose={() => setAdding(false)} />}
        {!adding && record.can.setCondition && (
          <>
            <p class="dim">{t.conditions.lead}</p>
            <Button kind="line" fit icon="clock" onClick={() => setAdding(true)}>
              {t.conditions.add}
            </Button>
          </>
        )}
        {conditions.map((one) => (
          <ConditionRow key={one.id} desk={desk} condition={one} />
        ))}
      </Section>
      <Section title={t.banners.title}>
        <BannerList desk={desk} banners={banners} scopes={scopes} add={t.banners.addHere} />
      </Section>
    </>
  );
}
