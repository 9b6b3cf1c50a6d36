/** What is near home: what one's points are enough for, and where more come from. */
import { points } from '../../i18n/zh/points.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { nearOf, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { GoodWay } from '../goods/GoodWay.tsx';
import { Section } from '../parts/Section.tsx';
import { Waiting } from '../parts/Waiting.tsx';
import { TaskWay } from '../volunteer/TaskWay.tsx';

const t = points.near;

/** Both, on the page of one's own points. */
export function NearMe({ available }: { available: number }) {
  return (
    <>
      {available > 0 && <GoodsWithin available={available} />}
      <TasksNear />
    </>
  );
}

/** So many of each: the page of all is a press away. */
const MOST = '3';

/** Goods that so many points are enough for. Where they can't be asked for the page goes on without them. */
function GoodsWithin({ available }: { available: number }) {
  const place = usePlace();
  const near = place ? nearOf(place) : undefined;
  const query = { near, limit: MOST, maxPoints: String(available) };
  const { value, refusal } = useAnswer(near ? `${near} ${available}` : '', () =>
    answer(api.goods.$get({ query }, nameless)),
  );
  if (refusal && !value) return null;
  return (
    <Section title={t.goods} end={t.goodsAll} endHref={`${paths.goods}?can=now`}>
      {!value && <Waiting rows={3} />}
      {value?.items.length === 0 && <p>{t.goodsNone}</p>}
      <div class="ways">
        {value?.items.map((good) => (
          <GoodWay key={good.id} good={good} available={available} />
        ))}
      </div>
    </Section>
  );
}

/** What needs hands. */
export function TasksNear() {
  const place = usePlace();
  const now = useNow();
  const near = place ? nearOf(place) : undefined;
  const { value, refusal } = useAnswer(near && now ? near : '', () =>
    answer(api['volunteer-tasks'].$get({ query: { near, limit: MOST } }, nameless)),
  );
  if (refusal && !value) return null;
  return (
    <Section title={t.tasks} end={t.tasksAll} endHref={paths.volunteer}>
      {!value && <Waiting rows={3} />}
      {value?.items.length === 0 && <p>{t.tasksNone}</p>}
      <div class="ways">
        {value?.items.map((task) => (
          <TaskWay key={task.id} task={task} now={now} />
        ))}
      </div>
    </Section>
  );
}
