/** Whether a position can be true: in the district, near its community, in the datum it is said to be in. */
import { boxAround, COUNTRY, isIn, isInDistrict } from '../../directory/rules/position.ts';
import { DATUM_WORDS, DATUMS, type Datum } from '../../directory/rules/registerColumns.ts';
import { type Position, straightMetres } from '../../directory/rules/walk.ts';
import { degreesIn, type Reading, tell } from './cells.ts';

/** Given by whoever asks: the library that converts is no rule. */
export type Convert = (position: Position, datum: Datum) => Position;

/** A place stands within this of the estates of its community, or it is said. */
const COMMUNITY_MARGIN_M = 600;
/** A known place that moves further than this, and lies right in another datum, has come in the wrong one. */
const SAME_PLACE_M = 60;
const SHIFTED_M = 250;

/** A file holds six decimals, and a change of datum there and back loses some of the last: this near it has not moved. */
const UNMOVED_M = 0.5;

export type Around = {
  /** The estates of the district; where there are none, nothing can be said. */
  district: readonly Position[];
  /** Those of the row's community. */
  community: readonly Position[];
  /** Where the register has the place now. */
  known: Position | undefined;
  /** Any place in the country will do: for a register of another district. */
  anywhere: boolean;
};

/** The position in GCJ-02, or null. What makes it doubtful is told. */
export function positionIn(
  reading: Reading,
  datum: Datum | null,
  around: Around,
  toGcj02: Convert,
): Position | null {
  const given = { lng: degreesIn(reading, 'lng'), lat: degreesIn(reading, 'lat') };
  const isBad = reading.problems.some(({ code }) => code === 'number.bad');
  const { lng, lat } = given;
  if (lng === null || lat === null) {
    const column = lng === null ? 'lng' : 'lat';
    const isTold = isBad || reading.problems.some(({ code }) => code.startsWith('geometry.'));
    if (!isTold) tell(reading, column, 'position.empty');
    return null;
  }
  if (!isIn(COUNTRY, { lng, lat })) {
    const isSwapped = isIn(COUNTRY, { lng: lat, lat: lng });
    if (isSwapped) tell(reading, 'lng', 'position.swapped', `${lat}, ${lng}`);
    else tell(reading, 'lng', 'position.outside', `${lng}, ${lat}`);
    return null;
  }
  if (!datum) return null;
  const position = toGcj02({ lng, lat }, datum);
  const doubt = around.anywhere ? null : doubtOf({ lng, lat }, datum, around, toGcj02);
  if (doubt) tell(reading, 'lng', doubt.code, doubt.hint);
  if (decimalsOf(reading.cells.lng) < 4 || decimalsOf(reading.cells.lat) < 4) {
    tell(reading, 'lng', 'position.coarse');
  }
  const { known } = around;
  if (!known || straightMetres(known, position) >= UNMOVED_M) return position;
  return { lng: known.lng, lat: known.lat };
}

function decimalsOf(text = ''): number {
  return (/\.(\d+)/.exec(text)?.[1] ?? '').length;
}

type Doubt = {
  code: 'datum.suspected' | 'position.outside' | 'position.farFromCommunity';
  hint: string;
};

/** What makes a position doubtful, if anything does. */
function doubtOf(
  given: Position,
  datum: Datum,
  { district, community, known }: Around,
  toGcj02: Convert,
): Doubt | null {
  const position = toGcj02(given, datum);
  const others = DATUMS.filter((one) => one !== datum);
  const other = (fits: (position: Position) => boolean) => {
    const right = others.find((one) => fits(toGcj02(given, one)));
    return right ? DATUM_WORDS[right] : '';
  };
  if (known && straightMetres(known, position) > SHIFTED_M) {
    const hint = other((moved) => straightMetres(known, moved) < SAME_PLACE_M);
    if (hint) return { code: 'datum.suspected', hint };
  }
  if (!isInDistrict(position, district)) {
    const hint = other((moved) => isInDistrict(moved, district));
    if (hint) return { code: 'datum.suspected', hint };
    return { code: 'position.outside', hint: `${given.lng}, ${given.lat}` };
  }
  const near = boxAround(community, COMMUNITY_MARGIN_M);
  if (!near || isIn(near, position)) return null;
  return { code: 'position.farFromCommunity', hint: other((moved) => isIn(near, moved)) };
}
