import { merchantDesk as t } from '../../i18n/zh/merchantDesk.ts';
import { answer, api } from '../../lib/api.ts';
import { staffPaths } from '../../lib/staff-paths.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { allPages } from '../../lib/use-pages.ts';
import { Loaded } from '../desk/Loaded.tsx';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Section } from '../parts/Section.tsx';
import { Held, useHeld } from './Held.tsx';
import type { AtMerchant } from './MerchantPage.tsx';

/** Fewer than this left: time to think of more. */
const LOW = 5;

/** At a glance: what was handed over, what runs low, what waits; and the way to the counter. */
export function Today({ at, onGo }: { at: AtMerchant; onGo: (view: string) => void }) {
  const { merchant, turn } = at;
  const { id } = merchant;
  const asked = useAnswer(`today ${id} ${turn}`, async () => {
    const param = { id };
    const [counter, goods] = await Promise.all([
      answer(api.counter.$get()),
      allPages((query) => answer(api.merchants[':id'].goods.$get({ param, query }))),
    ]);
    return { today: counter.today, goods: goods.items };
  });
  const held = useHeld(id, turn);
  return (
    <Loaded asked={asked}>
      {({ today, goods }) => {
        const fetched = today.filter(
          (one) => one.merchant.id === id && one.state === 'redeemed',
        ).length;
        const offered = goods.filter(({ state }) => state === 'offered');
        const low = offered.filter(({ stockTotal, stockTaken }) => stockTotal - stockTaken < LOW);
        const waiting = goods.filter(({ state }) => state === 'submitted');
        return (
          <>
            <Section title={t.today.title}>
              <div class="stack">
                <ul class="glance">
                  <li>{t.today.fetched(fetched)}</li>
                  {held.value && <li>{t.today.held(held.value.total)}</li>}
                  {low.length > 0 && <li class="low">{t.today.low(low.length)}</li>}
                  {waiting.length > 0 && <li>{t.today.waiting(waiting.length)}</li>}
                </ul>
                {goods.length === 0 && merchant.can.offer ? (
                  <Empty title={t.today.first} text={t.today.firstText}>
                    <Button onClick={() => onGo('goods')}>{t.today.first}</Button>
                  </Empty>
                ) : (
                  <div class="pair wide">
                    <Button icon="scan" href={staffPaths.counter}>
                      {t.today.counter}
                    </Button>
                    <Button kind="line" href={staffPaths.statements}>
                      {t.today.statements}
                    </Button>
                  </div>
                )}
              </div>
            </Section>
            <Loaded asked={held}>{() => <Held pages={held} onDone={at.changed} />}</Loaded>
          </>
        );
      }}
    </Loaded>
  );
}
