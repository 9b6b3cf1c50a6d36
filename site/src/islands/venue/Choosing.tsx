import { useEffect, useRef, useState } from 'preact/hooks';
import { faultWords } from '../../i18n/zh/faults.ts';
import { venues as t } from '../../i18n/zh/venues.ts';
import { clockRange, dateShort, dayOf, span } from '../../lib/format.ts';
import { type Person, useSession } from '../../lib/session.ts';
import { type Choice, choose, minutesOf, placesIn, type VenueFacts } from '../../lib/venueWeek.ts';
import { Button } from '../parts/Button.tsx';
import { Dock } from '../parts/Dock.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Fault } from '../parts/Waiting.tsx';
import { DayPicker } from './DayPicker.tsx';
import { useKept } from './kept.ts';
import { useOutcomeReady } from './Outcome.tsx';
import { TimePicker } from './TimePicker.tsx';
import type { Booker } from './useBooking.ts';
import { type ShownDay, useDay } from './useDay.ts';
import { CallName, needsGuardian, PartySize, Purpose, useDependants, Whom } from './WhoComes.tsx';
import type { Wish } from './wish.ts';

interface ChoosingProps {
  venue: VenueFacts;
  wish: Wish;
  onWish: (wish: Wish) => void;
  booker: Booker;
  now: number;
}

/** The week, the day, who comes, and the press. */
export function Choosing(props: ChoosingProps) {
  const { venue, wish, onWish, booker, now } = props;
  const { person } = useSession();
  const shown = useDay(venue, wish, now);
  const texts = useTexts(venue, person);
  const party = useParty(props, shown, person);
  const { week, on, day, choice } = shown;
  useOutcomeReady(choice !== undefined);
  useReturn(booker.outcome?.kind === 'refused');

  function book() {
    if (!choice) return toTimes();
    if (!texts.areFilled()) return;
    const asked = { ...wish, ...choice, partySize: party.size };
    void booker.book({ venueId: venue.id, wish: asked, ...texts.given }, person).then(week.again);
  }

  const fault = booker.outcome?.kind === 'fault' ? booker.outcome.refusal : undefined;
  return (
    <>
      <Times {...props} shown={shown} />
      {day && (
        <>
          <PartySize
            venue={venue}
            value={party.size}
            min={party.min}
            left={choice && placesIn(day, choice)}
            onChange={(partySize) => onWish({ ...wish, partySize })}
          />
          {person && <Whom person={person} chosen={wish.personId} {...party} />}
          <Texts venue={venue} person={person} texts={texts} />
          <Conditions venue={venue} isStranger={person === null} />
        </>
      )}
      {fault && <Undecided code={fault.code} onRetry={book} />}
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

function Times({ venue, wish, onWish, now, shown }: ChoosingProps & { shown: ShownDay }) {
  const { week, monday, setMonday, on, day, choice } = shown;
  const { partySize } = wish;

  function pickStart(start: string) {
    if (!day) return;
    const picked = choose(venue, day, { start, minutes: choice && minutesOf(choice) }, partySize);
    if (picked) onWish({ ...wish, on: day.on, ...picked });
  }

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
        onWeek={setMonday}
      />
      {day && (
        <TimePicker
          venue={venue}
          day={day}
          party={partySize}
          choice={choice}
          lost={isLost(wish, choice, day.on) ? wish.start : undefined}
          now={now}
          onStart={pickStart}
          onEnd={(end) => onWish({ ...wish, end })}
        />
      )}
    </>
  );
}

/** Whether the wished time is on the day that is shown and can't be had any more. */
function isLost({ start }: Wish, choice: Choice | undefined, on: string): boolean {
  return choice === undefined && start !== undefined && dayOf(start) === on;
}

/** For whom, and how many: a child of that age is never booked in alone. */
function useParty(
  { venue, wish, onWish, now }: ChoosingProps,
  { on }: ShownDay,
  person: Person | null | undefined,
) {
  const dependants = useDependants(person);
  const { guardianUnderAge, minParty, maxParty } = venue;
  const leastFor = (personId: string | undefined) => {
    const one = dependants.find(({ id }) => id === personId);
    const isGuarded = needsGuardian(one, on ?? dayOf(now), guardianUnderAge);
    return isGuarded ? Math.min(maxParty, Math.max(2, minParty)) : minParty;
  };
  const whom = dependants.find(({ id }) => id === wish.personId);
  const isGuarded = needsGuardian(whom, on ?? dayOf(now), guardianUnderAge);
  const min = leastFor(wish.personId);
  return {
    dependants,
    min,
    size: Math.max(min, wish.partySize),
    guardianNote: isGuarded ? t.whom.guardian(guardianUnderAge) : undefined,
    onChange: (personId: string | undefined) =>
      onWish({ ...wish, personId, partySize: Math.max(leastFor(personId), wish.partySize) }),
  };
}

interface FormTexts {
  purpose: string;
  setPurpose: (text: string) => void;
  name: string;
  setName: (text: string) => void;
  missing: 'purpose' | 'name' | undefined;
  /** What goes along with the booking. */
  given: { purpose?: string; name?: string };
  /** Says what is missing, and goes there. A stranger is asked after signing in. */
  areFilled: () => boolean;
}

function useTexts(venue: VenueFacts, person: Person | null | undefined): FormTexts {
  const [purpose, setPurpose] = useKept(`linli.purpose.${venue.id}`);
  const [name, setName] = useState('');
  const [missing, setMissing] = useState<'purpose' | 'name'>();
  const isNameless = person?.name === '';
  const given = {
    ...(venue.asksPurpose && { purpose: purpose.trim() }),
    ...(isNameless && { name: name.trim() }),
  };
  function areFilled() {
    const lacks = person
      ? (['purpose', 'name'] as const).find((field) => given[field] === '')
      : undefined;
    setMissing(lacks);
    if (lacks) document.getElementById(lacks)?.focus();
    return lacks === undefined;
  }
  return { purpose, setPurpose, name, setName, missing, given, areFilled };
}

interface TextsProps {
  venue: VenueFacts;
  person: Person | null | undefined;
  texts: FormTexts;
}

function Texts({ venue, person, texts }: TextsProps) {
  const { purpose, setPurpose, name, setName, missing } = texts;
  return (
    <>
      {venue.asksPurpose && (
        <Purpose value={purpose} missing={missing === 'purpose'} onInput={setPurpose} />
      )}
      {person?.name === '' && (
        <CallName value={name} missing={missing === 'name'} onInput={setName} />
      )}
    </>
  );
}

function Conditions({ venue, isStranger }: { venue: VenueFacts; isStranger: boolean }) {
  return (
    <div class="section">
      <Notice>
        <p>{t.form.cancel(span(venue.cancelBeforeMin))}</p>
        {venue.kind === 'school' && <p>{t.form.guardian(venue.guardianUnderAge)}</p>}
        {isStranger && <p>{t.form.signIn}</p>}
      </Notice>
    </div>
  );
}

/** Nothing was decided. Said where the press was made, which may be far above the bottom of the page. */
function Undecided({ code, onRetry }: { code: string; onRetry: () => void }) {
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'center' }), []);
  return (
    <div class="section" ref={here}>
      <Fault text={faultWords(code).text} onRetry={onRetry} />
    </div>
  );
}

/** Coming back from a refusal leads to the times. */
function useReturn(isRefused: boolean) {
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !isRefused) toTimes();
    was.current = isRefused;
  }, [isRefused]);
}

/** To the times of the day, or where there are none to the days. */
function toTimes() {
  const slot = document.querySelector<HTMLElement>('#times button');
  const first = slot ?? document.querySelector<HTMLElement>('.week button');
  first?.closest('section')?.scrollIntoView();
  first?.focus({ preventScroll: true });
}
