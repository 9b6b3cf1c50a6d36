import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { requireSignIn } from '../../lib/session.ts';
import type { Asked } from '../../lib/use-answer.ts';
import { Fault, Waiting } from '../parts/Waiting.tsx';

interface Props<T> {
  asked: Asked<T>;
  rows?: number;
  children: (value: T) => ComponentChildren;
}

/** What was asked for; until then its place is held, and when it fails the reason and another try. */
export function Loaded<T>({ asked, rows = 4, children }: Props<T>) {
  const { value, refusal, again } = asked;
  const code = refusal?.code;
  useEffect(() => {
    if (code === 'auth.required' || code === 'auth.expired') requireSignIn();
  }, [code]);
  if (value === undefined) {
    return code ? (
      <Fault text={staffErrorWords(code).text} onRetry={again} />
    ) : (
      <Waiting rows={rows} />
    );
  }
  return (
    <>
      {code && <Fault text={t.refreshFailed} onRetry={again} />}
      {children(value)}
    </>
  );
}
