import { useEffect, useState } from 'preact/hooks';
import type { Datum } from '../../../../../worker/features/directory/rules/registerColumns.ts';
import type {
  FacilityChanges,
  FacilityRecord,
} from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { toMs } from '../../../lib/format.ts';
import { refusalIn } from '../../../lib/session.ts';
import { useAct } from '../useAct.ts';
import {
  changedKeys,
  type Draft,
  type DraftFaults,
  type DraftKey,
  draftOf,
  editOf,
  faultsOf,
  rebased,
} from './draft.ts';
import type { AtRegister } from './register.ts';

/** What somebody else has made of the record meanwhile. */
export interface Conflict {
  newer: FacilityRecord;
  /** What was done since, the newest first; empty where the log could not be read. */
  since: FacilityChanges['items'];
  /** What both have changed. */
  both: DraftKey[];
}

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
  onUnsaved: (unsaved: boolean) => void;
}

/**
 * The form of one record. It keeps the version it was opened with: a newer one comes in while nothing is typed, or when
 * one asks for it; what was typed is never lost.
 */
export function useRecordForm({ desk, record, onUnsaved }: Props) {
  const [base, setBase] = useState(record);
  const [draft, setDraft] = useState(() => draftOf(record));
  const [datum, setDatum] = useState<Datum>('gcj02');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<DraftFaults>({});
  const [nothing, setNothing] = useState(false);
  const [conflict, setConflict] = useState<Conflict>();
  const act = useAct();
  const old = draftOf(base);
  const changed = changedKeys(draft, old);
  const isDirty = changed.length > 0;
  useEffect(() => onUnsaved(isDirty), [isDirty]);
  useEffect(() => {
    if (record.revision !== base.revision && !isDirty) take(record, draftOf(record));
  }, [record.revision]);

  function take(version: FacilityRecord, next: Draft) {
    setBase(version);
    setDraft(next);
    setWrong({});
    setConflict(undefined);
    act.clear();
  }

  async function save() {
    setNothing(!isDirty);
    const faults = faultsOf(draft, old);
    setWrong(faults);
    const first = changed.find((key) => faults[key]);
    if (first) document.getElementById(`record-${first}`)?.focus();
    if (!isDirty || first) return;
    const { id, revision } = base;
    const json = {
      revision,
      ...editOf(draft, old, datum),
      ...(reason.trim() && { reason: reason.trim() }),
    };
    let saved: FacilityRecord | undefined;
    await act.run(async () => {
      try {
        saved = await answer(api.staff.facilities[':id'].$patch({ param: { id }, json }));
      } catch (caught) {
        if (refusalIn(caught).code === 'facility.changed') setConflict(await meanwhile());
        throw caught;
      }
    });
    if (!saved) return;
    take(saved, draftOf(saved));
    setReason('');
    setDatum('gcj02');
    desk.changed(staffRegister.said.saved(saved.name));
  }

  async function meanwhile(): Promise<Conflict> {
    const param = { id: base.id };
    const [newer, { items }] = await Promise.all([
      answer(api.staff.facilities[':id'].record.$get({ param })),
      answer(api.staff.facilities[':id'].changes.$get({ param })),
    ]);
    const theirs = changedKeys(draftOf(newer), old);
    return {
      newer,
      since: items.filter(({ at, fields }) => toMs(at) > base.revision && fields.length > 0),
      both: changed.filter((key) => theirs.includes(key)),
    };
  }

  return {
    ...{ base, draft, datum, reason, wrong, nothing, conflict, changed, act, save },
    setDatum,
    setReason,
    set: (key: DraftKey, value: string) => {
      setDraft((now) => ({ ...now, [key]: value }));
      setNothing(false);
    },
    /** Takes the newer version, and keeps what one has changed oneself. */
    loadNewer: () => {
      if (conflict) take(conflict.newer, rebased(draft, old, draftOf(conflict.newer)));
    },
  };
}

export type RecordFormState = ReturnType<typeof useRecordForm>;
