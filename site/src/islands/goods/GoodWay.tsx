import type { GoodSummary } from '../../../../worker/features/mall/schema/goods.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { goodPath } from '../../lib/goods-query.ts';
import { usePace, walkTo } from '../../lib/home.ts';
import { Tag } from '../parts/Tag.tsx';
import { Way } from '../parts/Way.tsx';
import { CATEGORY_ICONS } from './goodWords.ts';

const t = goods.list;

interface Props {
  good: GoodSummary;
  /** What there is to spend; undefined while nobody is signed in. */
  available: number | undefined;
}

/** One good: what, at whose shop, how many are left, what it costs, how far. Leads to its page. */
export function GoodWay({ good, available }: Props) {
  const pace = usePace();
  const walk = walkTo(good.shop.position);
  const { title, stockLeft, minAge, points } = good;
  return (
    <Way
      light
      href={goodPath(good.id)}
      icon={CATEGORY_ICONS[good.category]}
      title={title}
      place={
        <>
          {good.shop.name}
          <br />
          {stockLeft > 0 ? <b>{t.left(stockLeft)}</b> : <Tag tone="line">{t.left(0)}</Tag>}{' '}
          {minAge !== null && <Tag tone="line">{t.age(minAge)}</Tag>}
          {available !== undefined && stockLeft > 0 && (
            <Tag tone={points <= available ? 'plain' : 'line'}>
              {points <= available ? t.enough : t.short(points - available)}
            </Tag>
          )}
        </>
      }
      figure={points}
      unit={goods.unit}
      note={walk && goods.walk(walk.minutes[pace])}
    />
  );
}
