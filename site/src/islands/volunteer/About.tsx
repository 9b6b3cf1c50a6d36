import type { VolunteerTask } from '../../../../worker/features/volunteering/schema.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { metres, span } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { agesInWords } from '../activities/ages.ts';
import { spanWords } from '../activities/when.ts';
import { FitHere } from '../needs/FitHere.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Way } from '../parts/Way.tsx';
import { placesWords } from './tasks.ts';

/** What is to do, when, and what it takes. */
export function About({ task, now }: { task: VolunteerTask; now: number }) {
  const { signUp, skills } = task;
  const ages = agesInWords({ minAge: task.minAge, maxAge: null });
  const rows = [
    [t.one.when, `${spanWords(task, now)}，${t.one.long(span(task.plannedMinutes))}`],
    [
      t.one.places,
      signUp.state === 'open' ? t.one.placesOf(signUp.left, signUp.places) : placesWords(task, now),
    ],
    [t.one.where, task.meetAt],
    [t.one.skills, skills.map((skill) => t.skills[skill]).join(t.join)],
    [t.one.ages, ages && `${ages}，${t.one.agesNote}`],
  ].filter(([, detail]) => detail);
  return (
    <div class="section about">
      {task.cancelReason && <Notice tone="warm">{t.one.cancelled(task.cancelReason)}</Notice>}
      <p class="lead">{task.summary}</p>
      <dl class="terms">
        {rows.map(([term, detail]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The house, the way there, and what one does on arriving. */
export function Where({ task: { facility } }: { task: VolunteerTask }) {
  const pace = usePace();
  const walk = walkTo(facility.position);
  return (
    <Section title={t.one.place}>
      <div class="ways">
        <Way
          light
          href={`${paths.near}${facility.id}/`}
          icon={facility.sign ? undefined : 'place'}
          code={facility.sign ?? undefined}
          title={facility.name}
          place={facility.address}
          bearingDeg={walk?.bearing}
          figure={walk?.minutes[pace]}
          note={walk && metres(walk.metres)}
        />
      </div>
      <FitHere facilityId={facility.id} />
      <p class="how">{t.one.how}</p>
    </Section>
  );
}
