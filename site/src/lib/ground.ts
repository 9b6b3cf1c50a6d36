/** What the picking of a door needs of the register; read while pages are built. */
import type { Place } from './home.ts';
import { defaultPlace, placeOf, readRegister } from './register.ts';

export interface Ground {
  /** The letter on the sign of each zone, by its id. */
  letters: Readonly<Record<string, string>>;
  /** Where the map opens while no door is known. */
  start: Place;
  estates: readonly Place[];
}

export function groundOf(): Ground {
  const register = readRegister();
  return {
    letters: Object.fromEntries(register.zones.map(({ id, letter }) => [id, letter])),
    start: defaultPlace(),
    estates: register.estates.map((estate) => placeOf(estate, register)),
  };
}
