interface BarProps {
  /** 0 … 1 */
  part: number;
  /** The remainder is hatched: it is missing, not empty. */
  whole?: boolean;
}

const WIDTH = 200;

/** A bar whose number stands in words beside it. */
export function Bar({ part, whole }: BarProps) {
  const solid = Math.round(part * WIDTH * 10) / 10;
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${WIDTH} 12`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {whole && <rect class="rest" x="0.5" y="0.5" width={WIDTH - 1} height="11" />}
      {whole &&
        Array.from({ length: 40 }, (_, step) => solid + 2 + step * 5)
          .filter((x) => x < WIDTH - 2)
          .map((x) => <path key={x} class="hatch" d={`M${x} 12L${Math.min(x + 6, WIDTH)} 0`} />)}
      <rect class="solid" x="0" y="0" width={solid} height="12" />
    </svg>
  );
}
