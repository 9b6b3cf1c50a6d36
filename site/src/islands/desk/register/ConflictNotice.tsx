import { useEffect, useRef } from 'preact/hooks';
import { staff } from '../../../i18n/zh/staff.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';
import { Button } from '../../parts/Button.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { momentWords } from '../words.ts';
import { draftOf } from './draft.ts';
import { draftWords, fieldName, fieldNames } from './fieldWords.ts';
import type { Conflict } from './useRecordForm.ts';

const t = staffRegister.conflict;

interface Props {
  conflict: Conflict;
  now: number;
  onLoad: () => void;
}

/** Who changed what meanwhile, what both have changed, and the way on that loses nothing. Takes the focus. */
export function ConflictNotice({ conflict: { newer, since, both }, now, onLoad }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [newer]);
  const theirs = draftOf(newer);
  return (
    <div class="told" ref={place} tabIndex={-1}>
      <Notice tone="warm" role="alert">
        <b>{t.title}</b>
        {since.map(({ at, by, fields }) => (
          <p key={at}>
            {t.who(
              by ? staff.roles[by] : t.somebody,
              momentWords(at, now),
              fieldNames(fields.map(({ field }) => field)),
            )}
          </p>
        ))}
        {both.length > 0 && <p>{t.both(fieldNames(both))}</p>}
        {both.map((key) => (
          <p key={key}>{t.theirs(fieldName(key), draftWords(theirs, key))}</p>
        ))}
        <p>{t.keep}</p>
        <Button kind="line" size="small" fit onClick={onLoad}>
          {t.load}
        </Button>
      </Notice>
    </div>
  );
}
