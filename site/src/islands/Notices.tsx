import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../i18n/zh/errors.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import { notices as w } from '../i18n/zh/notices.ts';
import { answer, api, type InferResponseType } from '../lib/api.ts';
import { nextPath } from '../lib/next.ts';
import { useNow } from '../lib/now.ts';
import { codeOf, isSignedOut, keepMe, reloadMe } from '../lib/session.ts';
import { SignedOut } from './mine/SignedOut.tsx';
import { whenWords } from './mine/words.ts';
import { Button } from './parts/Button.tsx';
import { Empty } from './parts/Empty.tsx';
import { Tag } from './parts/Tag.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';

type Page = InferResponseType<typeof api.me.notices.$get, 200>;
type Notice = Page['items'][number];

/** What residents were told, newest first. What has not been read carries a mark in words. */
export function Notices() {
  const now = useNow();
  const [items, setItems] = useState<Notice[]>();
  const [page, setPage] = useState<Pick<Page, 'next' | 'unread'>>({ next: null, unread: 0 });
  const [busy, setBusy] = useState<'more' | 'all'>();
  const [fault, setFault] = useState<string>();
  const [done, setDone] = useState(false);

  async function run(what: 'more' | 'all', work: () => Promise<void>) {
    setBusy(what);
    setFault(undefined);
    try {
      await work();
    } catch (caught) {
      if (isSignedOut(caught)) keepMe(null);
      setFault(codeOf(caught));
    }
    setBusy(undefined);
  }

  const read = (cursor?: string) =>
    run('more', async () => {
      const found = await answer(api.me.notices.$get({ query: cursor ? { cursor } : {} }));
      setItems((before) => [...(cursor ? (before ?? []) : []), ...found.items]);
      setPage(found);
    });

  const readAll = () =>
    run('all', async () => {
      await answer(api.me.notices['read-all'].$post());
      setItems((all) => all?.map((one) => ({ ...one, readAt: one.readAt ?? one.createdAt })));
      setPage((before) => ({ ...before, unread: 0 }));
      setDone(true);
      await reloadMe();
    });

  useEffect(() => {
    void read();
  }, []);

  if (fault?.startsWith('auth.')) return <SignedOut text={t.ownOnly} full={false} />;
  return (
    <div class="section">
      {fault && <Fault text={errorWords(fault).text} onRetry={() => void read()} />}
      {!fault && (!items || !now) && <Waiting rows={3} />}
      {items?.length === 0 && <Empty title={w.empty.title} text={w.empty.text} />}
      <p role="status">{done && w.readAllDone}</p>
      {page.unread > 0 && (
        <Button kind="line" busy={busy === 'all'} onClick={() => void readAll()}>
          {w.readAll}
        </Button>
      )}
      {items && now > 0 && (
        <ul class="entries">
          {items.map((one) => (
            <Entry key={one.id} notice={one} now={now} />
          ))}
        </ul>
      )}
      {page.next && (
        <Button
          kind="line"
          busy={busy === 'more'}
          onClick={() => void read(page.next ?? undefined)}
        >
          {w.more}
        </Button>
      )}
    </div>
  );
}

function Entry({ notice, now }: { notice: Notice; now: number }) {
  const { id, createdAt, readAt, link } = notice;
  const { title, text } = wordsOf(notice, now);
  const href = nextPath(link);
  // Leaving for the thing itself is reading it; the request outlives the page.
  const read = () =>
    void api.me.notices[':id'].read
      .$post({ param: { id } }, { init: { keepalive: true } })
      .catch(() => undefined);
  return (
    <li>
      <h2>
        {title} {!readAt && <Tag tone="line">{w.fresh}</Tag>}
      </h2>
      <p>{text}</p>
      <p class="dim">{whenWords(createdAt, now)}</p>
      {href && (
        <Button kind="line" size="small" fit onward href={href} onClick={readAt ? undefined : read}>
          {w.go}
        </Button>
      )}
    </li>
  );
}

function wordsOf({ kind, params, text }: Notice, now: number): { title: string; text: string } {
  if (kind in w.said) return { title: w.said[kind as keyof typeof w.said], text };
  const known = w.kinds[kind as keyof typeof w.kinds];
  const { venue, activity, start, reason, place, facility, points } = params;
  const name = venue ?? activity;
  const spot = [facility, place].filter(Boolean).join(' ');
  const third = kind === 'registration.promoted' ? spot : reason;
  // Held points are said in the message itself.
  if (!known || points !== undefined || !name || !start || !third)
    return { title: known?.title ?? w.title, text };
  return { title: known.title, text: known.text(name, whenWords(start, now), third) };
}
