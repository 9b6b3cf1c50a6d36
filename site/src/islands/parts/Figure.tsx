import type { ComponentChildren } from 'preact';
import { Arrow } from './Arrow.tsx';

export interface FigureProps {
  /** First line, left. A StateTile fits here. */
  lead: ComponentChildren;
  /** Second line, left, quieter. */
  more?: ComponentChildren;
  /** Over the number: `开到`, `您本周还能约`. */
  label?: string;
  /** Left out where there is no number to tell. */
  figure?: ComponentChildren;
  unit?: string;
  bearingDeg?: number;
  /** Yellow: it is the time now. */
  now?: boolean;
}

/** A line of the sign with its one big number at the right edge. */
export function Figure({ lead, more, label, figure, unit, bearingDeg, now }: FigureProps) {
  return (
    <div class={now ? 'figure now' : 'figure'}>
      <div>
        <div>{lead}</div>
        {more && <div class="dim">{more}</div>}
      </div>
      {figure !== undefined && (
        <div class="end">
          {label && <div class="dim">{label}</div>}
          <div class="line">
            {bearingDeg !== undefined && <Arrow bearingDeg={bearingDeg} />}
            <span class="n">{figure}</span>
            {unit && <span class="unit">{unit}</span>}
          </div>
        </div>
      )}
    </div>
  );
}
