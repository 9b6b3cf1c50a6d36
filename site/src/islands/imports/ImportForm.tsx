import { useState } from 'preact/hooks';
import {
  CATEGORY_WORDS,
  type Cells,
  DATUMS,
  type Datum,
  headingOf,
  LEVEL_WORDS,
} from '../../../../worker/features/directory/rules/registerColumns.ts';
import { imports as t } from '../../i18n/zh/imports.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { Button } from '../parts/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Field, SelectField } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Icon } from '../parts/Icon.tsx';
import type { Settings } from './useImport.ts';

interface Props {
  busy: boolean;
  /** Why the file can't be read. */
  fault?: string;
  onStart: (file: File, settings: Settings) => void;
}

const keep = { value: '', label: t.keep };
const wordOptions = (words: Record<string, string>) => [
  keep,
  ...Object.values(words).map((value) => ({ value, label: value })),
];

/** Which file, in which datum, and what fills its gaps. */
export function ImportForm({ busy, fault, onStart }: Props) {
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [datum, setDatum] = useState<Datum | ''>('');
  const [anywhere, setAnywhere] = useState(false);
  const [fill, setFill] = useState<Cells>({});
  const error = missing ? t.fileNeeded : fault;
  const set = (key: keyof Cells) => (value: string) => {
    const { [key]: _, ...rest } = fill;
    setFill(value.trim() === '' ? rest : { ...rest, [key]: value.trim() });
  };
  const start = () => {
    setMissing(!file);
    if (file) onStart(file, { datum: datum || null, anywhere, fill });
    else document.getElementById('import-file')?.focus();
  };
  return (
    <div class="import-form">
      <Form label={t.choose} busy={busy} onSubmit={start}>
        <div class={error ? 'field wrong' : 'field'}>
          <label for="import-file">{t.file}</label>
          <input
            id="import-file"
            type="file"
            accept=".csv,.txt,.xlsx,.xls,.json,.geojson"
            aria-describedby={error ? 'import-file-help import-file-error' : 'import-file-help'}
            aria-invalid={error ? true : undefined}
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0]);
              setMissing(false);
            }}
          />
          {error && (
            <p class="error" id="import-file-error" role="alert">
              <Icon name="ban" />
              <span>{error}</span>
            </p>
          )}
          <p class="help" id="import-file-help">
            {t.fileHelp}
          </p>
        </div>
        <SelectField
          id="import-datum"
          label={t.datum}
          help={t.datumHelp}
          options={[
            { value: '', label: t.datumAsFile },
            ...DATUMS.map((value) => ({ value, label: t.datums[value] })),
          ]}
          value={datum}
          onChange={(value) => setDatum(value as Datum | '')}
        />
        <details class="fold">
          <summary>{t.more}</summary>
          <p class="dim">{t.moreHelp}</p>
          <SelectField
            id="import-level"
            label={headingOf('level')}
            options={wordOptions(LEVEL_WORDS)}
            onChange={set('level')}
          />
          <SelectField
            id="import-category"
            label={headingOf('category')}
            options={wordOptions(CATEGORY_WORDS)}
            onChange={set('category')}
          />
          {(['community', 'lng', 'lat'] as const).map((key) => (
            <Field key={key} id={`import-${key}`} label={headingOf(key)} onInput={set(key)} />
          ))}
          <Choice
            name="anywhere"
            label={t.anywhereLabel}
            quiet
            many
            options={[{ value: 'anywhere', label: t.anywhere, note: t.anywhereNote }]}
            chosen={anywhere ? ['anywhere'] : []}
            onChange={(chosen) => setAnywhere(chosen.length > 0)}
          />
        </details>
        <div class="import-acts">
          <Button type="submit" busy={busy}>
            {t.check}
          </Button>
        </div>
      </Form>
      <p class="templates">
        <a href={`${staffPaths.imports}template.xlsx`} download>
          {t.templateXlsx}
        </a>
        <a href={`${staffPaths.imports}template.csv`} download>
          {t.templateCsv}
        </a>
        <span class="dim">{t.templateHelp}</span>
      </p>
    </div>
  );
}
