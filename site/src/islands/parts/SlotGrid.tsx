import { parts } from '../../i18n/zh/parts.ts';

export interface Slot {
  /** Handed back by `onChoose`; unique in its grid. */
  key: string;
  /** `15:00` */
  time: string;
  state: 'free' | 'taken' | 'past' | 'chosen' | 'closed';
  /** Instead of 可约, 已约…: `保洁`, `剩 3 位`. */
  words?: string;
  /** Makes a free slot a link instead of a button. */
  href?: string;
  /** Spoken name where the time alone does not say enough: `15:00 到 16:00，可约`. */
  label?: string;
}

export interface SlotGridProps {
  /** `上午`; leave out for a grid under its own heading. */
  title?: string;
  /** `8:30–11:30` */
  hours?: string;
  slots: readonly Slot[];
  onChoose?: (key: string) => void;
}

function SlotCell({ slot, onChoose }: { slot: Slot; onChoose?: (key: string) => void }) {
  const { key, time, state, href, label } = slot;
  const inner = (
    <>
      <span class="n">{time}</span>
      <small>{slot.words ?? parts.slot[state]}</small>
    </>
  );
  if (state !== 'free' && state !== 'chosen') return <span class={`slot ${state}`}>{inner}</span>;
  const chosen = state === 'chosen';
  if (href) {
    return (
      <a
        class={`slot ${state}`}
        href={href}
        aria-label={label}
        aria-current={chosen ? 'true' : undefined}
      >
        {inner}
      </a>
    );
  }
  return (
    <button
      class={`slot ${state}`}
      type="button"
      aria-label={label}
      aria-pressed={chosen}
      onClick={() => onChoose?.(key)}
    >
      {inner}
    </button>
  );
}

/** Times as boxes: free outlined, taken hatched, past struck out, chosen yellow. */
export function SlotGrid({ title, hours, slots, onChoose }: SlotGridProps) {
  return (
    <div class="slot-group">
      {title && (
        <p class="slot-head">
          <b>{title}</b>
          <span class="dim">{hours}</span>
        </p>
      )}
      <ul class="slots">
        {slots.map((slot) => (
          <li key={slot.key}>
            <SlotCell slot={slot} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </div>
  );
}
