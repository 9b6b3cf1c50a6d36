import { home as words } from '../../i18n/zh/home.ts';
import { type Place, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { Way } from '../parts/Way.tsx';
import { useElder } from '../useElder.ts';
import { FifteenMinutes } from './FifteenMinutes.tsx';
import { MyToday } from './MyToday.tsx';
import { NextMeal } from './NextMeal.tsx';
import { TodayNear } from './TodayNear.tsx';
import { TonightFree } from './TonightFree.tsx';

interface HomeProps {
  /** The place that the page was built for. */
  built: Place;
}

/** What is worth knowing under the sign: in the order of what runs out first. */
export function Home({ built }: HomeProps) {
  const place = usePlace(built);
  const now = useNow();
  const elder = useElder();
  if (!now) return <Ahead />;
  return (
    <>
      {elder && (
        <div class="pad elder-call">
          <Button kind="act" size="huge" icon="phone" href={`tel:${tenant.phone.dial}`}>
            {words.elderCall}
            <small>{words.elderCallNote(tenant.phone.hours)}</small>
          </Button>
        </div>
      )}
      <div class="home-columns">
        <div>
          <MyToday now={now} />
          <NextMeal place={place} now={now} plain={elder} />
          <TodayNear place={place} now={now} />
        </div>
        <div>
          <TonightFree place={place} now={now} />
          <FifteenMinutes place={place} now={now} />
        </div>
      </div>
    </>
  );
}

/** The built page, before any script: where the things are that the script would tell about. */
function Ahead() {
  const { meals, activities, venues, places } = words.ahead;
  return (
    <div class="ways ahead">
      <Way light href={paths.canteens} icon="dine" {...meals} />
      <Way light href={paths.activities} icon="people" {...activities} />
      <Way light href={paths.book} icon="calendar" {...venues} />
      <Way light href={paths.near} icon="place" {...places} />
    </div>
  );
}
