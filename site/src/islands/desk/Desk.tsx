import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { staff as t } from '../../i18n/zh/staff.ts';
import { staffErrorWords } from '../../i18n/zh/staffErrors.ts';
import { answer, api } from '../../lib/api.ts';
import { type Day, dayOf } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { type Person, requireSignIn, signInHref, useSession } from '../../lib/session.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { CodeBox } from './CodeBox.tsx';
import { DeskHead } from './DeskHead.tsx';
import { NotStaff } from './NotStaff.tsx';
import { hasDesk, type Part, placesFor, remember, startPlace, type Workplace } from './places.ts';

/** What a page of the desk is given. */
export interface AtDesk {
  person: Person;
  place: Workplace;
  now: number;
  today: Day;
  /** Grows with each act, so that lists ask anew. */
  turn: number;
  /** Call it after an act; the words, if any, are shown and said aloud under the code box. */
  changed: (words?: string) => void;
  /** What kind of day it is, beside the date. */
  note: (words: string) => void;
  /** Asks for the code of one order or booking: the box takes the focus and says whose. */
  askCode: (wanted: Wanted) => void;
}

export interface Wanted {
  who: string;
  /** Last four digits. */
  tail: string;
}

interface Props {
  title: string;
  part: Part;
  children: (desk: AtDesk) => ComponentChildren;
}

/** Who is here, which place, what time it is, the code box; and then the page. */
export function Desk({ title, part, children }: Props) {
  const { person, fault, retry } = useSession({ sure: true });
  useEffect(() => {
    if (person === null) requireSignIn();
  }, [person]);
  if (person && !hasDesk(person)) return <NotStaff title={title} />;
  if (person) {
    return (
      <Inside title={title} part={part} person={person}>
        {children}
      </Inside>
    );
  }
  return (
    <>
      <DeskHead title={title} />
      {fault && <Fault text={staffErrorWords(fault).text} onRetry={retry} />}
      {person === null && <SignedOut />}
      {person === undefined && !fault && <Waiting rows={4} />}
    </>
  );
}

function SignedOut() {
  return (
    <Empty title={t.toSignIn} text="">
      <Button href={signInHref(staffPaths.today)} fit>
        {t.signIn}
      </Button>
    </Empty>
  );
}

function Inside({ title, part, person, children }: Props & { person: Person }) {
  const now = useNow();
  const asked = useAnswer(person.id, () => answer(api.staff.workplaces.$get()));
  const [chosen, setChosen] = useState<string>();
  const [turn, setTurn] = useState(0);
  const [said, setSaid] = useState('');
  const [wanted, setWanted] = useState<Wanted>();
  const [note, setNote] = useState('');
  const code = asked.refusal?.code;
  useEffect(() => {
    if (code === 'auth.required' || code === 'auth.expired') requireSignIn();
  }, [code]);
  if (code === 'auth.forbidden') return <NotStaff title={title} />;
  if (!asked.value || now === 0) {
    return (
      <>
        <DeskHead title={title} now={now} />
        {code ? <Fault text={staffErrorWords(code).text} onRetry={asked.again} /> : <Waiting />}
      </>
    );
  }
  const places = placesFor(part, asked.value.items, person);
  const place = places.find(({ id }) => id === chosen) ?? startPlace(places);
  if (!place) {
    return (
      <>
        <DeskHead title={title} now={now} />
        <Empty title={t.notYours.title} text={t.notYours[part === 'any' ? 'venues' : part]}>
          <Button href={staffPaths.today} fit>
            {t.notYours.toToday}
          </Button>
        </Empty>
      </>
    );
  }
  const changed = (words = '') => {
    setTurn((old) => old + 1);
    setSaid(words);
    setWanted(undefined);
  };
  const choose = (id: string) => {
    remember(id);
    setChosen(id);
    setSaid('');
    setNote('');
  };
  return (
    <>
      <DeskHead
        title={title}
        now={now}
        note={note}
        place={place}
        places={places}
        onChoose={choose}
      />
      <CodeBox
        place={place}
        said={said}
        wanted={wanted}
        onDone={changed}
        onTyped={() => setSaid('')}
      />
      {asked.refusal && <p class="dim">{t.refreshFailed}</p>}
      {children({
        person,
        place,
        now,
        today: dayOf(now),
        turn,
        changed,
        note: setNote,
        askCode: setWanted,
      })}
    </>
  );
}
