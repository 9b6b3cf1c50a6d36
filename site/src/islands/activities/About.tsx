import type { Activity } from '../../../../worker/features/activities/schema.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { audience as words } from '../../i18n/zh/audience.ts';
import { direction, directionName, metres } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { FitHere } from '../needs/FitHere.tsx';
import { Section } from '../parts/Section.tsx';
import { Way } from '../parts/Way.tsx';
import { agesInWords } from './ages.ts';

/** What it is and for whom. */
export function About({ activity }: { activity: Activity }) {
  const limit = agesInWords(activity);
  return (
    <div class="section about">
      <p class="lead">{activity.summary}</p>
      <dl class="terms">
        <div>
          <dt>{t.one.audience}</dt>
          <dd>{audienceWords(activity)}</dd>
        </div>
        {limit && (
          <div>
            <dt>{t.one.ages}</dt>
            <dd>
              {limit}，{t.one.agesNote}
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** `所有人` says it all; otherwise each by name. */
function audienceWords({ audience }: Activity): string {
  if (audience.includes('all')) return words.all;
  const names = audience.map((one) => {
    if (one === 'parent') return words.parents;
    return one === 'all' ? words.all : words.names[one];
  });
  return names.join(words.join);
}

/** Where it is: the house, the way there, whom to call. */
export function Where({ activity: { facility, sessions } }: { activity: Activity }) {
  const pace = usePace();
  const walk = walkTo(facility.position);
  const room = sessions[0]?.place;
  return (
    <Section title={t.one.where}>
      <div class="ways">
        <Way
          light
          href={`${paths.near}${facility.id}/`}
          icon={facility.sign ? undefined : 'place'}
          code={facility.sign ?? undefined}
          title={facility.name}
          place={[room, facility.address].filter(Boolean).join('，')}
          bearingDeg={walk?.bearing}
          figure={walk?.minutes[pace]}
          note={walk && metres(walk.metres)}
        />
      </div>
      <FitHere facilityId={facility.id} />
      {walk && (
        <p class="dim">
          {t.one.walk(
            directionName(direction(walk.bearing)),
            walk.minutes[pace],
            metres(walk.metres),
          )}
        </p>
      )}
      {facility.phone && (
        <p>
          <a class="link" href={`tel:${facility.phone}`}>
            {t.one.call(facility.phone)}
          </a>
        </p>
      )}
    </Section>
  );
}
