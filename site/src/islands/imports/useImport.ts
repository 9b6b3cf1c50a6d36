/** A file on its way in: read here, sent in parts, gone on with where it stopped, and then reported on. */
import { useRef, useState } from 'preact/hooks';
import type { Cells, Datum } from '../../../../worker/features/directory/rules/registerColumns.ts';
import type {
  ImportDone,
  ImportJob,
  ImportReport,
} from '../../../../worker/features/imports/schema.ts';
import { fileFaults } from '../../i18n/zh/importProblems.ts';
import { answer, api, idempotencyKey, type Refusal } from '../../lib/api.ts';
import { FileFault } from '../../lib/registerFile/fault.ts';
import type { ReadFile } from '../../lib/registerFile/readFile.ts';
import { isSignedOut, refusalIn, requireSignIn } from '../../lib/session.ts';

export interface Settings {
  /** Null = as the file says, else GCJ-02. */
  datum: Datum | null;
  anywhere: boolean;
  fill: Cells;
}

interface Reported {
  name: 'report';
  report: ImportReport;
  unknown: string[];
  refusal?: Refusal;
  busy?: boolean;
}

export type Phase =
  | { name: 'choosing'; fault?: string }
  | { name: 'reading' }
  | { name: 'sending'; sent: number; total: number }
  | { name: 'stopped'; refusal: Refusal }
  | Reported
  | { name: 'done'; done: ImportDone };

/** `key`: sent again after a lost answer, it is the same request. */
type Wanted = Settings & { fileName: string; read: ReadFile; key: string };

export function useImport() {
  const [phase, setPhase] = useState<Phase>({ name: 'choosing' });
  const wanted = useRef<Wanted>();

  async function start(file: File, settings: Settings): Promise<void> {
    setPhase({ name: 'reading' });
    try {
      // The parsers come only now, and only to this page.
      const { readFile } = await import('../../lib/registerFile/readFile.ts');
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await readFile(bytes, { fill: settings.fill });
      wanted.current = {
        ...settings,
        fileName: file.name.slice(0, 200),
        read,
        key: idempotencyKey(),
      };
      await send();
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      setPhase({ name: 'choosing', fault: fileFaults[error.code](error.value) });
    }
  }

  /** From the row on that the server has not got. */
  async function send(): Promise<void> {
    if (!wanted.current) return;
    try {
      const report = await sendAll(wanted.current, (sent, total) =>
        setPhase({ name: 'sending', sent, total }),
      );
      setPhase({ name: 'report', report, unknown: wanted.current.read.unknown });
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn();
      setPhase({ name: 'stopped', refusal: refusalIn(error) });
    }
  }

  /** An act on the report; a refusal is shown beside it. */
  async function act(run: (shown: Reported) => Promise<Phase>): Promise<void> {
    if (phase.name !== 'report' || phase.busy) return;
    const { refusal: _, ...shown } = phase;
    setPhase({ ...shown, busy: true });
    try {
      setPhase(await run(shown));
    } catch (error) {
      if (isSignedOut(error)) return requireSignIn();
      setPhase({ ...shown, refusal: refusalIn(error) });
    }
  }

  const byId = api.staff.imports[':id'];
  return {
    phase,
    start,
    goOn: send,
    again: () => setPhase({ name: 'choosing' }),
    more: () =>
      act(async ({ report, unknown }) => {
        const rest = await reportFrom(report.job.id, report.next ?? 0);
        const items = [...report.items, ...rest.items];
        return { name: 'report', report: { ...rest, items }, unknown };
      }),
    commit: () =>
      act(async ({ report: { job } }) => {
        await draftAll(job);
        return { name: 'done', done: await answer(byId.commit.$post({ param: { id: job.id } })) };
      }),
    discard: () =>
      act(async ({ report: { job } }) => {
        await answer(byId.discard.$post({ param: { id: job.id } }));
        return { name: 'choosing' };
      }),
  };
}

const reportFrom = (id: string, after: number) =>
  answer(api.staff.imports[':id'].$get({ param: { id }, query: { after: String(after) } }));

async function sendAll(
  { fileName, datum, anywhere, read, key }: Wanted,
  told: (sent: number, total: number) => void,
): Promise<ImportReport> {
  const { partsAfter } = await import('../../lib/registerFile/parts.ts');
  const { format, hash: fileHash, rows } = read;
  const total = rows.length;
  const json = { fileName, fileHash, format, anywhere, rowsTotal: total };
  const job = await answer(
    api.staff.imports.$post(
      { json: { ...json, datum: datum ?? read.datum ?? 'gcj02' } },
      { headers: { 'Idempotency-Key': key } },
    ),
  );
  let sent = job.rowsReceived;
  told(sent, total);
  for (const part of partsAfter(rows, job.lastRowNo)) {
    await answer(
      api.staff.imports[':id'].rows.$post({ param: { id: job.id }, json: { rows: toSend(part) } }),
    );
    sent += part.length;
    told(sent, total);
  }
  return reportFrom(job.id, 0);
}

/** Part by part, so that the commit itself is quick however long the file is. */
async function draftAll(job: ImportJob): Promise<void> {
  for (let at = job; at.draftedRowNo < at.lastRowNo; )
    at = await answer(api.staff.imports[':id'].draft.$post({ param: { id: job.id } }));
}

/** The wire takes lists that may be changed. */
function toSend(part: ReadFile['rows']) {
  return part.map(({ faults, ...row }) => ({ ...row, ...(faults && { faults: [...faults] }) }));
}
