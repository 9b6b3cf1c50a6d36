export interface PlanBar {
  /** Minutes since midnight. */
  fromMin: number;
  untilMin: number;
  words: string;
  /** past: over · now: going on or open · next: still to come · shut: closed for works or cleaning */
  tone: 'past' | 'now' | 'next' | 'shut';
}

export interface PlanLane {
  /** `4`: the floor, or the short name of a venue. Empty for a second row of the lane above. */
  label: string;
  bars: readonly PlanBar[];
}

export interface PlanProps {
  /** The whole picture in a sentence, for those who do not see it. */
  label: string;
  /** Whole hours at both ends: 8 and 21. */
  fromHour: number;
  untilHour: number;
  lanes: readonly PlanLane[];
  /** Minutes since midnight and the words for it; leave out for another day than today. */
  now?: { min: number; clock: string };
}

const LANE_PX = 40;
const TOP_PX = 26;
const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** The day of a building: one lane a floor, the now line across. Scrolls sideways on a narrow screen. */
export function Plan({ label, fromHour, untilHour, lanes, now }: PlanProps) {
  const dayMin = (untilHour - fromHour) * 60;
  const share = (min: number) => Math.min(1, Math.max(0, (min - fromHour * 60) / dayMin));
  const hours = Array.from({ length: untilHour - fromHour + 1 }, (_, step) => fromHour + step);
  const height = TOP_PX + lanes.length * LANE_PX;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="plan" tabIndex={0} aria-label={label}>
      <div class="plan-labels" aria-hidden="true">
        {lanes.map((lane, row) => (
          <b key={`${row} ${lane.label}`} class="n">
            {lane.label}
          </b>
        ))}
      </div>
      <svg height={height + 6} role="img" aria-label={label}>
        <defs>
          <pattern id="plan-hatch" width="8" height="8" patternUnits="userSpaceOnUse">
            <path fill="#fff" d="M0 0h8v8H0z" />
            <path d="M-2 10 10-2M-2 2 2-2M6 10l4-4" stroke="#a9bab6" stroke-width="1.5" />
          </pattern>
        </defs>
        {hours.map((hour) => (
          <g key={hour}>
            <text class="hour" x={percent(share(hour * 60))} y="14">
              {hour}
            </text>
            <line
              x1={percent(share(hour * 60))}
              x2={percent(share(hour * 60))}
              y1="20"
              y2={height}
            />
          </g>
        ))}
        {lanes.map((lane, row) =>
          lane.bars.map(({ fromMin, untilMin, words, tone }) => {
            const x = share(fromMin);
            const width = percent(share(untilMin) - x);
            const y = TOP_PX + row * LANE_PX;
            return (
              <svg
                key={`${row} ${fromMin}`}
                x={percent(x)}
                y={y}
                width={width}
                height={LANE_PX - 6}
              >
                <title>{words}</title>
                <rect
                  class={`bar ${tone}`}
                  fill={tone === 'shut' ? 'url(#plan-hatch)' : undefined}
                  width="100%"
                  height={LANE_PX - 6}
                  rx="4"
                />
                <text class={`bar-words ${tone}`} x="9" y="22">
                  {words}
                </text>
              </svg>
            );
          }),
        )}
        {now && (
          <svg class="now-mark" x={percent(share(now.min))} y="0">
            <path class="now-post" d={`M0 16V${height + 6}`} />
            <rect class="now-plate" x="-54" width="56" height="20" rx="4" />
            <text class="now-words" x="-26" y="15">
              {now.clock}
            </text>
          </svg>
        )}
      </svg>
    </section>
  );
}
