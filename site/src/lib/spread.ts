/** Numbers on a printed map must not cover each other. */

export type Spot = { x: number; y: number };

const ROUNDS = 200;
/** A little further than asked, so that the last rounds end. */
const SLACK = 1.02;

/** Moves spots apart until each two are `apart` from each other, as little as that takes; the order and the input stay. */
export function spread(spots: readonly Spot[], apart: number): Spot[] {
  const moved = spots.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round++) {
    let crowded = false;
    for (const [index, one] of moved.entries()) {
      for (const [further, other] of moved.slice(index + 1).entries()) {
        const far = Math.hypot(other.x - one.x, other.y - one.y);
        if (far >= apart) continue;
        crowded = true;
        // Two on one spot go apart in a direction of their own.
        const angle = far === 0 ? index + further : Math.atan2(other.y - one.y, other.x - one.x);
        const push = (apart * SLACK - far) / 2;
        one.x -= push * Math.cos(angle);
        one.y -= push * Math.sin(angle);
        other.x += push * Math.cos(angle);
        other.y += push * Math.sin(angle);
      }
    }
    if (!crowded) break;
  }
  return moved;
}
