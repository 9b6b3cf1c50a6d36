import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../i18n/zh/errors.ts';
import { mine as t } from '../i18n/zh/mine.ts';
import { type Agenda, type AgendaItem, agendaState, itemHref, loadAgenda } from '../lib/agenda.ts';
import { clock } from '../lib/format.ts';
import { useNow } from '../lib/now.ts';
import { paths } from '../lib/paths.ts';
import { type Person, useSession } from '../lib/session.ts';
import { staffPaths } from '../lib/staff-paths.ts';
import { CancelLater } from './mine/CancelLater.tsx';
import { ItemPass } from './mine/ItemPass.tsx';
import { ItemRow } from './mine/ItemRow.tsx';
import { SignedOut } from './mine/SignedOut.tsx';
import { useSignal } from './mine/useSignal.ts';
import { nameOf, nextOf, whenWords } from './mine/words.ts';
import { Board } from './parts/Board.tsx';
import { Button } from './parts/Button.tsx';
import { Empty } from './parts/Empty.tsx';
import { Notice } from './parts/Notice.tsx';
import { Section } from './parts/Section.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { Way } from './parts/Way.tsx';

/** What is next with its code, what comes after it, and the doors to everything else of one's own. */
export function Mine() {
  const { person, fault, retry } = useSession({ sure: true });
  const { agenda, fault: agendaFault } = useSignal(agendaState);
  const now = useNow();
  const signedIn = Boolean(person);
  useEffect(() => {
    // Each minute while the page is looked at: staff may have released something, or a place was found.
    if (signedIn && now) void loadAgenda();
  }, [signedIn, now]);

  if (person === null) return <SignedOut />;
  if (!person || !now) return fault ? <Wrong code={fault} onRetry={retry} /> : <Blank />;
  return (
    <>
      {agenda && (agendaFault || fault) && (
        <div class="section">
          <Notice tone="warm" role="status">
            {t.stale(clock(agenda.now))}
          </Notice>
        </div>
      )}
      {!agenda && agendaFault && <Wrong code={agendaFault} onRetry={loadAgenda} />}
      {!agenda && !agendaFault && <Blank />}
      {agenda && <Ahead agenda={agenda} now={now} />}
      <More person={person} />
    </>
  );
}

function Blank() {
  return (
    <div class="section">
      <Waiting rows={4} />
    </div>
  );
}

function Wrong({ code, onRetry }: { code: string; onRetry: () => void }) {
  return (
    <div class="section">
      <Fault text={errorWords(code).text} onRetry={onRetry} />
    </div>
  );
}

function Ahead({ agenda, now }: { agenda: Agenda; now: number }) {
  const [cancelling, setCancelling] = useState<string>();
  const [done, setDone] = useState<string>();
  const next = nextOf(agenda.items);
  const later = [...agenda.items.filter((item) => item !== next), ...agenda.waiting];

  async function finish(item: AgendaItem) {
    await loadAgenda();
    setCancelling(undefined);
    setDone(t.cancel.done(nameOf(item)) + (item.heldPoints > 0 ? t.cancel.pointsBack : ''));
  }

  return (
    <>
      <div role="status">
        {done && (
          <div class="section">
            <Notice>{done}</Notice>
          </div>
        )}
      </div>
      {next && (
        <>
          <ItemPass item={next} now={now}>
            {next.can.cancel ? (
              <Button kind="line" size="small" onClick={() => setCancelling(next.id)}>
                {t.pass.cancel}
              </Button>
            ) : undefined}
          </ItemPass>
          {cancelling === next.id ? (
            <CancelLater
              item={next}
              now={now}
              onDone={() => void finish(next)}
              onKeep={() => setCancelling(undefined)}
            />
          ) : (
            <p class="pad dim">
              {next.can.cancel
                ? t.cancel.until(whenWords(next.cancelUntil, now))
                : next.state !== 'checked_in' &&
                  t.cancel.tooLate(whenWords(next.cancelUntil, now))}{' '}
              <a class="link" href={itemHref(next)}>
                {next.kind === 'mealOrder' && next.can.cancel ? t.pass.wholeOrChange : t.pass.whole}
              </a>
            </p>
          )}
        </>
      )}
      {!next && <Nothing />}
      {(next || later.length > 0) && (
        <Section title={t.later.title} end={t.later.history} endHref={paths.history}>
          {later.length > 0 ? (
            <Board>
              {later.map((item) => (
                <ItemRow key={`${item.kind} ${item.id}`} item={item} now={now} />
              ))}
            </Board>
          ) : (
            <p class="dim">{t.later.none}</p>
          )}
        </Section>
      )}
    </>
  );
}

function Nothing() {
  return (
    <div class="section">
      <Empty title={t.empty.title} text={t.empty.text}>
        <Button href={paths.book}>{t.empty.book}</Button>
        <div class="pair">
          <Button kind="line" href={paths.canteens}>
            {t.empty.eat}
          </Button>
          <Button kind="line" href={paths.activities}>
            {t.empty.join}
          </Button>
        </div>
      </Empty>
    </div>
  );
}

/** To the counter for a clerk, to the desk for an owner, and to the way in for everybody else. */
function ShopWay({ grants }: Pick<Person, 'grants'>) {
  const owns = grants.some(({ role }) => role === 'merchant_owner');
  const stands = grants.some(({ role }) => role === 'merchant_clerk');
  const [href, words] = owns
    ? ([staffPaths.merchant, t.more.shop.own] as const)
    : stands
      ? ([staffPaths.counter, t.more.shop.stand] as const)
      : ([paths.openShop, t.more.shop.open] as const);
  return <Way light href={href} icon="basket" title={words.title} place={words.note} />;
}

/** The other pages of one's own. */
function More({ person }: { person: Person }) {
  const { unreadNotices } = person;
  return (
    <Section title={t.more.title}>
      <div class="ways">
        <Way
          light
          href={paths.notices}
          icon="bell"
          title={t.more.notices}
          place={unreadNotices > 0 ? t.more.unread(unreadNotices) : t.more.allRead}
        />
        <Way
          light
          href={paths.history}
          icon="clock"
          title={t.more.history}
          place={t.more.historyNote}
        />
        <Way
          light
          href={paths.points}
          icon="people"
          title={t.more.points}
          place={t.more.pointsNote}
        />
        <Way
          light
          href={paths.profile}
          icon="person"
          title={t.more.profile}
          place={t.more.profileNote}
        />
        <ShopWay grants={person.grants} />
      </div>
    </Section>
  );
}
