import { useEffect, useState } from 'preact/hooks';
import type { ImportChanges as Changes } from '../../../../worker/features/imports/schema.ts';
import { imports as t } from '../../i18n/zh/imports.ts';
import { answer, api, type Refusal } from '../../lib/api.ts';
import { refusalIn } from '../../lib/session.ts';
import { fieldName, loggedChange } from '../desk/register/fieldWords.ts';
import { Told } from '../desk/Told.tsx';
import { Button } from '../parts/Button.tsx';
import { Waiting } from '../parts/Waiting.tsx';

/** What a commit would add and change, field by field, before anybody commits. */
export function ImportChanges({ jobId }: { jobId: string }) {
  const [shown, setShown] = useState<Changes>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  async function read(after: number) {
    setBusy(true);
    setRefusal(undefined);
    try {
      const part = await answer(
        api.staff.imports[':id'].changes.$get({
          param: { id: jobId },
          query: { after: String(after) },
        }),
      );
      setShown((old) => ({ ...part, items: [...(old?.items ?? []), ...part.items] }));
    } catch (error) {
      setRefusal(refusalIn(error));
    }
    setBusy(false);
  }
  useEffect(() => {
    void read(0);
  }, [jobId]);
  const next = shown?.next ?? null;
  return (
    <>
      <h3 class="import-changes">{t.changes.title}</h3>
      {!shown && busy && <Waiting rows={2} />}
      {refusal && <Told refusal={refusal} onRetry={() => void read(next ?? 0)} />}
      <ol class="problems">
        {shown?.items.map((item) => (
          <li key={item.rowNo}>
            <Change item={item} />
          </li>
        ))}
      </ol>
      {next !== null && (
        <Button kind="line" fit busy={busy} onClick={() => void read(next)}>
          {t.changes.more(shown?.items.length ?? 0)}
        </Button>
      )}
    </>
  );
}

function Change({ item: { rowNo, name, added, fields } }: { item: Changes['items'][number] }) {
  return (
    <>
      <h4>
        {t.row(rowNo)} {name}
      </h4>
      {added && <p>{t.changes.added}</p>}
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              {t.changes.field(fieldName(field), ...loggedChange(field, before, after))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
