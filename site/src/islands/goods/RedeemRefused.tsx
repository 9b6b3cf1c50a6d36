import type { Good } from '../../../../worker/features/mall/schema/goods.ts';
import { errorWords } from '../../i18n/zh/errors.ts';
import { goods } from '../../i18n/zh/goods.ts';
import type { Refusal } from '../../lib/api.ts';
import { monthDay } from '../../lib/format.ts';
import { goodPath } from '../../lib/goods-query.ts';
import { paths } from '../../lib/paths.ts';
import { Button } from '../parts/Button.tsx';
import { Detour } from '../parts/Detour.tsx';

const t = goods.refused;

interface Props {
  refusal: Refusal;
  good: Good;
  /** How many were asked for. */
  quantity: number;
  now: number;
  onBack: () => void;
}

/** Why it can't be redeemed, and what these points are enough for instead. */
export function RedeemRefused({ refusal, good, quantity, now, onBack }: Props) {
  const { code, rule, alternatives = [] } = refusal;
  const { title, text } = errorWords(code);
  const roads = alternatives.flatMap(({ kind, id, name }) =>
    kind === 'good' && id && name
      ? [{ icon: 'basket' as const, title: name, place: t.otherNote, href: goodPath(id) }]
      : [],
  );
  return (
    <Detour
      focus
      title={title}
      text={text}
      rule={ruleWords(rule, good.points * quantity, now)}
      action={<Action code={code} />}
      roads={roads}
    >
      <div class="stack">
        <Button kind="line" onClick={onBack}>
          {t.back}
        </Button>
        <Button kind="line" href={paths.goods}>
          {goods.one.others}
        </Button>
      </div>
    </Detour>
  );
}

function ruleWords(rule: Refusal['rule'], cost: number, now: number): string | undefined {
  if (!rule) return undefined;
  const value = Number(rule.value);
  const says: Record<string, () => string> = {
    stockLeft: () => t.stockLeft(value),
    perOrder: () => t.perOrder(value),
    perPerson: () => t.perPerson(value),
    minAge: () => t.minAge(value),
    pointsAvailable: () => t.short(cost, value),
    offeredFrom: () => t.offeredFrom(monthDay(String(rule.value), now)),
    offeredUntil: () => t.offeredUntil(monthDay(String(rule.value), now)),
  };
  return says[rule.name]?.();
}

function Action({ code }: { code: string }) {
  if (code === 'points.short') return <Button href={paths.earn}>{goods.one.earn}</Button>;
  if (code === 'good.perPerson') return <Button href={paths.redemptions}>{t.mine}</Button>;
  if (code === 'person.bornOnRequired') return <Button href={paths.profile}>{t.bornOn}</Button>;
  return null;
}
