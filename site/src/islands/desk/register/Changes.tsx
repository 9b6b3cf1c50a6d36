import { useState } from 'preact/hooks';
import type { FacilityChanges } from '../../../../../worker/features/upkeep/schema.ts';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { answer, api } from '../../../lib/api.ts';
import { Button } from '../../parts/Button.tsx';
import { Loaded } from '../Loaded.tsx';
import { useDesk } from '../useDesk.ts';
import { momentWords } from '../words.ts';
import { fieldName, loggedChange } from './fieldWords.ts';
import type { AtRegister } from './register.ts';

const t = staffRegister.changes;
const FEW = 5;

/** What has been done to a record, in words, the newest first. */
export function Changes({ desk, id }: { desk: AtRegister; id: string }) {
  const [all, setAll] = useState(false);
  const asked = useDesk(`changes ${id}`, desk.turn, () =>
    answer(api.staff.facilities[':id'].changes.$get({ param: { id } })),
  );
  return (
    <Loaded asked={asked} rows={2}>
      {({ items }) => (
        <>
          {items.length === 0 && <p class="dim">{t.none}</p>}
          <ol class="changes-log">
            {items.slice(0, all ? items.length : FEW).map((change) => (
              <li key={`${change.at} ${change.act}`}>
                <Change change={change} now={desk.now} />
              </li>
            ))}
          </ol>
          {!all && items.length > FEW && (
            <Button kind="line" size="small" fit onClick={() => setAll(true)}>
              {t.more}
            </Button>
          )}
        </>
      )}
    </Loaded>
  );
}

interface ChangeProps {
  change: FacilityChanges['items'][number];
  now: number;
}

function Change({ change: { at, act, by, reason, fields }, now }: ChangeProps) {
  return (
    <>
      <b>{t.acts[act] ?? t.other}</b>
      <span class="dim">
        {' '}
        {[momentWords(at, now), by ? staff.roles[by] : ''].filter(Boolean).join('，')}
      </span>
      {fields.map(({ field, before, after }) => (
        <p key={field}>{t.change(fieldName(field), ...loggedChange(field, before, after))}</p>
      ))}
      {reason && <p class="dim">{t.reason(reason)}</p>}
    </>
  );
}
