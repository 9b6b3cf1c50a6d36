import type { ComponentChildren } from 'preact';
import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';

export interface Fact {
  icon: IconName;
  /** Words, or a StateTile of kind `ask` when it has not been checked. */
  title: ComponentChildren;
  note?: ComponentChildren;
  /** Missing or unknown: the pictogram is grey. */
  absent?: boolean;
}

export interface FactsProps {
  facts: readonly Fact[];
}

/** What a place has: step-free doors, a lift, a low counter… in two columns. */
export function Facts({ facts }: FactsProps) {
  return (
    <ul class="facts">
      {facts.map(({ icon, title, note, absent }, place) => (
        <li key={`${place}`} class={absent ? 'absent' : undefined}>
          <Icon name={icon} />
          <div>
            {title}
            {note && <small>{note}</small>}
          </div>
        </li>
      ))}
    </ul>
  );
}
