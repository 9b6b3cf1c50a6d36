import { walkBetween } from '../../../../worker/features/directory/rules/walk.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { type Place, usePace, usePlace } from '../../lib/home.ts';
import { Figure } from '../parts/Figure.tsx';
import { Plate } from '../parts/Plate.tsx';
import { CATEGORY_ICONS } from './goodWords.ts';
import { useGood } from './shown.ts';

const t = goods.one;

/** The sign of one good: what, whose, and how far its nearest counter is. */
export function GoodHead({ built }: { built: Place }) {
  const good = useGood();
  const place = usePlace(built);
  const pace = usePace();
  const [shop] = good?.shops ?? [];
  if (!good || !shop) {
    return (
      <div class="sign-title">
        <Plate icon="basket" />
        <div class="words">
          <h1>{good?.title ?? goods.title}</h1>
        </div>
      </div>
    );
  }
  const walk = walkBetween(place, shop.position);
  return (
    <>
      <div class="sign-title">
        <Plate icon={CATEGORY_ICONS[good.category]} />
        <div class="words">
          <h1>{good.title}</h1>
          <div class="under">{good.merchant.name}</div>
        </div>
      </div>
      <Figure
        lead={shop.name === good.merchant.name ? shop.address : shop.name}
        more={shop.hours}
        label={t.from(place.name)}
        figure={walk.minutes[pace]}
        unit={t.minutes}
        bearingDeg={walk.bearing}
      />
    </>
  );
}
