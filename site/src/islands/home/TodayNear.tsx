import type { ActivitySessionItem } from '../../../../worker/features/activities/schema.ts';
import { today as words } from '../../i18n/zh/today.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { addDays, dayOf, toMs } from '../../lib/format.ts';
import { nearOf, type Place, usePace } from '../../lib/home.ts';
import { useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import { SessionBoard } from './SessionBoard.tsx';

const ROWS = 4;

interface TodayNearProps {
  place: Place;
  now: number;
}

/** What one can still walk to today, going on now or ahead; once the day is over, what there is tomorrow. */
export function TodayNear({ place, now }: TodayNearProps) {
  const pace = usePace();
  const near = nearOf(place);
  const today = now ? dayOf(now) : '';
  const tomorrow = now ? addDays(today, 1) : '';
  const needs = useNeeds().join(',') || undefined;
  const query = {
    near,
    needs,
    pace,
    within: '15' as const,
    from: today,
    to: tomorrow,
    limit: '80',
  };
  const { value, refusal } = useAnswer(today && `${near} ${pace} ${today} ${needs}`, () =>
    answer(api.activities.$get({ query }, nameless)),
  );
  if (refusal && !value) return null;
  const ahead = (value?.items ?? []).filter((one) => isStillOn(one, now));
  const onDay = (day: string) => ahead.filter(({ start }) => dayOf(start) === day);
  const isOver = value !== undefined && onDay(today).length === 0;
  const items = onDay(isOver ? tomorrow : today);
  return (
    <Section
      title={isOver && items.length > 0 ? words.titleTomorrow : words.title}
      end={items.length > ROWS ? words.all(String(items.length)) : words.allPlain}
      endHref={`${paths.activities}?within=15&when=${isOver ? 'tomorrow' : 'today'}`}
    >
      {!value && <Waiting rows={3} />}
      {value && items.length === 0 && (
        <Empty title={words.none} text={words.noneText}>
          <Button href={paths.activities}>{words.noneGo}</Button>
        </Empty>
      )}
      {items.length > 0 && <SessionBoard items={items.slice(0, ROWS)} now={now} where="near" />}
    </Section>
  );
}

/** Ahead, or going on and open to anybody who comes. */
function isStillOn({ start, end, state, signUp }: ActivitySessionItem, now: number): boolean {
  if (state === 'cancelled') return false;
  return toMs(start) > now || (toMs(end) > now && signUp.state === 'none');
}
