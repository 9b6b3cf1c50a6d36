import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { mine as t } from '../../i18n/zh/mine.ts';
import { type AgendaItem, calendarHref } from '../../lib/agenda.ts';
import { clockRange, dateLong, dayOf, toMs } from '../../lib/format.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { type StateKind, StateTile } from '../parts/StateTile.tsx';
import { CancelItem } from './CancelItem.tsx';
import { ItemPass } from './ItemPass.tsx';
import { whenWords } from './words.ts';

export interface Term {
  term: string;
  detail: ComponentChildren;
}

interface Props {
  item: AgendaItem;
  now: number;
  reload: () => Promise<void>;
  /** Lines of the kind's own, after when and where. */
  terms: readonly Term[];
  /** Where the same can be done once more. */
  again: string;
  /** The act before cancelling: 改菜. */
  change?: ComponentChildren;
  /** Instead of the plain question: choose whose. */
  cancel?: (close: () => void, done: () => Promise<void>) => ComponentChildren;
  children?: ComponentChildren;
}

/** One booking, order or registration, whole: the pass while it stands, else how it ended; its rule; giving it up. */
export function OneThing(props: Props) {
  const { item, now, reload, terms, again, change, cancel, children } = props;
  const [cancelling, setCancelling] = useState(false);
  const [done, setDone] = useState<string>();
  const isOver = toMs(item.end) <= now;
  const stands = ['booked', 'checked_in', 'placed', 'registered'].includes(item.state) && !isOver;
  const ended = ['cancelled', 'released', 'handed_over'].includes(item.state) || isOver;

  async function finish() {
    await reload();
    setCancelling(false);
    setDone(t.cancel.done(item.title));
    document.getElementById('main')?.focus();
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
      {stands ? <ItemPass item={item} now={now} /> : <Standing item={item} isOver={isOver} />}
      {children}
      {cancelling && !cancel && (
        <CancelItem
          item={item}
          now={now}
          onDone={() => void finish()}
          onKeep={() => setCancelling(false)}
        />
      )}
      {cancelling && cancel?.(() => setCancelling(false), finish)}
      {!cancelling && (
        <div class="section stack acts">
          {item.can.cancel ? (
            <>
              <p class="dim">{t.cancel.until(whenWords(item.cancelUntil, now))}</p>
              {change}
              <Button kind="line" onClick={() => setCancelling(true)}>
                {item.state === 'waiting' ? t.cancel.yes.waiting : t.cancel.yes[item.kind]}
              </Button>
            </>
          ) : (
            stands &&
            item.state !== 'checked_in' && (
              <>
                <p>{t.cancel.tooLate(whenWords(item.cancelUntil, now))}</p>
                <Button kind="line" icon="phone" href={`tel:${tenant.phone.dial}`}>
                  {t.cancel.call}
                </Button>
              </>
            )
          )}
          {ended && <Button href={again}>{t.item.again[item.kind]}</Button>}
        </div>
      )}
      <Details item={item} now={now} terms={terms} />
      {!ended && (
        <div class="section stack acts">
          <Button kind="line" icon="calendar" href={calendarHref(item)}>
            {t.item.calendar}
          </Button>
          <p class="dim">{t.item.calendarHelp}</p>
        </div>
      )}
    </>
  );
}

/** Where there is no pass: the state, and what it means. */
function Standing({ item, isOver }: { item: AgendaItem; isOver: boolean }) {
  const { state, reason, ahead, title } = item;
  return (
    <div class="section standing">
      <h2>{title}</h2>
      <StateTile kind={stateKind(item, isOver)}>
        {isOver && state !== 'cancelled' && state !== 'released' && state !== 'handed_over'
          ? t.item.states[state === 'checked_in' ? 'checked_in' : 'over']
          : t.item.states[state]}
        {ahead && `，${t.item.waitingPlace(ahead.signUps + 1)}`}
      </StateTile>
      {ahead && (
        <p>
          {t.item.waitingAhead(ahead.signUps, ahead.people)}
          {t.item.waitingCode}
        </p>
      )}
      {reason && <p>{t.item.released(reason)}</p>}
    </div>
  );
}

/** How something stands or ended, as a tile. */
export function stateKind({ state }: Pick<AgendaItem, 'state'>, isOver: boolean): StateKind {
  if (state === 'cancelled' || state === 'released') return 'void';
  if (state === 'waiting') return isOver ? 'done' : 'wait';
  if (state === 'checked_in') return 'arrived';
  if (state === 'handed_over' || isOver) return 'done';
  return 'open';
}

function Details({ item, now, terms }: { item: AgendaItem; now: number; terms: readonly Term[] }) {
  const { place, start, end } = item;
  const rows: Term[] = [
    { term: t.item.when, detail: `${dateLong(dayOf(start), now)} ${clockRange(start, end)}` },
    {
      term: t.item.where,
      detail: (
        <a class="link" href={`/facilities/${place.facilityId}/`}>
          {[place.name, place.room ?? (place.floor !== null && t.pass.floor(place.floor))]
            .filter(Boolean)
            .join(' ')}
        </a>
      ),
    },
    ...terms,
  ];
  return (
    <Section title={t.item.details}>
      <dl class="terms ruled">
        {rows
          .filter(({ detail }) => detail)
          .map(({ term, detail }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{detail}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}
