import { useEffect, useRef, useState } from 'preact/hooks';
import type { ActivitySessionItem } from '../../../../worker/features/activities/schema.ts';
import { activities as t } from '../../i18n/zh/activities.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { periodOf, searchOf, type WantedActivities } from '../../lib/activities-query.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { clock, dayName, dayOf, monthDay } from '../../lib/format.ts';
import { nearOf, type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { SessionBoard } from '../home/SessionBoard.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { agesInWords } from './ages.ts';
import { useWanted, want } from './wanted.ts';

/** Sessions at first, and with each press on 再看后面的. */
const PAGE = 40;
/** As many as the API answers at once. */
const MOST = 500;

/** Sessions by day, today first, as the address of the page asks for them. */
export function ActivityList({ built }: { built: Place }) {
  const wanted = useWanted();
  const place = usePlace(built);
  const now = useNow();
  if (!wanted || !now) {
    return (
      <Section title={t.title}>
        <Waiting words={t.list.loading} rows={4} />
      </Section>
    );
  }
  const key = `${searchOf(wanted)} ${nearOf(place)}`;
  return <Found key={key} wanted={wanted} place={place} now={now} />;
}

interface FoundProps {
  wanted: WantedActivities;
  place: Place;
  now: number;
}

function Found({ wanted, place, now }: FoundProps) {
  const pace = usePace();
  const needs = useNeeds().join(',') || undefined;
  const [limit, setLimit] = useState(PAGE);
  const { audience, category, zone, facility, within, open } = wanted;
  const today = dayOf(now);
  const query = {
    audience,
    category,
    zone,
    facility,
    within,
    open,
    pace,
    near: nearOf(place),
    needs,
    limit: String(limit),
    ...periodOf(wanted, today),
  };
  const { value, refusal, again } = useAnswer(`${limit} ${pace} ${today} ${needs}`, () =>
    answer(api.activities.$get({ query }, nameless)),
  );
  const last = useRef(value);
  if (value) last.current = value;
  const shown = last.current;
  if (!shown) {
    return (
      <Section title={t.title}>
        {refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={again} />
        ) : (
          <Waiting words={t.list.loading} rows={4} />
        )}
      </Section>
    );
  }
  const { items, next } = shown;
  return (
    <>
      <Narrowed wanted={wanted} name={items[0]?.facility.name} now={now} />
      {items.length === 0 && <Nothing wanted={wanted} place={place} now={now} />}
      {byDay(items, today).map(([on, sessions]) => (
        <Section
          key={on}
          title={dayName(on, now)}
          end={<span role="status">{t.list.count(sessions.length)}</span>}
        >
          <SessionBoard items={sessions} now={now} where="near" note={noteOf} />
        </Section>
      ))}
      {next && limit < MOST && (
        <div class="section">
          <Button kind="line" busy={!value && !refusal} onClick={() => setLimit(limit + PAGE)}>
            {t.list.more}
          </Button>
        </div>
      )}
    </>
  );
}

function noteOf({ activity }: ActivitySessionItem): string | undefined {
  return agesInWords(activity);
}

/** What began yesterday and still goes on is today's. */
function byDay(items: readonly ActivitySessionItem[], today: string) {
  const days = new Map<string, ActivitySessionItem[]>();
  for (const item of items) {
    const began = dayOf(item.start);
    const on = began < today ? today : began;
    days.set(on, [...(days.get(on) ?? []), item]);
  }
  return [...days];
}

interface NarrowedProps {
  wanted: WantedActivities;
  name: string | undefined;
  now: number;
}

/** What a link from elsewhere has narrowed the list to, and the way out of it. */
function Narrowed({ wanted, name, now }: NarrowedProps) {
  const { facility, from, to } = wanted;
  if (!facility && !from) return null;
  const days = from && (from === to ? dayName(from, now) : daysInWords(from, to, now));
  return (
    <div class="section">
      <Notice>
        {facility && <p>{name ? t.find.facility(name) : t.find.facilityHere}</p>}
        {days && <p>{t.find.days(days)}</p>}
        <button
          type="button"
          class="link"
          onClick={() => want({ facility: undefined, from: undefined, to: undefined })}
        >
          {t.find.all}
        </button>
      </Notice>
    </div>
  );
}

function daysInWords(from: string, to: string | undefined, now: number): string {
  return to ? `${monthDay(from, now)}–${monthDay(to, now)}` : `${monthDay(from, now)}起`;
}

/** An empty list: the next session of that kind all the same. */
function Nothing({ wanted, place, now }: FoundProps) {
  const { audience, category } = wanted;
  const near = nearOf(place);
  const { value } = useAnswer(`${audience} ${category}`, () =>
    answer(api.activities.$get({ query: { audience, category, near, limit: '1' } })),
  );
  const [first] = value?.items ?? [];
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.scrollIntoView?.({ block: 'nearest' }), []);
  return (
    <div class="section" role="status" ref={heading}>
      <Empty
        title={wanted.when === 'today' ? t.list.noneToday : t.list.none}
        text={
          first
            ? t.list.noneNext(
                `${dayName(dayOf(first.start), now)} ${clock(first.start)}`,
                first.activity.title,
              )
            : t.list.noneText
        }
      >
        {first && (
          <Button href={`${paths.activities}${first.activity.id}/?session=${first.id}`}>
            {first.activity.title}
          </Button>
        )}
        <Button
          kind="line"
          onClick={() =>
            want({
              zone: undefined,
              facility: undefined,
              within: undefined,
              when: undefined,
              from: undefined,
              to: undefined,
              open: undefined,
            })
          }
        >
          {t.list.loosen}
        </Button>
        {!first && (
          <Button kind="line" icon="phone" href={`tel:${tenant.phone.dial}`}>
            {tenant.phone.shown}
          </Button>
        )}
      </Empty>
    </div>
  );
}
