import { useState } from 'preact/hooks';
import type { Volunteers } from '../../../../../worker/features/volunteering/schema.ts';
import { staffVolunteering } from '../../../i18n/zh/staffVolunteering.ts';
import { answer, api } from '../../../lib/api.ts';
import { clock } from '../../../lib/format.ts';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Section } from '../../parts/Section.tsx';
import type { AtDesk } from '../Desk.tsx';
import { ReasonForm } from '../ReasonForm.tsx';
import { Told } from '../Told.tsx';
import { useAct } from '../useAct.ts';
import { CorrectForm } from './CorrectForm.tsx';

const t = staffVolunteering.people;

export type Person = Volunteers['people'][number];
type Body = { act: 'in' | 'out' } | { act: 'close'; reason: string };

const check = (id: string, json: Body) =>
  answer(api.staff['volunteer-sign-ups'][':id'].check.$post({ param: { id }, json }));

/** Who has a place and who is there; in and out by hand for whoever has no phone with them. */
export function People({ desk, found }: { desk: AtDesk; found: Volunteers }) {
  const { people, task } = found;
  return (
    <Section title={t.title} end={t.count(people.length)}>
      {people.length === 0 && <Empty title={t.none} text={t.noneText} />}
      {people.map((person) => (
        <Row key={person.id} person={person} most={task.plannedMinutes} onDone={desk.changed} />
      ))}
    </Section>
  );
}

interface RowProps {
  person: Person;
  /** Minutes that were planned. */
  most: number;
  onDone: (words: string) => void;
}

function Row({ person, most, onDone }: RowProps) {
  const [open, setOpen] = useState<'close' | 'correct'>();
  const act = useAct();
  const { id, name, age, can } = person;
  async function run(json: Body) {
    const done = await act.run(() => check(id, json));
    if (done) onDone(json.act === 'in' ? t.done.in(name) : t.done.out(name));
  }
  return (
    <div class="job">
      <div class="what">
        <b>{name}</b> {age !== null && <span class="dim">{t.age(age)}</span>}
        <p>{statusOf(person)}</p>
      </div>
      {!open && (
        <div class="choices">
          {can.checkIn && (
            <Button
              size="small"
              fit
              busy={act.busy}
              label={t.label(t.checkIn, name)}
              onClick={() => void run({ act: 'in' })}
            >
              {t.checkIn}
            </Button>
          )}
          {can.checkOut && (
            <Button
              kind="line"
              size="small"
              fit
              busy={act.busy}
              label={t.label(t.checkOut, name)}
              onClick={() => void run({ act: 'out' })}
            >
              {t.checkOut}
            </Button>
          )}
          {can.close && (
            <Button
              kind="line"
              size="small"
              fit
              label={t.label(t.close, name)}
              onClick={() => setOpen('close')}
            >
              {t.close}
            </Button>
          )}
          {can.correct && (
            <Button
              kind="line"
              size="small"
              fit
              label={t.label(t.correct, name)}
              onClick={() => setOpen('correct')}
            >
              {t.correct}
            </Button>
          )}
        </div>
      )}
      {act.refusal && !open && <Told refusal={act.refusal} />}
      {open === 'close' && (
        <ReasonForm
          id={`close-${id}`}
          question={t.closeQuestion(name)}
          text={t.closeText}
          label={staffVolunteering.one.reason}
          maxLength={100}
          need={staffVolunteering.one.reasonNeed}
          yes={t.closeYes}
          no={staffVolunteering.one.keep}
          act={act}
          onYes={(reason) => void run({ act: 'close', reason })}
          onNo={() => setOpen(undefined)}
        />
      )}
      {open === 'correct' && (
        <CorrectForm
          person={person}
          most={most}
          onDone={onDone}
          onKeep={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function statusOf({ checkedIn, checkedOut, minutes }: Person): string {
  if (!checkedIn) return t.away;
  if (!checkedOut) return t.in(clock(checkedIn));
  return t.out(clock(checkedIn), clock(checkedOut), minutes ?? 0);
}
