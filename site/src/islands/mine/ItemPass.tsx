import type { ComponentChildren } from 'preact';
import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { mine as t } from '../../i18n/zh/mine.ts';
import type { AgendaItem } from '../../lib/agenda.ts';
import { inMiniProgram, walkingMapHref } from '../../lib/directions.ts';
import { clock, dayName, dayOf } from '../../lib/format.ts';
import { usePace, usePlace } from '../../lib/home.ts';
import { Arrow } from '../parts/Arrow.tsx';
import { Button } from '../parts/Button.tsx';
import { Pass } from '../parts/Pass.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Tag } from '../parts/Tag.tsx';
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
    <Pass
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
            {until && <span class="until">{until}</span>}
          </>
        )
      }
      code={code}
      hint={kind === 'mealOrder' ? t.pass.hintMeal : undefined}
    >
      {children}
      <TakeMe place={place} />
    </Pass>
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

/** A map that starts the walk; where no other site opens, the page of the place. */
export function TakeMe({ place }: { place: AgendaItem['place'] }) {
  const { facilityId, name, position } = place;
  const mini = inMiniProgram(navigator.userAgent);
  return (
    <Button
      size="small"
      href={mini ? `/facilities/${facilityId}/` : walkingMapHref({ name, ...position })}
      label={mini ? undefined : t.pass.takeMeLabel(name)}
    >
      {t.pass.takeMe}
    </Button>
  );
}
