import type { Good } from '../../../../worker/features/mall/schema/goods.ts';
import { goods } from '../../i18n/zh/goods.ts';
import { paths } from '../../lib/paths.ts';
import { Notice } from '../parts/Notice.tsx';
import { Section } from '../parts/Section.tsx';
import { Stepper } from '../parts/Stepper.tsx';

const t = goods.one;

interface Props {
  good: Good;
  quantity: number;
  /** As many as one may take at once, or as are left. */
  most: number;
  /** What there is to spend; undefined while nobody is signed in. */
  available: number | undefined;
  isSignedOut: boolean;
  onChange: (quantity: number) => void;
}

/** How many, and what that leaves of one's points. */
export function Quantity({ good, quantity, most, available, isSignedOut, onChange }: Props) {
  const cost = good.points * quantity;
  const atMost = most < good.perOrder ? t.atMost.left(most) : t.atMost.perOrder(most);
  return (
    <Section
      title={t.quantity}
      id="quantity"
      end={
        <Stepper
          value={quantity}
          what={t.what(good.title)}
          min={1}
          max={most}
          atMost={atMost}
          onChange={onChange}
        />
      }
    >
      <div class="stack">
        {isSignedOut && <Notice>{t.signIn}</Notice>}
        {available !== undefined && available >= cost && (
          <p>{t.after(available, available - cost)}</p>
        )}
        {available !== undefined && available < cost && (
          <Notice tone="warm">
            <p>{t.short(available, cost - available)}</p>
            <p>
              <a class="link" href={paths.earn}>
                {t.earn}
              </a>
            </p>
          </Notice>
        )}
      </div>
    </Section>
  );
}
