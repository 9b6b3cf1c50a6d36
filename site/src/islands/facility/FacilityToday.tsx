import { facility as words } from '../../i18n/zh/facility.ts';
import { answer, api } from '../../lib/api.ts';
import { dayOf, toMs } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { SessionBoard } from '../home/SessionBoard.tsx';
import { Section } from '../parts/Section.tsx';

interface FacilityTodayProps {
  id: string;
}

/** What is on here today, with the line where the clock stands. Says nothing of places where nothing ever is. */
export function FacilityToday({ id }: FacilityTodayProps) {
  const now = useNow();
  const today = now ? dayOf(now) : '';
  const { value } = useAnswer(today, () =>
    answer(api.activities.$get({ query: { facility: id, from: today, to: today, limit: '20' } })),
  );
  const items = (value?.items ?? []).filter(({ start }) => dayOf(start) === today);
  if (items.length === 0) return null;
  const ordered = [...items].sort((a, b) => toMs(a.start) - toMs(b.start));
  return (
    <Section
      title={words.todayTitle}
      end={words.todayWeek}
      endHref={`${paths.activities}?facility=${id}`}
    >
      <SessionBoard items={ordered} now={now} where="inside" />
    </Section>
  );
}
