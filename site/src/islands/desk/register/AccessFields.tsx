import {
  ACCESS_FEATURES,
  type AccessFeature,
  AUDIENCES,
} from '../../../../../worker/features/directory/rules/kinds.ts';
import { AUDIENCE_WORDS } from '../../../../../worker/features/directory/rules/registerColumns.ts';
import { access } from '../../../i18n/zh/access.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Field } from '../../parts/Field.tsx';
import { Picks } from '../../parts/Picks.tsx';
import type { RecordFormState } from './useRecordForm.ts';

const AUDIENCE_OPTIONS = AUDIENCES.map((value) => ({ value, label: AUDIENCE_WORDS[value] }));

/** Getting in and using it, and whom it is for. Folded: it is long, and seldom changes. */
export function AccessFields({ form }: { form: RecordFormState }) {
  const { draft, wrong, set } = form;
  return (
    <>
      <details class="fold" open={Boolean(wrong.audience)}>
        <summary>{t.fields.audience}</summary>
        <Choice
          name="record-audience"
          label={t.fields.audience}
          quiet
          many
          options={AUDIENCE_OPTIONS}
          chosen={draft.audience.split(',')}
          onChange={(chosen) =>
            set('audience', AUDIENCES.filter((one) => chosen.includes(one)).join(','))
          }
        />
        {wrong.audience && (
          <p class="error" role="alert" id="record-audience" tabIndex={-1}>
            {wrong.audience}
          </p>
        )}
      </details>
      <details class="fold">
        <summary>{t.fields.access}</summary>
        {ACCESS_FEATURES.map((feature) => (
          <Feature key={feature} feature={feature} form={form} />
        ))}
      </details>
    </>
  );
}

function Feature({ feature, form }: { feature: AccessFeature; form: RecordFormState }) {
  const { draft, set } = form;
  const words = access.features[feature];
  const value = draft[`answer.${feature}`];
  return (
    <div class="access-line">
      <Picks
        label={words.name}
        options={[
          { value: 'yes', label: words.yes },
          { value: 'no', label: words.no },
          { value: 'unknown', label: t.answers.unknown },
        ]}
        chosen={value}
        onChoose={(next) => set(`answer.${feature}`, next)}
      />
      {value !== 'unknown' && (
        <Field
          id={`record-note.${feature}`}
          label={`${words.name}：${t.help.accessNote}`}
          maxLength={60}
          value={draft[`note.${feature}`]}
          onInput={(next) => set(`note.${feature}`, next)}
        />
      )}
    </div>
  );
}
