import type { Good, Shop } from '../../../../worker/features/mall/schema/goods.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { inMiniProgram, keptMap, walkingMapHref } from '../../lib/directions.ts';
import { metres, monthDay } from '../../lib/format.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { paths } from '../../lib/paths.ts';
import { Section } from '../parts/Section.tsx';
import { Way } from '../parts/Way.tsx';
import { couponWords, lastDay } from './goodWords.ts';
import { MarkButton } from './MarkButton.tsx';

const t = goods.one;

/** What it is and on which terms. */
export function GoodAbout({ good, now }: { good: Good; now: number }) {
  const { minAge, offeredUntil } = good;
  const rows = [
    [t.price, t.priceText(good.points)],
    [t.worth, couponWords(good.coupon)],
    [t.left, t.leftText(good.stockLeft)],
    [t.most, t.mostText(good.perOrder, good.perPerson)],
    [t.ages, minAge !== null && t.agesText(minAge)],
    [t.until, offeredUntil !== null && monthDay(offeredUntil, now)],
    [t.fetch, t.fetchText(lastDay(good.fetchUntil, now))],
  ].filter(([, detail]) => detail);
  return (
    <div class="section about">
      <p class="lead">{good.summary}</p>
      <dl class="terms">
        {rows.map(([term, detail]) => (
          <div key={String(term)}>
            <dt>{term}</dt>
            <dd>{detail}</dd>
          </div>
        ))}
      </dl>
      <MarkButton goodId={good.id} title={good.title} />
    </div>
  );
}

/** Each counter where it is fetched, the nearest first; a press starts the walk on a map. */
export function Where({ good }: { good: Good }) {
  const { phone, summary } = good.merchant;
  return (
    <Section title={t.where} id="where">
      <div class="ways">
        {good.shops.map((shop) => (
          <ShopWay key={shop.id} shop={shop} />
        ))}
      </div>
      <p class="dim shop-words">{summary}</p>
      {phone && (
        <p>
          <a class="link" href={`tel:${phone}`}>
            {t.call(phone)}
          </a>
        </p>
      )}
    </Section>
  );
}

function ShopWay({ shop }: { shop: Shop }) {
  const pace = usePace();
  const walk = walkTo(shop.position);
  const { lng, lat } = shop.position;
  // Inside a mini-program no other site opens: our own map shows the street.
  const href = inMiniProgram(navigator.userAgent)
    ? `${paths.near}?at=${lng},${lat},17`
    : walkingMapHref({ name: shop.name, lng, lat }, keptMap());
  return (
    <Way
      light
      href={href}
      icon="walk"
      title={shop.name}
      place={
        <>
          {shop.address}
          <br />
          {shop.hours}
        </>
      }
      bearingDeg={walk?.bearing}
      figure={walk?.minutes[pace]}
      note={walk && metres(walk.metres)}
    />
  );
}
