import type { Participants } from '../../../../worker/features/activities/schema.ts';
import { staffActivities } from '../../i18n/zh/staffActivities.ts';
import { answer, api } from '../../lib/api.ts';
import { clockRange, dateFull, dayOf, toMs } from '../../lib/format.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Picks } from '../parts/Picks.tsx';
import { Section } from '../parts/Section.tsx';
import type { AtDesk } from './Desk.tsx';
import { Told } from './Told.tsx';
import { type Act, useAct } from './useAct.ts';
import { momentWords } from './words.ts';

const t = staffActivities.list;
/** Most marks in one request, and the minutes before a session from which attendance is marked: the worker's own. */
const MOST_MARKS = 200;
const MARK_BEFORE_MS = 30 * 60_000;
/** Empty lines on paper for those who come without having signed up. */
const EMPTY_LINES = 6;

type Attendee = Participants['registered'][number]['attendees'][number];
type Person = Attendee & { registrationId: string; by: string };

interface Props {
  desk: AtDesk;
  lists: Participants;
}

/** Who signed up and who came: all in one press, then those who did not. On paper a sheet to sign. */
export function RollCall({ desk, lists }: Props) {
  const { session, registered } = lists;
  const act = useAct();
  const people = registered
    .flatMap(({ registrationId, by, attendees }) =>
      attendees.map((one): Person => ({ ...one, registrationId, by })),
    )
    .filter(({ state }) => state !== 'cancelled');
  const open = people.filter(({ state }) => state === 'held');
  const from = toMs(session.start) - MARK_BEFORE_MS;
  const mayMark = session.can.markAttendance && desk.now >= from && session.state === 'scheduled';

  async function mark(those: readonly Person[], attended: boolean, words: string) {
    const marks = those.map(({ registrationId, personId }) => ({
      registrationId,
      personId,
      attended,
    }));
    const done = await act.run(async () => {
      for (let at = 0; at < marks.length; at += MOST_MARKS) {
        await answer(
          api.staff.sessions[':id'].attendance.$post({
            param: { id: session.id },
            json: { marks: marks.slice(at, at + MOST_MARKS) },
          }),
        );
      }
    });
    if (done) desk.changed(words);
  }
  return (
    <div class="roll-call">
      <div class="print-only print-title">
        <h1>{session.activity.title}</h1>
        <p>
          {dateFull(dayOf(session.start))} {clockRange(session.start, session.end)}，
          {session.facility.name} {session.place}
        </p>
      </div>
      <Section title={t.title} end={t.end(people.length)}>
        {people.length === 0 && <Empty title={t.none} text={t.noneText} />}
        {people.length > 0 && (
          <>
            <div class="choices no-print">
              {mayMark && open.length > 0 && (
                <Button
                  fit
                  icon="check"
                  busy={act.busy}
                  onClick={() => void mark(open, true, t.markedAll(open.length))}
                >
                  {t.allCame}
                </Button>
              )}
              <Button kind="line" fit icon="print" onClick={() => window.print()}>
                {t.print}
              </Button>
            </div>
            <div class="no-print">
              {mayMark && open.length > 0 && <p class="dim">{t.allCameText(open.length)}</p>}
              {!mayMark && session.state === 'scheduled' && (
                <Notice>{t.notYet(momentWords(from, desk.now))}</Notice>
              )}
              <p>
                <b>{summary(people)}</b>
              </p>
            </div>
            {lists.unpaid > 0 && <Notice>{t.unpaid(lists.unpaid)}</Notice>}
            {act.refusal && <Told refusal={act.refusal} />}
            <Roll people={people} mayMark={mayMark} act={act} onMark={mark} />
          </>
        )}
      </Section>
    </div>
  );
}

function summary(people: readonly Person[]): string {
  const count = (wanted: Attendee['state']) =>
    people.filter(({ state }) => state === wanted).length;
  return t.summary(count('attended'), count('absent'), count('held'));
}

interface RollProps {
  people: readonly Person[];
  mayMark: boolean;
  act: Act;
  onMark: (those: readonly Person[], attended: boolean, words: string) => Promise<void>;
}

function Roll({ people, mayMark, act, onMark }: RollProps) {
  return (
    <table class="table folds roll">
      <thead>
        <tr>
          <td />
          <th scope="col">{t.head.name}</th>
          <th scope="col">{t.head.by}</th>
          <th scope="col" class="no-print">
            {t.head.state}
          </th>
          <th scope="col" class="print-cell">
            {t.head.sign}
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person, row) => (
          <tr key={`${person.registrationId} ${person.personId}`}>
            <td class="n time">{row + 1}</td>
            <th class="what" scope="row">
              {person.name}
              <div class="dim">{person.age === null ? '' : t.age(person.age)}</div>
            </th>
            <td class="who">{person.by === person.name ? '' : t.signedBy(person.by)}</td>
            <td class="status no-print">
              {mayMark ? (
                <Picks
                  label={person.name}
                  quiet
                  options={[
                    { value: 'attended', label: t.came },
                    { value: 'absent', label: t.absent },
                  ]}
                  chosen={person.state}
                  onChoose={(state) => {
                    const came = state === 'attended';
                    if (act.busy || state === person.state) return;
                    void onMark([person], came, t.marked(person.name, came));
                  }}
                />
              ) : (
                t.states[person.state]
              )}
            </td>
            <td class="print-cell" />
          </tr>
        ))}
        {Array.from({ length: EMPTY_LINES }, (_, row) => (
          <tr key={`empty ${row}`} class="print-row">
            <td class="n time">{people.length + row + 1}</td>
            <td />
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
