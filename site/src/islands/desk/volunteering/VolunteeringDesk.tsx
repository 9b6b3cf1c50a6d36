import { useState } from 'preact/hooks';
import type { StaffTask } from '../../../../../worker/features/volunteering/schema.ts';
import { staffVolunteering as t } from '../../../i18n/zh/staffVolunteering.ts';
import { answer, api } from '../../../lib/api.ts';
import { clock, dayName, dayOf, toMs } from '../../../lib/format.ts';
import { Board, BoardRow } from '../../parts/Board.tsx';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Empty.tsx';
import { Field } from '../../parts/Field.tsx';
import { Section } from '../../parts/Section.tsx';
import { StateTile } from '../../parts/StateTile.tsx';
import { type AtDesk, Desk } from '../Desk.tsx';
import { Loaded } from '../Loaded.tsx';
import { useAddress } from '../useAddress.ts';
import { useDesk } from '../useDesk.ts';
import { TaskDesk } from './TaskDesk.tsx';
import { TaskForm } from './TaskForm.tsx';

export function VolunteeringPage() {
  return (
    <Desk title={t.title} part="activities">
      {(desk) => <VolunteeringDesk key={desk.place.id} desk={desk} />}
    </Desk>
  );
}

function VolunteeringDesk({ desk }: { desk: AtDesk }) {
  const address = useAddress();
  const taskId = address.get('task');
  if (taskId) {
    const back = () => address.set({ task: undefined });
    return <TaskDesk key={taskId} desk={desk} taskId={taskId} onBack={back} />;
  }
  if (address.get('new')) {
    return <TaskForm desk={desk} onClose={() => address.set({ new: undefined })} />;
  }
  return (
    <>
      <div class="choices">
        <Button size="small" fit icon="plus" onClick={() => address.set({ new: '1' }, true)}>
          {t.create}
        </Button>
      </div>
      <Lists desk={desk} />
    </>
  );
}

function Lists({ desk }: { desk: AtDesk }) {
  const { place, today, now, turn } = desk;
  const asked = useDesk('volunteering', turn, () => answer(api.staff['volunteer-tasks'].$get()));
  return (
    <Loaded asked={asked}>
      {({ items }) => {
        const here = items.filter(({ facility }) => facility.id === place.id);
        const ofToday = here.filter(({ start }) => dayOf(start) === today);
        const ahead = here.filter(({ start }) => dayOf(start) > today);
        const past = here.filter(({ start }) => dayOf(start) < today).reverse();
        return (
          <div class="columns two">
            <div>
              <Section title={t.going} end={t.count(ofToday.length)}>
                {ofToday.length === 0 && <Empty title={t.none} text={t.noneText} />}
                <Rows tasks={ofToday} now={now} />
              </Section>
              <Section title={t.ahead} end={t.count(ahead.length)}>
                {ahead.length === 0 && <p class="dim">{t.aheadNone}</p>}
                <Rows tasks={ahead} now={now} withDay />
              </Section>
            </div>
            <div>
              <HoursTable placeId={place.id} today={today} />
              {past.length > 0 && (
                <Section title={t.past} end={t.count(past.length)}>
                  <Rows tasks={past} now={now} withDay />
                </Section>
              )}
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}

interface RowsProps {
  tasks: readonly StaffTask[];
  now: number;
  withDay?: boolean;
}

function Rows({ tasks, now, withDay }: RowsProps) {
  if (tasks.length === 0) return null;
  return (
    <Board>
      {tasks.map((task) => (
        <BoardRow
          key={task.id}
          href={`?task=${task.id}`}
          time={clock(task.start)}
          title={task.title}
          detail={[
            withDay && dayName(dayOf(task.start), now),
            task.meetAt,
            task.here > 0 && t.here(task.here),
          ]
            .filter(Boolean)
            .join('，')}
          end={<TaskTile task={task} now={now} />}
        />
      ))}
    </Board>
  );
}

/** How many places are taken; how it ended once it has. */
export function TaskTile({ task, now }: { task: StaffTask; now: number }) {
  const { places, taken } = task.signUp;
  if (task.state === 'cancelled') return <StateTile kind="void">{t.state.cancelled}</StateTile>;
  if (now >= toMs(task.end)) return <StateTile kind="done">{t.state.over}</StateTile>;
  return <StateTile kind={taken >= places ? 'full' : 'wait'}>{t.taken(taken, places)}</StateTile>;
}

function HoursTable({ placeId, today }: { placeId: string; today: string }) {
  const [month, setMonth] = useState(today.slice(0, 7));
  const query = new URLSearchParams({ facility: placeId, month });
  return (
    <Section title={t.hours.title}>
      <div class="stack">
        <p class="dim">{t.hours.text}</p>
        <Field
          id="hours-month"
          type="month"
          label={t.hours.month}
          max={today.slice(0, 7)}
          value={month}
          onInput={(chosen) => chosen && setMonth(chosen)}
        />
        <Button kind="line" icon="doc" fit href={`/api/v1/staff/service-hours.csv?${query}`}>
          {t.hours.get}
        </Button>
      </div>
    </Section>
  );
}
