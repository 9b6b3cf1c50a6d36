import type { Day } from './format.ts';

/** Whole years of age on a day, as the worker counts them: born on 29 February, a year older on 1 March. */
export function ageOn(bornOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}
