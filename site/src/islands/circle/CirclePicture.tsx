import type { LifeCircle } from '../../../../worker/features/circle/schema.ts';
import { circle as words } from '../../i18n/zh/circle.ts';

const WIDTH = 343;
const HEIGHT = 312;
const [HOME_X, HOME_Y] = [WIDTH / 2, HEIGHT / 2];
/** Of the ring of fifteen minutes; what is further away stands at the rim. */
const FIFTEEN_R = 132;
const RIM_R = 148;
const DOT_R = 5;
/** Dots nearer to each other than this are drawn apart. */
const APART = 9;
/** Nothing is drawn over the house. */
const HOUSE_R = 20;

interface Dot {
  id: string;
  met: boolean;
  x: number;
  y: number;
}

/** Three rings around home, as far as each reaches, and a dot where the nearest place of each kind lies. North is up. */
export function CirclePicture({ requirements, reach }: Pick<LifeCircle, 'requirements' | 'reach'>) {
  const widest = Math.max(...reach.map(({ metres }) => metres));
  const radiusOf = (metres: number) => Math.min((metres / widest) * FIFTEEN_R, RIM_R);
  const share = (minutes: number) => {
    const wanted = requirements.filter(({ tier }) => tier === minutes);
    return words.some(wanted.filter(({ met }) => met).length, wanted.length);
  };
  return (
    <>
      <svg
        class="circle-picture"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.picture(share(5), share(10), share(15))}
      >
        {reach.map(({ tier, metres }) => (
          <circle
            key={tier}
            class={`ring tier-${tier}`}
            cx={HOME_X}
            cy={HOME_Y}
            r={radiusOf(metres)}
          />
        ))}
        {reach.map(({ tier, metres }) => (
          <text key={tier} x={HOME_X} y={HOME_Y - radiusOf(metres) + 5} text-anchor="middle">
            {words.tierMinutes(tier)}
          </text>
        ))}
        {dotsOf(requirements, radiusOf).map(({ id, met, x, y }) => (
          <circle key={id} class={met ? 'dot met' : 'dot'} cx={x} cy={y} r={DOT_R} />
        ))}
        <path class="house" d={`M${HOME_X - 11} ${HOME_Y}l11-9 11 9h-3v9h-16v-9Z`} />
      </svg>
      <p class="circle-key dim" aria-hidden="true">
        <span>
          <i class="met" /> {words.key.met}
        </span>
        <span>
          <i /> {words.key.far}
        </span>
      </p>
    </>
  );
}

/** Several kinds may lie in one house: their dots wind round it, so that each is seen. */
function dotsOf(
  requirements: LifeCircle['requirements'],
  radiusOf: (metres: number) => number,
): Dot[] {
  const dots: Dot[] = [];
  for (const { id, met, places } of requirements) {
    const [place] = places;
    if (!place) continue;
    const turn = (place.bearing * Math.PI) / 180;
    const radius = Math.max(radiusOf(place.metres), HOUSE_R);
    const [x, y] = [HOME_X + radius * Math.sin(turn), HOME_Y - radius * Math.cos(turn)];
    let dot = { id, met, x, y };
    for (let step = 1; step < 40 && dots.some((one) => isNear(one, dot)); step++) {
      const out = 6 * Math.sqrt(step);
      dot = { ...dot, x: x + out * Math.cos(2.4 * step), y: y + out * Math.sin(2.4 * step) };
    }
    dots.push(dot);
  }
  return dots;
}

function isNear(a: Dot, b: Dot): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < APART;
}
