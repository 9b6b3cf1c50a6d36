import type { ComponentChildren } from 'preact';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { mine as t } from '../../i18n/zh/mine.ts';
import type { AgendaItem } from '../../lib/agenda.ts';
import { clock, dayName, dayOf, money } from '../../lib/format.ts';
import { usePace, usePlace } from '../../lib/home.ts';
import { LatePass } from '../LatePass.tsx';
import { FitHere } from '../needs/FitHere.tsx';
import { Arrow } from '../parts/Arrow.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Tag } from '../parts/Tag.tsx';
import { TakeMe } from '../TakeMe.tsx';
import { detailWords, forWhom, spotWords, untilWords, whatWords } from './words.ts';

interface Props {
  item: AgendaItem;
  now: number;
  /** Before 带我去: the button that gives it up. */
  children?: ComponentChildren;
}

/** What one shows at the door, with the way there. */
export function ItemPass({ item, now, children }: Props) {
  const { title, place, start, code, kind } = item;
  const spot = spotWords(item);
  const others = forWhom(item);
  const until = untilWords(item);
  return (
    <>
      <LatePass
        time={clock(start)}
        when={t.pass.when(dayName(dayOf(start), now), whatWords(item))}
        whenMore={<Way item={item} />}
        place={
          <>
            {title} {spot && <Tag>{spot}</Tag>} {others && <Tag tone="line">{others}</Tag>}
          </>
        }
        detail={
          item.state === 'checked_in' ? (
            <StateTile kind="arrived">{t.pass.arrived}</StateTile>
          ) : (
            <>
              {detailWords(item)}
              {item.meal && <span class="until">{t.pass.pay(money(item.meal.payFen))}</span>}
              {until && <span class="until">{until}</span>}
            </>
          )
        }
        code={code}
        noQr={t.pass.noQr}
        hint={kind === 'mealOrder' ? t.pass.hintMeal : undefined}
      >
        {children}
        <TakeMe
          facilityId={place.facilityId}
          name={place.name}
          lng={place.position.lng}
          lat={place.position.lat}
          size="small"
          label={t.pass.takeMeLabel(place.name)}
        >
          {t.pass.takeMe}
        </TakeMe>
      </LatePass>
      <FitHere facilityId={place.facilityId} floor={place.floor} />
    </>
  );
}

/** The direction and the minutes on foot from home. */
function Way({ item }: { item: AgendaItem }) {
  const from = usePlace();
  const pace = usePace();
  if (!from) return null;
  const { bearing, minutes } = walkBetween(from, item.place.position);
  return (
    <>
      <Arrow bearingDeg={bearing} /> {t.pass.walk(minutes[pace])}
    </>
  );
}
