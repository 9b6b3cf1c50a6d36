import type { VolunteerTask } from '../../../../worker/features/volunteering/schema.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { metres } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { spanWords } from '../activities/when.ts';
import { Tag } from '../parts/Tag.tsx';
import { Way } from '../parts/Way.tsx';
import { placesWords, taskPath } from './tasks.ts';

/** One task: what, when, where, how many are missing, how far. Leads to its page. */
export function TaskWay({ task, now }: { task: VolunteerTask; now: number }) {
  const pace = usePace();
  const { facility, skills } = task;
  const walk = walkTo(facility.position);
  const [, day, hours] = /^(?:(.*) )?(\S+)$/.exec(spanWords(task, now)) ?? [];
  return (
    <Way
      light
      href={taskPath(task.id)}
      icon={facility.sign ? undefined : 'people'}
      code={facility.sign ?? undefined}
      title={task.title}
      place={
        <>
          {day} <span class="whole">{hours}</span>
          <br />
          {facility.name}
          <br />
          <b>{placesWords(task, now)}</b>
          {skills.length > 0 && (
            <span class="task-skills">
              {' '}
              {skills.map((skill) => (
                <Tag key={skill}>{t.skills[skill]}</Tag>
              ))}
            </span>
          )}
        </>
      }
      bearingDeg={walk?.bearing}
      figure={walk?.minutes[pace]}
      note={walk && metres(walk.metres)}
    />
  );
}
