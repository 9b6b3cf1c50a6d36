import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { activity as t } from '../../i18n/zh/activity.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { Figure } from '../parts/Figure.tsx';
import { Plate } from '../parts/Plate.tsx';
import { useActivity } from './activity.ts';
import { spanWords } from './when.ts';

/** The sign of one activity: what, where, when the chosen session is, and how far. */
export function ActivityHead({ built }: { built: Place }) {
  const shown = useActivity();
  const place = usePlace(built);
  const pace = usePace();
  const now = useNow();
  if (!shown || !now) {
    return (
      <div class="sign-title">
        <Plate icon="people" />
        <div class="words">
          <h1>{t.title}</h1>
        </div>
      </div>
    );
  }
  const { activity, session } = shown;
  const { facility, title } = activity;
  const walk = walkBetween(place, facility.position);
  return (
    <>
      <div class="sign-title">
        <Plate icon={facility.sign ? undefined : 'people'} code={facility.sign ?? undefined} />
        <div class="words">
          <h1>{title}</h1>
          <div class="under">{facility.name}</div>
        </div>
      </div>
      <Figure
        lead={session ? spanWords(session, now) : t.one.signLead.none}
        more={session?.place ?? facility.address}
        label={t.one.from(place.name)}
        figure={walk.minutes[pace]}
        unit={t.one.minutes}
        bearingDeg={walk.bearing}
      />
    </>
  );
}
