import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import type { CoveredEstate } from '../../lib/coverage.ts';
import { Section } from '../parts/Section.tsx';

const WIDTH = 360;
const MARGIN = 22;
const NAMED = 10;
const HALF = 8;

/** How much is missed, in four grades: told by how full the square is, and not by colour alone. */
const GRADES = 4;

/** Where the estates lie, and which of them miss most. A drawing, no map: north is up. */
export function CoverageMap({ coverage: { estates } }: { coverage: Coverage }) {
  const lngs = estates.map(({ position }) => position.lng);
  const lats = estates.map(({ position }) => position.lat);
  const [west, south] = [Math.min(...lngs), Math.min(...lats)];
  const [east, north] = [Math.max(...lngs), Math.max(...lats)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 2 * MARGIN) / Math.max((east - west) * shrink, 0.001);
  const height = Math.round((north - south) * scale + 2 * MARGIN);
  const most = Math.max(...estates.map(({ missed }) => missed), 1);
  const worst = estates.filter(({ missed }) => missed > 0).slice(0, NAMED);
  return (
    <Section title={words.map.title} id="map">
      <p class="dim">{words.map.note}</p>
      <svg
        class="coverage-map"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={words.map.spoken(worst.map(({ name }) => name).join(words.join))}
      >
        {[...estates].reverse().map((estate) => (
          <Mark
            key={estate.id}
            grade={gradeOf(estate.missed, most)}
            x={MARGIN + (estate.position.lng - west) * shrink * scale}
            y={MARGIN + (north - estate.position.lat) * scale}
            rank={rankOf(estate, worst)}
          />
        ))}
      </svg>
      <p class="map-key dim">
        {Array.from({ length: GRADES }, (_, grade) => (
          <span key={`${grade}`}>
            <svg class="coverage-map" viewBox="0 0 20 20" aria-hidden="true">
              <Mark grade={grade} x={10} y={10} />
            </svg>
            {words.map.key(
              Math.floor((grade * most) / GRADES) + (grade === 0 ? 0 : 1),
              Math.floor(((grade + 1) * most) / GRADES),
            )}
          </span>
        ))}
      </p>
    </Section>
  );
}

/** 0 … 3 */
function gradeOf(missed: number, most: number): number {
  return Math.max(0, Math.ceil((missed * GRADES) / most) - 1);
}

function rankOf({ id }: CoveredEstate, worst: readonly CoveredEstate[]): number | undefined {
  const index = worst.findIndex((one) => one.id === id);
  return index < 0 ? undefined : index + 1;
}

interface MarkProps {
  grade: number;
  x: number;
  y: number;
  rank?: number;
}

function Mark({ grade, x, y, rank }: MarkProps) {
  const fill = ((grade + 1) / GRADES) * 2 * HALF;
  return (
    <g>
      <rect class="ground" x={x - HALF} y={y - HALF} width={2 * HALF} height={2 * HALF} />
      <rect class="full" x={x - HALF} y={y + HALF - fill} width={2 * HALF} height={fill} />
      <rect class="frame" x={x - HALF} y={y - HALF} width={2 * HALF} height={2 * HALF} />
      {rank !== undefined && (
        <>
          <circle class="rank" cx={x + HALF} cy={y - HALF} r="9.5" />
          <text x={x + HALF} y={y - HALF + 4.5} text-anchor="middle">
            {rank}
          </text>
        </>
      )}
    </g>
  );
}
