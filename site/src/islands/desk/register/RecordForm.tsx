import { LONGEST } from '../../../../../worker/features/directory/rules/recordLimits.ts';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { Button } from '../../parts/Button.tsx';
import { Field, TextField } from '../../parts/Field.tsx';
import { Form } from '../../parts/Form.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Told } from '../Told.tsx';
import { AccessFields } from './AccessFields.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { fieldNames } from './fieldWords.ts';
import { IdentityFields } from './IdentityFields.tsx';
import { PositionFields } from './PositionFields.tsx';
import type { AtRegister } from './register.ts';
import { type RecordFormState, useRecordForm } from './useRecordForm.ts';

interface Props {
  desk: AtRegister;
  record: FacilityRecord;
  onUnsaved: (unsaved: boolean) => void;
}

/** All that is registered of a place, to be put right. */
export function RecordForm(props: Props) {
  const form = useRecordForm(props);
  const { conflict, changed, nothing, act, reason, setReason, save, base } = form;
  if (!base.can.edit) return null;
  const isTold = act.refusal && act.refusal.code !== 'facility.changed';
  return (
    <Form label={t.record.form} busy={act.busy} onSubmit={() => void save()}>
      <IdentityFields form={form} />
      <PlainFields form={form} />
      <PositionFields form={form} />
      <AccessFields form={form} />
      <Field
        id="record-reason"
        label={t.help.reason}
        maxLength={200}
        value={reason}
        onInput={setReason}
      />
      {act.refusal && (isTold || !conflict) && <Told refusal={act.refusal} />}
      {conflict && (
        <ConflictNotice conflict={conflict} now={props.desk.now} onLoad={form.loadNewer} />
      )}
      <div role="status">
        {changed.length > 0 && <p class="dim">{t.changedFields(fieldNames(changed))}</p>}
        {nothing && <Notice>{t.nothing}</Notice>}
      </div>
      <Button type="submit" busy={act.busy}>
        {t.save}
      </Button>
    </Form>
  );
}

function PlainFields({ form: { draft, wrong, set } }: { form: RecordFormState }) {
  return (
    <>
      <TextField
        id="record-hours"
        label={t.fields.hours}
        help={t.help.hours}
        rows={3}
        value={draft.hours}
        error={wrong.hours}
        onInput={(value) => set('hours', value)}
      />
      <Field
        id="record-phone"
        label={t.fields.phone}
        help={t.help.phone}
        type="tel"
        maxLength={LONGEST.phone}
        value={draft.phone}
        error={wrong.phone}
        onInput={(value) => set('phone', value)}
      />
      <Field
        id="record-address"
        label={t.fields.address}
        maxLength={LONGEST.address}
        value={draft.address}
        error={wrong.address}
        onInput={(value) => set('address', value)}
      />
      <Field
        id="record-aliases"
        label={t.fields.aliases}
        help={t.help.aliases}
        value={draft.aliases}
        error={wrong.aliases}
        onInput={(value) => set('aliases', value)}
      />
      <TextField
        id="record-summary"
        label={t.fields.summary}
        maxLength={LONGEST.summary}
        rows={4}
        value={draft.summary}
        error={wrong.summary}
        onInput={(value) => set('summary', value)}
      />
    </>
  );
}
