import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { mine as t } from '../../i18n/zh/mine.ts';
import { myItem as w } from '../../i18n/zh/myItem.ts';
import { type AgendaItem, calendarHref } from '../../lib/agenda.ts';
import { clockRange, dateLong, dayOf, toMs } from '../../lib/format.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { CancelLater } from './CancelLater.tsx';
import { ItemPass } from './ItemPass.tsx';
import { nameOf, stateKind, whenWords } from './words.ts';

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
  cancel?: (close: () => void, done: (said?: string) => Promise<void>) => ComponentChildren;
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

  async function finish(said?: string) {
    await reload();
    setCancelling(false);
    setDone(
      (said ?? t.cancel.done(nameOf(item))) + (item.heldPoints > 0 ? t.cancel.pointsBack : ''),
    );
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
        <CancelLater
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
          {ended && <Button href={again}>{w.again[item.kind]}</Button>}
        </div>
      )}
      <Details item={item} now={now} terms={terms} />
      {!ended && (
        <div class="section stack acts">
          <Button kind="line" icon="calendar" href={calendarHref(item)}>
            {w.calendar}
          </Button>
          <p class="dim">{w.calendarHelp}</p>
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
          ? w.states[state === 'checked_in' ? 'checked_in' : 'over']
          : w.states[state]}
        {ahead && `，${w.waitingPlace(ahead.signUps + 1)}`}
      </StateTile>
      {ahead && (
        <p>
          {w.waitingAhead(ahead.signUps, ahead.people)}
          {w.waitingCode}
        </p>
      )}
      {reason && <p>{w.released(reason)}</p>}
    </div>
  );
}

function Details({ item, now, terms }: { item: AgendaItem; now: number; terms: readonly Term[] }) {
  const { place, start, end } = item;
  const rows: Term[] = [
    { term: w.when, detail: `${dateLong(dayOf(start), now)} ${clockRange(start, end)}` },
    {
      term: w.where,
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
    <Section title={w.details}>
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
