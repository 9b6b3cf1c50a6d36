import type { ComponentChildren } from 'preact';

export interface FlapProps {
  /** Only for what really runs out: minutes to a cut-off, portions left. */
  value: number;
  unit: string;
  /** Under the digits: `后停止订餐（11:00）`. */
  children?: ComponentChildren;
}

/** Split-flap digits, swapped in place. Read out as one number. */
export function Flap({ value, unit, children }: FlapProps) {
  return (
    <span class="flap-figure">
      <span class="flap n" aria-hidden="true">
        {[...String(value)].map((digit, place) => (
          <i key={`${place}`}>{digit}</i>
        ))}
      </span>
      <span class="visually-hidden">{value}</span>
      <span class="unit">{unit}</span>
      {children && <span class="flap-note">{children}</span>}
    </span>
  );
}
