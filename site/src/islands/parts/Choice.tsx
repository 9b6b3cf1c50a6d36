import type { ComponentChildren } from 'preact';

export interface ChoiceOption {
  value: string;
  label: string;
  /** Second line: who, how much, until when. */
  note?: ComponentChildren;
}

export interface ChoiceProps {
  /** Shared `name` of the inputs; unique on the page. */
  name: string;
  /** Heading of the group, read before each option. */
  label: string;
  options: readonly ChoiceOption[];
  /** Values that are ticked. With `many` false, at most one. */
  chosen: readonly string[];
  many?: boolean;
  /** A heading above says the same: the label is only spoken. */
  quiet?: boolean;
  onChange?: (chosen: string[]) => void;
}

/** Rows to tick: one of a few, or several. The whole row is the target. */
export function Choice(props: ChoiceProps) {
  const { name, label, options, chosen, many = false, quiet, onChange } = props;
  function tick(value: string, on: boolean) {
    if (!many) return onChange?.([value]);
    const others = chosen.filter((each) => each !== value);
    onChange?.(on ? [...others, value] : others);
  }
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'visually-hidden' : undefined}>{label}</legend>
      {options.map(({ value, label: words, note }) => (
        <label key={value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            onChange={(event) => tick(value, event.currentTarget.checked)}
          />
          <span>
            <b>{words}</b>
            {note && <small>{note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
