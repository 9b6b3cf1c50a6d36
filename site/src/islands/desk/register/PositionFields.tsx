import {
  DATUMS,
  type Datum,
} from '../../../../../worker/features/directory/rules/registerColumns.ts';
import { imports } from '../../../i18n/zh/imports.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { Field, SelectField } from '../../parts/Field.tsx';
import type { RecordFormState } from './useRecordForm.ts';

const OPTIONS = DATUMS.map((value) => ({ value, label: imports.datums[value] }));

/** Where the door is. What stands there is GCJ-02; a new position may come in another datum. */
export function PositionFields({ form }: { form: RecordFormState }) {
  const { draft, wrong, datum, changed, set, setDatum } = form;
  const isMoved = changed.includes('lng') || changed.includes('lat');
  return (
    <fieldset class="group">
      <legend>{t.fields.position}</legend>
      <p class="dim">{t.help.position}</p>
      <div class="pair">
        {(['lng', 'lat'] as const).map((key) => (
          <Field
            key={key}
            id={`record-${key}`}
            label={t.fields[key]}
            autocomplete="off"
            maxLength={20}
            value={draft[key]}
            error={wrong[key]}
            onInput={(value) => set(key, value)}
          />
        ))}
      </div>
      {isMoved && (
        <SelectField
          id="record-datum"
          label={imports.datum}
          options={OPTIONS}
          value={datum}
          onChange={(value) => setDatum(value as Datum)}
        />
      )}
    </fieldset>
  );
}
