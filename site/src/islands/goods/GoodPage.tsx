import { useEffect, useState } from 'preact/hooks';
import type { Good } from '../../../../worker/features/mall/schema/goods.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { answer, api } from '../../lib/api.ts';
import { goodIdIn, goodPath, quantityFrom } from '../../lib/goods-query.ts';
import { nearOf, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { requireSignIn, useSession } from '../../lib/session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useAvailable } from '../points/useAvailable.ts';
import { Unsent } from '../Unsent.tsx';
import { useDock } from '../useDock.ts';
import { GoodAbout, Where } from './GoodAbout.tsx';
import { Quantity } from './Quantity.tsx';
import { RedeemDock } from './RedeemDock.tsx';
import { loadPass, Redeemed } from './Redeemed.tsx';
import { RedeemRefused } from './RedeemRefused.tsx';
import { showGood } from './shown.ts';
import { useRedeem } from './useRedeem.ts';

const t = goods.one;

/** What somebody has just taken must be gone from the count when the page is loaded again. */
const NOT_STALE = { init: { cache: 'no-cache' } } as const;

/** The page of one good, whichever its address names. */
export function GoodPage() {
  const now = useNow();
  const place = usePlace();
  const [id, setId] = useState<string | null>();
  useEffect(() => setId(goodIdIn(location.pathname) ?? null), []);
  const near = place ? nearOf(place) : '';
  const { value, refusal, again } = useAnswer(id && near ? `${id} ${near}` : '', () =>
    answer(api.goods[':id'].$get({ param: { id: id ?? '' }, query: { near } }, NOT_STALE)),
  );
  useEffect(() => {
    if (!value) return;
    showGood(value);
    document.title = document.title.replace(/^[^·]+/, `${value.title} `);
  }, [value]);
  if (id === null || (refusal?.code === 'good.notFound' && !value)) return <NotFound />;
  if (!value || !now) {
    return (
      <Section title={goods.title}>
        {refusal ? (
          <Fault text={faultWords(refusal.code).text} onRetry={again} />
        ) : (
          <Waiting words={t.loading} rows={4} />
        )}
      </Section>
    );
  }
  return <One good={value} now={now} again={again} />;
}

function NotFound() {
  useDock(false);
  return (
    <Detour
      title={t.notFound}
      text={t.notFoundText}
      action={<Button href={paths.goods}>{t.others}</Button>}
    >
      <Button kind="line" href={paths.redemptions}>
        {goods.mine}
      </Button>
    </Detour>
  );
}

interface OneProps {
  good: Good;
  now: number;
  again: () => void;
}

function One({ good, now, again }: OneProps) {
  const { person } = useSession();
  const { available, refresh } = useAvailable(Boolean(person));
  const [wanted, setWanted] = useState(() => quantityFrom(location.search));
  const redeem = useRedeem(good.id, () => {
    refresh();
    again();
  });
  const { outcome } = redeem;
  useDock(!outcome || outcome.kind === 'fault');
  useEffect(() => void loadPass().catch(() => undefined), []);
  if (outcome?.kind === 'done') {
    return <Redeemed redemption={outcome.redemption} now={now} />;
  }
  if (outcome?.kind === 'refused') {
    return <RedeemRefused {...outcome} good={good} now={now} onBack={redeem.forget} />;
  }
  const most = Math.min(good.perOrder, good.stockLeft);
  const quantity = Math.min(wanted, Math.max(most, 1));
  function press() {
    if (person === null) return requireSignIn(goodPath(good.id, quantity));
    void redeem.send(quantity, goodPath(good.id, quantity));
  }
  return (
    <>
      <GoodAbout good={good} now={now} />
      {most > 0 && (
        <Quantity
          good={good}
          quantity={quantity}
          most={most}
          available={available}
          isSignedOut={person === null}
          onChange={(next) => {
            setWanted(next);
            history.replaceState(null, '', goodPath(good.id, next));
          }}
        />
      )}
      <Where good={good} />
      {outcome?.kind === 'fault' && (
        <Unsent text={faultWords(outcome.refusal.code).text} onRetry={press} />
      )}
      <RedeemDock
        good={good}
        quantity={quantity}
        available={available}
        busy={redeem.busy || person === undefined}
        onPress={press}
      />
    </>
  );
}
