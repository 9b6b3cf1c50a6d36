import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/zh/errors.ts';
import { mine as t } from '../../i18n/zh/mine.ts';
import { myItem as w } from '../../i18n/zh/myItem.ts';
import { idInPath } from '../../lib/agenda.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { SignedOut } from './SignedOut.tsx';

interface Props<T> {
  /** Throws `Refused`. */
  load: (id: string) => Promise<T>;
  children: (found: T, now: number, reload: () => Promise<void>) => ComponentChildren;
}

/** The page of one thing of one's own, named by the address: fetched, or why it can't be shown. */
export function OnePage<T>({ load, children }: Props<T>) {
  const now = useNow();
  const [found, setFound] = useState<T>();
  const [fault, setFault] = useState<string>();

  async function ask() {
    setFault(undefined);
    try {
      setFound(await load(idInPath(window.location.pathname)));
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void ask();
  }, []);

  if (found && now) return <>{children(found, now, ask)}</>;
  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (fault?.endsWith('.notFound') || fault === 'input.invalid') {
    return (
      <div class="section">
        <Empty title={w.notThis.title} text={w.notThis.text}>
          <Button href={paths.mine}>{t.cancel.back}</Button>
        </Empty>
      </div>
    );
  }
  return (
    <div class="section">
      {fault ? (
        <Fault text={errorWords(fault).text} onRetry={() => void ask()} />
      ) : (
        <Waiting rows={4} />
      )}
    </div>
  );
}
