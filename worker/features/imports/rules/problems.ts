/** What can be wrong with a register on its way in, and which of it stops the whole. The page and the command have the words. */
import type { ColumnKey } from '../../directory/rules/registerColumns.ts';

/** `true` = nothing is taken over while one of them is there; `false` = only said. */
export const ROW_PROBLEMS = {
  'row.tooManyCells': true,
  'geometry.none': true,
  'geometry.notPoint': true,
  'properties.none': true,
  'hsds.leftOut': false,
  'hsds.schedule': false,
  'cell.error': true,
  'text.control': true,
  'text.tooLong': true,
  'digits.wide': false,
  'id.bad': true,
  'id.made': false,
  'id.taken': true,
  'id.twice': true,
  'id.retired': true,
  'id.alias': true,
  'name.empty': true,
  'place.twice': true,
  'place.exists': true,
  'aliases.tooMany': true,
  'level.empty': true,
  'level.unknown': true,
  'category.empty': true,
  'category.unknown': true,
  'zone.unknown': true,
  'community.empty': true,
  'community.unknown': true,
  'community.otherZone': true,
  'estate.missing': true,
  'estate.unknown': true,
  'estate.otherCommunity': true,
  'estate.notNeeded': false,
  'address.empty': true,
  'position.empty': true,
  'position.swapped': true,
  'position.outside': true,
  'position.farFromCommunity': false,
  'position.coarse': false,
  'number.bad': true,
  'datum.unknown': true,
  'datum.suspected': true,
  'phone.bad': true,
  'area.bad': true,
  'area.empty': false,
  'hours.season': true,
  'hours.day': true,
  'hours.time': true,
  'hours.noTimes': true,
  'hours.order': true,
  'hours.overlap': true,
  'hours.rest': true,
  'audience.unknown': true,
  'access.unknown': true,
  'checkedOn.bad': true,
  'checkedOn.future': true,
  'checkedOn.older': false,
} as const satisfies Record<string, boolean>;

export type RowProblemCode = keyof typeof ROW_PROBLEMS;

/** Those that only whoever reads the file can see; they come with the row. */
export const READER_PROBLEMS = [
  'row.tooManyCells',
  'geometry.none',
  'geometry.notPoint',
  'properties.none',
  'hsds.leftOut',
  'hsds.schedule',
] as const satisfies readonly RowProblemCode[];
export type ReaderProblem = { code: (typeof READER_PROBLEMS)[number]; value: string };

export type RowProblem = {
  /** Null = the row as a whole. */
  column: ColumnKey | null;
  code: RowProblemCode;
  /** What stands in the cell. */
  value: string;
  /** What would be right, as far as that can be told. */
  hint: string;
  stops: boolean;
};

/** No cell of a report is longer. */
const LONGEST_VALUE = 80;

export function problemOf(
  column: ColumnKey | null,
  code: RowProblemCode,
  value = '',
  hint = '',
): RowProblem {
  const cut = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  return { column, code, value: cut, hint, stops: ROW_PROBLEMS[code] };
}
