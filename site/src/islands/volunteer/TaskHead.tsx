import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { spanWords } from '../activities/when.ts';
import { Figure } from '../parts/Figure.tsx';
import { Plate } from '../parts/Plate.tsx';
import { useTask } from './shown.ts';

/** The sign of one task: what, where, when, and how far it is. */
export function TaskHead({ built }: { built: Place }) {
  const task = useTask();
  const place = usePlace(built);
  const pace = usePace();
  const now = useNow();
  if (!task || !now) {
    return (
      <div class="sign-title">
        <Plate icon="people" />
        <div class="words">
          <h1>{t.title}</h1>
        </div>
      </div>
    );
  }
  const { facility, title, meetAt } = task;
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
        lead={spanWords(task, now)}
        more={meetAt}
        label={t.one.from(place.name)}
        figure={walk.minutes[pace]}
        unit={t.one.minutes}
        bearingDeg={walk.bearing}
      />
    </>
  );
}
