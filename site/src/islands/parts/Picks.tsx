import type { IconName } from '../../lib/icons.ts';
import { Icon } from './Icon.tsx';

export interface PicksProps {
  /** Heading of the group. */
  label: string;
  options: readonly { value: string; label: string; icon?: IconName; note?: string }[];
  chosen: string;
  onChoose: (value: string) => void;
  /** The options say enough: the heading is only spoken. */
  quiet?: boolean;
  /** Equal tiles in columns, the pictogram over the word. */
  tiles?: boolean;
}

/** A few short answers, one of them chosen: how far, at whose pace. */
export function Picks({ label, options, chosen, onChoose, quiet, tiles }: PicksProps) {
  return (
    <fieldset class={tiles ? 'picks tiles' : 'picks'}>
      <legend class={quiet ? 'visually-hidden' : undefined}>{label}</legend>
      <div>
        {options.map(({ value, label: words, icon, note }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            onClick={() => onChoose(value)}
          >
            {icon && <Icon name={icon} />}
            <span>{words}</span>
            {note && <small>{note}</small>}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
