import type { ActivitySessionItem } from '../../../../worker/features/activities/schema.ts';
import { home } from '../../i18n/zh/home.ts';
import { answer, api } from '../../lib/api.ts';
import { dayOf, toMs } from '../../lib/format.ts';
import { nearOf, type Place, usePace } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import { SessionBoard } from './SessionBoard.tsx';

const words = home.today;

const ROWS = 4;

interface TodayNearProps {
  place: Place;
  now: number;
}

/** What one can still walk to today: what is ahead, and what goes on now and takes anybody. */
export function TodayNear({ place, now }: TodayNearProps) {
  const pace = usePace();
  const near = nearOf(place);
  const today = now ? dayOf(now) : '';
  const query = { near, pace, within: '15' as const, from: today, to: today, limit: '60' };
  const { value, refusal } = useAnswer(today && `${near} ${pace} ${today}`, () =>
    answer(api.activities.$get({ query })),
  );
  if (refusal && !value) return null;
  const items = (value?.items ?? []).filter((one) => isStillOn(one, today, now));
  return (
    <Section
      title={words.title}
      end={items.length > ROWS ? words.all(String(items.length)) : words.allPlain}
      endHref={`${paths.activities}?from=${today}&to=${today}`}
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

function isStillOn({ start, end, state, signUp }: ActivitySessionItem, today: string, now: number) {
  if (dayOf(start) !== today || state === 'cancelled') return false;
  return toMs(start) > now || (toMs(end) > now && signUp.state === 'none');
}
