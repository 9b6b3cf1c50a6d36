import type { ComponentChildren } from 'preact';
import {
  type Bounds,
  labelPointOf,
  onPlane,
  type Point,
  pointsOf,
  type Shape,
} from '../../../../worker/features/directory/rules/shapes.ts';

interface PictureProps {
  shapes: readonly Shape[];
  bounds: Bounds;
  /** What the picture is called; without a name it is decoration. */
  label?: string;
  /** The letter on the sign of each zone, by its id. */
  letters: Readonly<Record<string, string>>;
  /** Drawn over the ground, in metres east and south of the north-west corner of `bounds`. */
  children?: ComponentChildren;
}

/** Metres. */
const STREET_M = 34;
const CORE_REACH_M = 210;

/** The schematic as a still picture: where no script runs, on the first page, on paper. One metre is one unit. */
export function Picture({ shapes, bounds, label, letters, children }: PictureProps) {
  const plane = planeOf(bounds);
  const [width, height] = plane([bounds.east, bounds.south]);
  const ofKind = (kind: Shape['kind']) => shapes.filter((one) => one.kind === kind);
  const lines = (kind: Shape['kind']) =>
    ofKind(kind)
      .map(({ geometry }) => lineOf(pointsOf(geometry).map(plane), geometry.type === 'Polygon'))
      .join('');
  const spoken = label ? { role: 'img' as const, 'aria-label': label } : { 'aria-hidden': true };
  return (
    <svg class="district" viewBox={`0 0 ${width} ${height}`} {...spoken}>
      {ofKind('zone').map(({ id, geometry }, index) => (
        <path
          key={id}
          class={`shape zone tint-${index % 3}`}
          d={lineOf(pointsOf(geometry).map(plane), true)}
        />
      ))}
      <path class="shape estate" d={lines('estate')} />
      <path class="shape street" stroke-width={STREET_M} d={lines('street')} />
      <path class="shape water" d={lines('water')} />
      <path class="shape ring" d={lines('ring')} />
      {ofKind('core').map(({ id, geometry }) => {
        const [cx, cy] = plane(labelPointOf(geometry));
        return <circle key={id} class="shape core" cx={cx} cy={cy} r={CORE_REACH_M} />;
      })}
      {ofKind('zone').map(({ id, refId, geometry }) => {
        const [x, y] = plane(labelPointOf(geometry));
        const side = width / 13;
        return (
          <g key={id} class="zone-plate" transform={`translate(${x} ${y})`}>
            <rect x={-side / 2} y={-side / 2} width={side} height={side} rx={side / 8} />
            <text y={side * 0.27} font-size={side * 0.75}>
              {letters[refId ?? '']}
            </text>
          </g>
        );
      })}
      {children}
    </svg>
  );
}

/** Metres east and south of the north-west corner. */
export function planeOf({ west, north }: Bounds): (point: Readonly<Point>) => Point {
  return onPlane({ lng: west, lat: north });
}

function lineOf(points: readonly Point[], closed: boolean): string {
  return `M${points.map(([x, y]) => `${x} ${y}`).join('L')}${closed ? 'Z' : ''}`;
}
