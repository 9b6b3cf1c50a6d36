import { useEffect, useRef, useState } from 'preact/hooks';
import {
  COLUMN_KEYS,
  headingOf,
} from '../../../../worker/features/directory/rules/registerColumns.ts';
import type { ImportReport } from '../../../../worker/features/imports/schema.ts';
import { importProblems } from '../../i18n/zh/importProblems.ts';
import { imports as t } from '../../i18n/zh/imports.ts';
import type { Refusal } from '../../lib/api.ts';
import { Told } from '../desk/Told.tsx';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { ImportChanges } from './ImportChanges.tsx';

type Item = ImportReport['items'][number];

interface Props {
  report: ImportReport;
  unknown: readonly string[];
  refusal?: Refusal;
  busy?: boolean;
  onMore: () => void;
  onCommit: () => void;
  onDiscard: () => void;
  onAgain: () => void;
}

/** What is wrong, row by row; and where nothing is, taking it over. */
export function ReportView(props: Props) {
  const { report, unknown, refusal, busy, onMore, onCommit, onDiscard, onAgain } = props;
  const [asked, setAsked] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const { job, problems, notes, effect, items, next } = report;
  return (
    <Section title={t.reportOf(job.fileName)} end={t.rows(job.rowsTotal)}>
      <div ref={top} tabIndex={-1}>
        <Notice tone={problems > 0 ? 'warm' : 'plain'} role="status">
          <b>{problems > 0 ? t.badTitle(problems) : t.cleanTitle}</b>
          <p>{problems > 0 ? t.badText : t.would(effect)}</p>
          {notes > 0 && <p>{t.notes(notes)}</p>}
          {unknown.length > 0 && <p>{t.unknown(unknown.join('、'))}</p>}
        </Notice>
      </div>
      {refusal && <Told refusal={refusal} />}
      {asked && problems === 0 ? (
        <Confirm
          question={t.sure(effect)}
          text={t.sureText}
          yes={t.commit}
          no={t.no}
          busy={busy}
          onYes={onCommit}
          onNo={() => setAsked(false)}
        />
      ) : (
        <div class="import-acts">
          {problems === 0 && (
            <Button fit onClick={() => setAsked(true)}>
              {t.commit}
            </Button>
          )}
          <Button kind={problems === 0 ? 'line' : 'go'} fit onClick={onAgain}>
            {t.again}
          </Button>
          <Button kind="line" fit busy={busy} onClick={onDiscard}>
            {t.discard}
          </Button>
        </div>
      )}
      {problems === 0 && effect.added + effect.changed > 0 && <ImportChanges jobId={job.id} />}
      <ol class="problems">
        {byRow(items).map(([rowNo, found]) => (
          <li key={rowNo}>
            <h3>
              {t.row(rowNo)} {found[0]?.name}
            </h3>
            <ul>
              {found.map((item) => (
                <Problem key={`${item.column} ${item.code}`} item={item} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button kind="line" fit busy={busy} onClick={onMore}>
          {t.moreRows(items.length)}
        </Button>
      )}
    </Section>
  );
}

/** Row by row, and in a row from the first column of the sheet to the last. */
function byRow(items: readonly Item[]): [number, Item[]][] {
  const rows = new Map<number, Item[]>();
  for (const item of items) rows.set(item.rowNo, [...(rows.get(item.rowNo) ?? []), item]);
  for (const found of rows.values()) found.sort((a, b) => placeOf(a) - placeOf(b));
  return [...rows];
}

/** What concerns the whole row comes first. */
function placeOf({ column }: Item): number {
  return column ? COLUMN_KEYS.indexOf(column) : -1;
}

function Problem({ item }: { item: Item }) {
  const { column, code, value, hint, stops } = item;
  const { what, fix } = importProblems[code](value, hint);
  return (
    <li class={stops ? 'stops' : undefined}>
      <span class="cell">
        {stops ? t.problem : t.note}
        {column ? headingOf(column) : t.wholeRow}
        {column && value ? t.quoted(value) : ''}
      </span>{' '}
      {what}
      {fix}
    </li>
  );
}
