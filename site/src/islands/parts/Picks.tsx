export interface PicksProps {
  /** Heading of the group. */
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
  onChoose: (value: string) => void;
  /** The options say enough: the heading is only spoken. */
  quiet?: boolean;
}

/** A few short answers, one of them chosen: how far, at whose pace. */
export function Picks({ label, options, chosen, onChoose, quiet }: PicksProps) {
  return (
    <fieldset class="picks">
      <legend class={quiet ? 'visually-hidden' : undefined}>{label}</legend>
      <div>
        {options.map(({ value, label: words }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            onClick={() => onChoose(value)}
          >
            {words}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
