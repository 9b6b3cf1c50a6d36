import type { GoodSummary } from '../../../../worker/features/mall/schema/goods.ts';
import { faultWords } from '../../i18n/zh/faults.ts';
import { goods as t } from '../../i18n/zh/goods.ts';
import { answer, api, nameless } from '../../lib/api.ts';
import { searchOf, type WantedGoods } from '../../lib/goods-query.ts';
import { nearOf, type Place, usePlace } from '../../lib/home.ts';
import { useNow } from '../../lib/now.ts';
import { paths } from '../../lib/paths.ts';
import { signInHref, useSession } from '../../lib/session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { usePages } from '../../lib/use-pages.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { More } from '../parts/More.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault, Waiting } from '../parts/Waiting.tsx';
import { useAvailable } from '../points/useAvailable.ts';
import { GoodWay } from './GoodWay.tsx';
import { useWanted, want } from './wanted.ts';

/** Goods at first, and with each press on 再看后面的. */
const PAGE = 25;

/** What points are redeemed for, the nearest first, as the address of the page asks for it. */
export function Goods({ built }: { built: Place }) {
  const wanted = useWanted();
  const place = usePlace(built);
  const now = useNow();
  const { person } = useSession();
  const { available } = useAvailable(Boolean(person));
  const title = wanted?.marked ? t.list.markedTitle : t.list.title;
  return (
    <Section title={title} end={t.mine} endHref={paths.redemptions}>
      {!wanted || !now ? (
        <Waiting words={t.list.loading} rows={5} />
      ) : wanted.marked ? (
        <Marked isSignedOut={person === null} available={available} place={place} />
      ) : (
        <Found key={searchOf(wanted)} wanted={wanted} place={place} available={available} />
      )}
    </Section>
  );
}

interface ListProps {
  place: Place;
  available: number | undefined;
}

function Found({ wanted, place, available }: ListProps & { wanted: WantedGoods }) {
  const near = nearOf(place);
  const { kind, category, q, can } = wanted;
  // Nothing costs less than one point: with none, this asks for what there can't be.
  const maxPoints = can && available !== undefined ? String(Math.max(available, 1)) : undefined;
  const pages = usePages(`${near} ${maxPoints}`, PAGE, (page) =>
    answer(api.goods.$get({ query: { near, kind, category, q, maxPoints, ...page } }, nameless)),
  );
  const { value, refusal, again } = pages;
  const fault = refusal && <Fault text={faultWords(refusal.code).text} onRetry={again} />;
  if (!value) return fault ?? <Waiting words={t.list.loading} rows={5} />;
  if (value.items.length === 0) return <Nothing wanted={wanted} />;
  return (
    <div class="stack">
      <p>
        {t.list.from(place.name)}
        {available !== undefined && t.list.have(available)}
      </p>
      <Rows items={value.items} available={available} />
      {fault}
      <More pages={pages} words={t.list.more} />
      {value.next === null && value.items.length > PAGE && <p class="dim">{t.list.end}</p>}
    </div>
  );
}

function Rows({
  items,
  available,
}: {
  items: readonly GoodSummary[];
  available: number | undefined;
}) {
  return (
    <div class="ways goods">
      {items.map((good) => (
        <GoodWay key={good.id} good={good} available={available} />
      ))}
    </div>
  );
}

function Nothing({ wanted }: { wanted: WantedGoods }) {
  const all = (
    <Button
      onClick={() => want({ kind: undefined, category: undefined, q: undefined, can: undefined })}
    >
      {t.list.all}
    </Button>
  );
  if (wanted.q || wanted.category) {
    return (
      <Empty title={t.list.noMatch} text={t.list.noMatchText}>
        {all}
      </Empty>
    );
  }
  if (wanted.can) {
    return (
      <Empty title={t.list.noneYet} text={t.list.noneYetText}>
        {all}
      </Empty>
    );
  }
  return (
    <Empty title={t.list.none} text={t.list.noneText}>
      <Button href={paths.earn}>{t.list.noneGo}</Button>
    </Empty>
  );
}

/** What one has marked and can still be had. */
function Marked({ isSignedOut, available, place }: ListProps & { isSignedOut: boolean }) {
  const near = nearOf(place);
  const { value, refusal, again } = useAnswer(isSignedOut ? '' : `marked ${near}`, () =>
    answer(api.me.favourites.$get({ query: { near } })),
  );
  if (isSignedOut || refusal?.code.startsWith('auth.')) {
    return (
      <Empty title={t.list.noMarks} text={t.list.signIn}>
        <Button icon="person" href={signInHref(`${paths.goods}?marked=only`)}>
          {t.list.signInGo}
        </Button>
      </Empty>
    );
  }
  if (!value) {
    return refusal ? (
      <Fault text={faultWords(refusal.code).text} onRetry={again} />
    ) : (
      <Waiting words={t.list.loading} rows={3} />
    );
  }
  if (value.items.length === 0) return <Empty title={t.list.noMarks} text={t.list.noMarksText} />;
  return <Rows items={value.items} available={available} />;
}
