import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import { money } from '../../lib/format.ts';
import { StateTile } from './StateTile.tsx';
import { Tag } from './Tag.tsx';

export interface DishRowProps {
  /** The number one can say on the telephone. */
  number: number;
  name: string;
  tags?: readonly string[];
  /** The canteen's own answer: `大豆、麸质`, `无`, `没有说明`. */
  allergens: string;
  priceFen: number;
  /** `剩 12 份` */
  left?: ComponentChildren;
  soldOut?: boolean;
  /** A Stepper. */
  children?: ComponentChildren;
}

/** One dish of a menu; put several in `<ol class="dishes">`. */
export function DishRow(props: DishRowProps) {
  const { number, name, tags = [], allergens, priceFen, left, soldOut, children } = props;
  return (
    <li class={soldOut ? 'dish sold-out' : 'dish'}>
      <span class="n number">{number}</span>
      <div class="what">
        <h3>{name}</h3>
        {tags.length > 0 && (
          <p class="tags">
            {tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </p>
        )}
        <p class="dim">
          <small>{parts.allergens(allergens)}</small>
        </p>
        {soldOut ? <StateTile kind="gone">{parts.soldOut}</StateTile> : left && <p>{left}</p>}
      </div>
      <div class="end">
        <span class="n price">{money(priceFen)}</span>
        {!soldOut && children}
      </div>
    </li>
  );
}
