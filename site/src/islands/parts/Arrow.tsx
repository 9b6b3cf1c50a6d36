import { direction, directionName, directionTurnDeg } from '../../lib/format.ts';
import { icons } from '../../lib/icons.ts';

export interface ArrowProps {
  /** Degrees clockwise from north, from home (or the kiosk) to the place. */
  bearingDeg: number;
  class?: string;
}

/** A true direction, snapped to eight, with its spoken name. Never decoration. */
export function Arrow({ bearingDeg, class: extra }: ArrowProps) {
  const towards = direction(bearingDeg);
  return (
    <svg
      class={extra ? `icon arrow ${extra}` : 'icon arrow'}
      viewBox="0 0 32 32"
      role="img"
      aria-label={directionName(towards)}
    >
      <path d={icons.arrow} transform={`rotate(${directionTurnDeg(towards)} 16 16)`} />
    </svg>
  );
}
