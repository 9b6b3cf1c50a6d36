import type { ComponentChildren } from 'preact';
import { parts } from '../../i18n/zh/parts.ts';
import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';
import { Tag } from './Tag.tsx';

export interface Floor {
  /** `4`, `1`, `B1` */
  floor: string;
  title: string;
  icon?: IconName;
  /** What is on right now: `书房有 26 个空座`. */
  now?: ComponentChildren;
  /** The floor one comes in on; how: `从东门进，没有台阶`. */
  entrance?: ComponentChildren;
  text: ComponentChildren;
  href?: string;
}

export interface FloorsProps {
  /** Top floor first, as the building stands. */
  floors: readonly Floor[];
}

/** A building as a column of numbers; the entrance is yellow. */
export function Floors({ floors }: FloorsProps) {
  return (
    <ol class="floors">
      {floors.map(({ floor, title, icon, now, entrance, text, href }) => (
        <li key={floor} class={entrance ? 'entrance' : undefined}>
          <span class="n" role="img" aria-label={parts.floor(floor)}>
            {floor}
          </span>
          <div>
            <h3>
              {href ? <a href={href}>{title}</a> : title}
              {icon && <Icon name={icon} />}
            </h3>
            {now && (
              <p>
                <Tag tone="now">{parts.now}</Tag> {now}
              </p>
            )}
            {entrance && (
              <p>
                <Tag tone="now">{parts.entrance}</Tag> {entrance}
              </p>
            )}
            <div class="dim">{text}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
