import { useRef, useState } from 'preact/hooks';
import { parts } from '../../i18n/zh/parts.ts';
import { Icon } from './Icon.tsx';

export interface StepperProps {
  value: number;
  /** Measure word and thing, for the spoken names 少一… and 多一…: `人`, `份清蒸鲈鱼`. */
  what: string;
  min?: number;
  max: number;
  /** Said when more is pressed at the maximum: `这块场地最多 6 人`. */
  atMost?: string;
  onChange: (value: number) => void;
}

/** Fewer, how many, more. At zero only “more” shows; at the maximum pressing says why it stops. */
export function Stepper({ value, what, min = 0, max, atMost, onChange }: StepperProps) {
  const [stopped, setStopped] = useState(false);
  const moreButton = useRef<HTMLButtonElement>(null);
  function more() {
    if (value >= max) return setStopped(true);
    onChange(value + 1);
  }
  function fewer() {
    setStopped(false);
    // The button that was pressed goes away at the minimum: the focus stays in the row.
    if (value - 1 <= min) moreButton.current?.focus();
    onChange(value - 1);
  }
  return (
    <div class="stepper">
      {value > min && (
        <button type="button" aria-label={parts.fewer(what)} onClick={fewer}>
          <Icon name="minus" />
        </button>
      )}
      {value > 0 && (
        <span class="n" aria-live="polite">
          {value}
        </span>
      )}
      <button
        ref={moreButton}
        type="button"
        class={value > 0 ? 'more' : undefined}
        aria-label={parts.more(what)}
        onClick={more}
      >
        <Icon name="plus" />
      </button>
      {stopped && value >= max && atMost && (
        <p class="stop" role="status">
          {atMost}
        </p>
      )}
    </div>
  );
}
