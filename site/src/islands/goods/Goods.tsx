import { useEffect, useState } from 'preact/hooks';
import type { GoodKind } from '../../../../worker/features/mall/rules.ts';
import type { GoodSummary } from '../../../../worker/features/mall/schema/goods.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { goods as t } from '../../i18n/zh/goods.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { nearOf, type Place, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Seg } from '../parts/Seg.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { GoodRow } from './GoodRow.tsx';

/** Goods at first, and with each press on 再看后面的; the API answers a hundred at most. */
const PAGE = 25;
const MOST = 100;

type Shown = 'all' | GoodKind;
const SHOWN: readonly Shown[] = ['all', 'good', 'coupon'];

/** What points are redeemed for, the nearest first. */
export function Goods({ built }: { built: Place }) {
  const place = usePlace(built);
  const now = useNow();
  const [shown, setShown] = useState<Shown>('all');
  const [limit, setLimit] = useState(PAGE);
  const [done, setDone] = useState<GoodSummary>();
  const { available, refresh } = useAvailable();
  const near = nearOf(place);
  const kind = shown === 'all' ? {} : { kind: shown };
  const { value, refusal, again } = useAnswer(now ? `${near} ${limit} ${shown}` : '', () =>
    answer(api.goods.$get({ query: { near, limit: String(limit), ...kind } }, nameless)),
  );
  function redeemed(good: GoodSummary) {
    setDone(good);
    refresh();
    again();
  }
  return (
    <Section title={t.list.title} end={t.mine} endHref={paths.redemptions}>
      <div class="stack">
        {available !== undefined && <p>{t.list.have(available)}</p>}
        <Seg
          label={t.list.kind}
          items={SHOWN.map((key) => ({ key, label: t.list.kinds[key] }))}
          current={shown}
          onChoose={(key) => setShown(key as Shown)}
          look="tiles"
        />
        <div role="status">
          {done && (
            <Notice>
              <p>{t.ask.done(done.title)}</p>
              <Button href={paths.redemptions}>{t.ask.show}</Button>
            </Notice>
          )}
        </div>
        {!value &&
          (refusal ? (
            <Fault text={faultWords(refusal.code).text} onRetry={again} />
          ) : (
            <Waiting words={t.list.loading} rows={5} />
          ))}
        {value?.items.length === 0 && (
          <Empty title={t.list.none} text={t.list.noneText}>
            <Button href={paths.earn}>{t.list.noneGo}</Button>
          </Empty>
        )}
        {value && value.items.length > 0 && (
          <ul class="points-entries goods">
            {value.items.map((good) => (
              <GoodRow
                key={good.id}
                good={good}
                available={available}
                now={now}
                onRedeemed={() => redeemed(good)}
              />
            ))}
          </ul>
        )}
        {value?.next && limit < MOST && (
          <Button kind="line" onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>
            {t.list.more}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** What there is to spend; nobody signed in, and it stays unknown. */
function useAvailable() {
  const [available, setAvailable] = useState<number>();
  function refresh() {
    answer(api.me.points.$get()).then(
      (mine) => setAvailable(mine.available),
      () => setAvailable(undefined),
    );
  }
  useEffect(refresh, []);
  return { available, refresh };
}
