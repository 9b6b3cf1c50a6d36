import { useEffect, useState } from 'preact/hooks';
import type { RedemptionPage } from '../../../../worker/features/mall/schema/redemptions.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { answer, api } from '../../lib/api.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { codeOf, isSignedOut, keepMe } from '../../lib/session.ts';
import { SignedOut } from '../mine/SignedOut.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { RedemptionRow } from './RedemptionRow.tsx';

const t = goods.own;

/** What waits to be fetched, with its codes, and what was. */
export function MyRedemptions() {
  const now = useNow();
  const [page, setPage] = useState<RedemptionPage>();
  const [fault, setFault] = useState<string>();
  const [said, setSaid] = useState('');

  async function load(cursor?: string) {
    setFault(undefined);
    try {
      const next = await answer(api.me.redemptions.$get({ query: cursor ? { cursor } : {} }));
      setPage((before) =>
        cursor && before ? { ...next, items: [...before.items, ...next.items] } : next,
      );
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
  }
  useEffect(() => {
    void load();
  }, []);

  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  if (!page || !now) {
    return (
      <div class="section">
        {fault ? (
          <Fault text={errorWords(fault).text} onRetry={() => void load()} />
        ) : (
          <Waiting rows={5} />
        )}
      </div>
    );
  }
  const held = page.items.filter(({ state }) => state === 'held');
  const past = page.items.filter(({ state }) => state !== 'held');
  function cancelled() {
    setSaid(t.cancelled);
    void load();
  }
  const { next } = page;
  return (
    <>
      <Section title={t.held}>
        <div role="status">{said && <Notice>{said}</Notice>}</div>
        {held.length === 0 && <Empty title={t.none} text={t.noneText} />}
        {held.length > 0 && (
          <ul class="points-entries">
            {held.map((one) => (
              <RedemptionRow key={one.id} redemption={one} now={now} onCancelled={cancelled} />
            ))}
          </ul>
        )}
        <Button kind="line" href={paths.goods}>
          {t.look}
        </Button>
      </Section>
      {past.length > 0 && (
        <Section title={t.past}>
          <ul class="points-entries">
            {past.map((one) => (
              <RedemptionRow key={one.id} redemption={one} now={now} onCancelled={cancelled} />
            ))}
          </ul>
        </Section>
      )}
      {next && (
        <div class="section">
          <Button kind="line" onClick={() => void load(next)}>
            {goods.list.more}
          </Button>
        </div>
      )}
    </>
  );
}
