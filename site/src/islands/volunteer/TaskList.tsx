import { faultWords } from '../../i18n/zh/faults.ts';
import { volunteer as t } from '../../i18n/zh/volunteer.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { nearOf, type Place, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { usePages } from '../../lib/use-pages.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { More } from '../parts/More.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { TaskWay } from './TaskWay.tsx';

/** Tasks at first, and with each press on 再看后面的. */
const PAGE = 40;

/** What needs hands, the nearest first. */
export function TaskList({ built }: { built: Place }) {
  const place = usePlace(built);
  const now = useNow();
  const near = nearOf(place);
  const pages = usePages(now ? near : '', PAGE, (page) =>
    answer(api['volunteer-tasks'].$get({ query: { near, ...page } }, nameless)),
  );
  const { value, refusal, again } = pages;
  return (
    <Section title={t.list.title} end={t.mine} endHref={paths.volunteering}>
      {!value &&
        (refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={again} />
        ) : (
          <Waiting words={t.list.loading} rows={5} />
        ))}
      {value?.items.length === 0 && (
        <Empty title={t.list.none} text={t.list.noneText}>
          <Button href={paths.activities}>{t.list.noneGo}</Button>
        </Empty>
      )}
      {value && value.items.length > 0 && (
        <div class="ways">
          {value.items.map((task) => (
            <TaskWay key={task.id} task={task} now={now} />
          ))}
        </div>
      )}
      <More pages={pages} words={t.list.more} />
    </Section>
  );
}
