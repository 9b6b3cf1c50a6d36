import { LONGEST } from '../../../../../worker/features/directory/rules/recordLimits.ts';
import {
  CATEGORY_WORDS,
  LEVEL_WORDS,
} from '../../../../../worker/features/directory/rules/registerColumns.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { whole } from '../../../lib/format.ts';
import { Field, SelectField } from '../../parts/Field.tsx';
import type { RecordFormState } from './useRecordForm.ts';

const CATEGORIES = Object.entries(CATEGORY_WORDS).map(([value, label]) => ({ value, label }));

/** What lists and figures go by: only those who answer for more than one place change it. */
export function IdentityFields({ form: { base, draft, wrong, set } }: { form: RecordFormState }) {
  if (!base.can.editIdentity) {
    return (
      <dl class="facts-read">
        {[
          [t.fields.name, base.name],
          [t.fields.category, CATEGORY_WORDS[base.category]],
          [t.fields.level, LEVEL_WORDS[base.level]],
          [t.fields.areaM2, whole(base.areaM2)],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <p class="dim">{t.help.identity}</p>
      </dl>
    );
  }
  return (
    <>
      <Field
        id="record-name"
        label={t.fields.name}
        maxLength={LONGEST.name}
        value={draft.name}
        error={wrong.name}
        onInput={(value) => set('name', value)}
      />
      <div class="pair">
        <SelectField
          id="record-category"
          label={t.fields.category}
          options={CATEGORIES}
          value={draft.category}
          onChange={(value) => set('category', value)}
        />
        <Field
          id="record-areaM2"
          label={t.fields.areaM2}
          inputMode="numeric"
          maxLength={7}
          value={draft.areaM2}
          error={wrong.areaM2}
          onInput={(value) => set('areaM2', value)}
        />
      </div>
      <p class="dim">
        {t.fields.level} <b>{LEVEL_WORDS[base.level]}</b> {t.help.level}
      </p>
    </>
  );
}
