import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { faultWords } from '../i18n/zh/faults.ts';
import { venues as t } from '../i18n/zh/venues.ts';
import { clockRange, dateShort, dayName, dayOf, digits, span, weekOf } from '../lib/format.ts';
import { usePace, walkTo } from '../lib/home.ts';
import { useNow } from '../lib/now.ts';
import { paths } from '../lib/paths.ts';
import { useSession } from '../lib/session.ts';
import {
  type Choice,
  choose,
  endsFrom,
  minutesOf,
  mondayOf,
  placesIn,
  type VenueDay,
  type VenueFacts,
  whyShut,
} from '../lib/venueWeek.ts';
import { Button } from './parts/Button.tsx';
import { Dock } from './parts/Dock.tsx';
import { Notice } from './parts/Notice.tsx';
import { Section } from './parts/Section.tsx';
import { Fault, Waiting } from './parts/Waiting.tsx';
import { allowance, leftOf, loadAllowance } from './venue/allowance.ts';
import type { Booking } from './venue/Booked.tsx';
import { DayPicker } from './venue/DayPicker.tsx';
import { TimePicker } from './venue/TimePicker.tsx';
import { useBooking } from './venue/useBooking.ts';
import { useLater } from './venue/useLater.ts';
import { useWeek } from './venue/useWeek.ts';
import type { VenueRefusalProps } from './venue/VenueRefusal.tsx';
import {
  CallName,
  needsGuardian,
  PartySize,
  Purpose,
  useDependants,
  Whom,
} from './venue/WhoComes.tsx';
import { type Wish, wishOf, wishPath } from './venue/wish.ts';

/** Choosing a time of one venue and booking it; then the pass, or the way around. */
export function VenueWeek({ venue }: { venue: VenueFacts }) {
  const now = useNow();
  const pace = usePace();
  const [wish, setWish] = useWish(venue);
  const booker = useBooking();
  const [left, setLeft] = useState<number>();
  const { outcome } = booker;
  const walkMin = walkTo(venue.facility)?.minutes[pace];
  const isDone = outcome?.kind === 'booked' || outcome?.kind === 'refused';
  useDock(!isDone);
  useEffect(() => {
    if (!isDone) return;
    void loadAllowance(venue.id).then((found) => setLeft(found ? leftOf(found) : undefined));
  }, [isDone, venue.id]);
  if (!wish || now === 0) return <Before />;
  if (outcome?.kind === 'booked') {
    return <Made booking={outcome.booking} walkMin={walkMin} now={now} />;
  }
  const shared = { venue, walkMin, now, left: left ?? allowanceLeft() };
  const isRefused = outcome?.kind === 'refused';
  return (
    <>
      {isRefused && <Refused {...shared} {...outcome} onBack={booker.forget} />}
      <div hidden={isRefused}>
        <Choosing venue={venue} wish={wish} onWish={setWish} booker={booker} now={now} />
      </div>
    </>
  );
}

function allowanceLeft(): number | undefined {
  return allowance.value ? leftOf(allowance.value) : undefined;
}

/** What stands there until the script runs. */
function Before() {
  return (
    <Section title={t.week.title}>
      <Waiting rows={3} />
    </Section>
  );
}

/** The wish, read from the address once the page runs and written back whenever it changes. */
function useWish(venue: VenueFacts): [Wish | undefined, (wish: Wish) => void] {
  const [wish, setWish] = useState<Wish>();
  useEffect(() => setWish(wishOf(window.location.search, venue)), [venue]);
  function change(next: Wish) {
    setWish(next);
    window.history.replaceState(null, '', wishPath(venue.id, next));
  }
  return [wish, change];
}

/** The bar at the bottom belongs to the act while there is one to do, and to the tabs afterwards. */
function useDock(docked: boolean) {
  useEffect(() => {
    document.body.classList.toggle('has-dock', docked);
  }, [docked]);
}

interface MadeProps {
  booking: Booking;
  walkMin?: number;
  now: number;
}

const loadBooked = () => import('./venue/Booked.tsx').then(({ Booked }) => Booked);
const loadRefusal = () => import('./venue/VenueRefusal.tsx').then((found) => found.VenueRefusal);

/** What may come of a press, fetched while somebody still chooses: a weak network then does not stand between. */
function useOutcomeReady(isChosen: boolean) {
  useEffect(() => {
    if (!isChosen) return;
    Promise.all([loadBooked(), loadRefusal()]).catch(() => undefined);
  }, [isChosen]);
}

/** The pass comes with its QR maker; the digits are there at once. */
function Made(props: MadeProps) {
  const { id, venue, start, end, code } = props.booking;
  const heading = useRef<HTMLHeadingElement>(null);
  const { Part, isLost } = useLater(loadBooked);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [id]);
  const when = dayName(dayOf(start), props.now);
  return (
    <div class="booked">
      <h2 class="done pad" tabIndex={-1} ref={heading}>
        {t.booked.title}
      </h2>
      <p class={Part ? 'visually-hidden' : 'pad'} role="status">
        {t.booked.said(when, clockRange(start, end), venue.name)}
      </p>
      {Part ? <Part {...props} /> : <p class="n pass-digits pad">{digits(code)}</p>}
      {isLost && (
        <div class="pad stack">
          <p>{t.booked.noQr}</p>
          <Button href={paths.mine}>{t.booked.mine}</Button>
        </div>
      )}
    </div>
  );
}

function Refused(props: VenueRefusalProps) {
  const { Part, isLost } = useLater(loadRefusal);
  if (Part) return <Part {...props} />;
  if (!isLost) return <Before />;
  return (
    <div class="section">
      <Fault text={t.form.refusedUnsaid} onRetry={props.onBack} />
    </div>
  );
}

interface ChoosingProps {
  venue: VenueFacts;
  wish: Wish;
  onWish: (wish: Wish) => void;
  booker: ReturnType<typeof useBooking>;
  now: number;
}

function Choosing({ venue, wish, onWish, booker, now }: ChoosingProps) {
  const { person } = useSession();
  const dependants = useDependants(person);
  const [purpose, setPurpose] = useKept(`linli.purpose.${venue.id}`);
  const [name, setName] = useState('');
  const [missing, setMissing] = useState<'purpose' | 'name'>();
  const [weekOn, setWeekOn] = useState<string>();
  const thisWeek = mondayOf(dayOf(now));
  const wished = weekOn ?? (wish.on && mondayOf(wish.on));
  const week = useWeek(venue.id, wished === thisWeek ? undefined : wished, true);
  const { partySize } = wish;

  const withRoom = weekWithRoom(venue, week.days, partySize);
  const monday = wished ?? thisWeek;
  // On a Sunday evening the first day with room is in a week that has not been asked for as a whole.
  useEffect(() => {
    if (!wished && withRoom && withRoom > thisWeek) setWeekOn(withRoom);
  }, [wished, withRoom, thisWeek]);
  const shown = weekOf(monday).flatMap((on) => week.days.get(on) ?? []);
  const firstFree = shown.find((day) => !whyShut(venue, day, partySize));
  const on = wish.on && mondayOf(wish.on) === monday ? wish.on : firstFree?.on;
  const day = shown.find((one) => one.on === on);
  const choice = day && chosenOn(venue, day, wish);
  const whom = dependants.find(({ id }) => id === wish.personId);
  const guarded = needsGuardian(whom, on ?? dayOf(now), venue.guardianUnderAge);
  const minParty = guarded ? Math.min(venue.maxParty, Math.max(2, venue.minParty)) : venue.minParty;

  useOutcomeReady(choice !== undefined);

  function pickStart(start: string) {
    if (!day) return;
    const minutes = choice && minutesOf(choice);
    const picked = choose(venue, day, { start, minutes }, partySize);
    if (picked) onWish({ ...wish, on: day.on, ...picked });
  }

  function pickWhom(personId: string | undefined) {
    const other = dependants.find(({ id }) => id === personId);
    const two = needsGuardian(other, on ?? dayOf(now), venue.guardianUnderAge);
    const least = two ? Math.min(venue.maxParty, 2) : 1;
    onWish({ ...wish, personId, partySize: Math.max(least, partySize) });
  }

  function book() {
    if (!choice) return toTimes();
    const needsName = person !== null && person?.name === '';
    if (person && venue.asksPurpose && !purpose.trim()) return complain('purpose');
    if (needsName && !name.trim()) return complain('name');
    setMissing(undefined);
    const asked = venue.asksPurpose ? purpose.trim() : undefined;
    void booker
      .book(
        {
          venueId: venue.id,
          wish: { ...wish, ...choice, partySize: Math.max(partySize, minParty) },
          purpose: asked,
          name: needsName ? name.trim() : undefined,
        },
        person,
      )
      .then(week.again);
  }

  function complain(what: 'purpose' | 'name') {
    setMissing(what);
    document.getElementById(what)?.focus();
  }

  const isRefused = booker.outcome?.kind === 'refused';
  const wasRefused = useRef(false);
  useEffect(() => {
    if (wasRefused.current && !isRefused) toTimes();
    wasRefused.current = isRefused;
  }, [isRefused]);

  const fault = booker.outcome?.kind === 'fault' ? booker.outcome.refusal : undefined;
  return (
    <>
      <DayPicker
        venue={venue}
        week={week}
        monday={monday}
        chosenOn={on}
        party={partySize}
        now={now}
        onDay={(chosen) => onWish({ ...wish, on: chosen, start: undefined, end: undefined })}
        onWeek={setWeekOn}
      />
      {day && (
        <TimePicker
          venue={venue}
          day={day}
          party={partySize}
          choice={choice}
          lost={choice || !wish.start || dayOf(wish.start) !== day.on ? undefined : wish.start}
          now={now}
          onStart={pickStart}
          onEnd={(end) => onWish({ ...wish, end })}
        />
      )}
      {day && (
        <Fragment>
          <PartySize
            venue={venue}
            value={Math.max(partySize, minParty)}
            min={minParty}
            left={choice && placesIn(day, choice)}
            onChange={(value) => onWish({ ...wish, partySize: value })}
          />
          {person && (
            <Whom
              person={person}
              dependants={dependants}
              chosen={wish.personId}
              guardianNote={guarded ? t.whom.guardian(venue.guardianUnderAge) : undefined}
              onChange={pickWhom}
            />
          )}
          {venue.asksPurpose && (
            <Purpose value={purpose} missing={missing === 'purpose'} onInput={setPurpose} />
          )}
          {person?.name === '' && (
            <CallName value={name} missing={missing === 'name'} onInput={setName} />
          )}
          <div class="section">
            <Notice>
              <p>{t.form.cancel(span(venue.cancelBeforeMin))}</p>
              {venue.kind === 'school' && <p>{t.form.guardian(venue.guardianUnderAge)}</p>}
              {person === null && <p>{t.form.signIn}</p>}
            </Notice>
          </div>
        </Fragment>
      )}
      {fault && (
        <div class="section">
          <Fault text={faultWords(fault.code).text} onRetry={book} />
        </div>
      )}
      <Dock
        line={choice && on ? dateShort(on) : t.dock.pick}
        figure={choice && clockRange(choice.start, choice.end)}
      >
        <Button kind="act" busy={booker.busy} onClick={book}>
          {choice ? t.dock.book : t.dock.toPick}
        </Button>
      </Dock>
    </>
  );
}

/** The wished time where it can still be had. A wish without an end takes the shortest. */
function chosenOn(venue: VenueFacts, day: VenueDay, wish: Wish): Choice | undefined {
  const { start, end, partySize } = wish;
  if (!start) return undefined;
  if (end && endsFrom(venue, day.slots, start, partySize).includes(end)) return { start, end };
  const minutes = end && minutesOf({ start, end });
  return choose(venue, day, { start, minutes: minutes || undefined }, partySize);
}

/** The week of the first day that still has room: on a Sunday evening that is the next one. */
function weekWithRoom(
  venue: VenueFacts,
  days: ReadonlyMap<string, VenueDay>,
  party: number,
): string | undefined {
  const free = [...days.values()].find((day) => !whyShut(venue, day, party));
  return free && mondayOf(free.on);
}

/** To the times of the day, or where there are none to the days. */
function toTimes() {
  const slot = document.querySelector<HTMLElement>('#times button');
  const first = slot ?? document.querySelector<HTMLElement>('.week button');
  first?.closest('section')?.scrollIntoView();
  first?.focus({ preventScroll: true });
}

/** A text that outlives going away to sign in, in this window only. */
function useKept(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => {
    try {
      setText(sessionStorage.getItem(key) ?? '');
    } catch {
      // Refused: then it lasts as long as the page.
    }
  }, [key]);
  function keep(next: string) {
    setText(next);
    try {
      sessionStorage.setItem(key, next);
    } catch {
      // Refused or full.
    }
  }
  return [text, keep];
}
