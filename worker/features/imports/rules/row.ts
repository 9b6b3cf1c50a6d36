/** One row of a register: the columns of `facility` that it says, and everything that is wrong with it. Pure. */
import type { Day } from '../../../lib/time.ts';
import { readHours } from '../../directory/rules/hoursReading.ts';
import type { Level } from '../../directory/rules/kinds.ts';
import type { Cells, Datum } from '../../directory/rules/registerColumns.ts';
import type { Position } from '../../directory/rules/walk.ts';
import {
  accessIn,
  aliasesIn,
  areaIn,
  audienceIn,
  categoryIn,
  datumIn,
  dayIn,
  idIn,
  levelIn,
  phoneIn,
  type Reading,
  tell,
  textIn,
} from './cells.ts';
import { type Convert, positionIn } from './position.ts';
import { problemOf, type ReaderProblem, type RowProblem } from './problems.ts';

export type Areas = {
  zones: readonly { id: string; letter: string; name: string }[];
  communities: readonly { id: string; zoneId: string; name: string }[];
  estates: readonly (Position & { id: string; communityId: string; name: string })[];
};

/** What the register has of a place that a row names by number. */
export type Known = Position & { checkedOn?: Day | null };

/** What a row is held against. */
export type Ground = {
  areas: Areas;
  known: ReadonlyMap<string, Known>;
  datum: Datum;
  anywhere: boolean;
  today: Day;
  toGcj02: Convert;
  spell: (name: string) => { pinyin: string; syllables: string };
};

export type RawRow = { rowNo: number; cells: Cells; faults?: readonly ReaderProblem[] };

export type StagedRow = {
  rowNo: number;
  facilityId: string | null;
  /** Columns of `facility` by their names in the database; what the table has no column for is left out. */
  data: Record<string, unknown>;
  problems: RowProblem[];
};

export function stageRow({ rowNo, cells, faults = [] }: RawRow, ground: Ground): StagedRow {
  const problems = faults.map(({ code, value }) => problemOf(null, code, value));
  const reading: Reading = { cells, problems };
  const has = (column: keyof Cells) => cells[column] !== undefined;
  const name = textIn(reading, 'name');
  if (name === '') tell(reading, 'name', 'name.empty');
  const level = levelIn(reading);
  const place = areaOf(reading, level, ground.areas);
  const given = idIn(reading);
  const facilityId = given ?? madeId(reading, name, place.communityId, ground);
  const known = given === null ? undefined : ground.known.get(given);
  const datum = datumIn(reading, ground.datum);
  const around = {
    district: ground.areas.estates,
    community: ground.areas.estates.filter((one) => one.communityId === place.communityId),
    known,
    anywhere: ground.anywhere,
  };
  const address = textIn(reading, 'address');
  if (address === '') tell(reading, 'address', 'address.empty');
  return {
    rowNo,
    facilityId,
    data: {
      name,
      ...ground.spell(name),
      level,
      category: categoryIn(reading),
      zone_id: place.zoneId,
      community_id: place.communityId,
      estate_id: place.estateId,
      address,
      ...positionIn(reading, datum, around, ground.toGcj02),
      ...(has('aliases') && { aliases: aliasesIn(reading) }),
      ...(has('phone') && { phone: phoneIn(reading) }),
      ...(has('areaM2') && { area_m2: areaIn(reading) }),
      ...(has('hours') && { hours: hoursIn(reading) }),
      ...(has('audience') && { audience: audienceIn(reading) }),
      ...(has('summary') && { summary: textIn(reading, 'summary') }),
      ...(has('checkedOn') && { checked_on: checkedIn(reading, ground.today, known) }),
      access: accessIn(reading),
    },
    problems,
  };
}

/** A place without a number gets one that the same row always gets again, so that a second run finds it. */
function madeId(
  reading: Reading,
  name: string,
  communityId: string | null,
  { spell }: Ground,
): string | null {
  const isBad = reading.problems.some(({ code }) => code === 'id.bad');
  const { pinyin } = spell(name);
  if (isBad || !communityId || pinyin === '') return null;
  const id = `${communityId}-${pinyin}`.slice(0, 64);
  tell(reading, 'id', 'id.made', id);
  return id;
}

/** A file that is older than the register would take a later check away: that is said. */
function checkedIn(reading: Reading, today: Day, known: Known | undefined): Day | null {
  const day = dayIn(reading, today);
  const later = known?.checkedOn;
  const isBad = reading.problems.some(({ column, stops }) => column === 'checkedOn' && stops);
  if (later && !isBad && (day ?? '') < later) tell(reading, 'checkedOn', 'checkedOn.older', later);
  return day;
}

function hoursIn(reading: Reading) {
  const text = reading.cells.hours ?? '';
  textIn(reading, 'hours');
  const read = readHours(text);
  if ('hours' in read) return read.hours;
  const { code, at, part } = read.fault;
  tell(reading, 'hours', code, `${at + 1} ${part}`);
  return null;
}

type Place = { zoneId: string | null; communityId: string | null; estateId: string | null };

const plain = (name: string) => name.replace(/\s/g, '').replace(/(社区|片区|小区)$/, '');

/** Found by name, with or without 社区 or 片区 at its end, by letter, or by id. */
function find<T extends { id: string; name: string; letter?: string }>(
  all: readonly T[],
  text: string,
): T | undefined {
  return (
    all.find(({ id, name }) => id === text || name === text) ??
    all.find(({ name, letter }) => plain(name) === plain(text) || letter === plain(text))
  );
}

const MOST_NAMES = 12;
const namesOf = (all: readonly { name: string }[]) =>
  all
    .slice(0, MOST_NAMES)
    .map(({ name }) => name)
    .join('、');

function areaOf(reading: Reading, level: Level | null, areas: Areas): Place {
  const zoneText = textIn(reading, 'zone');
  const zone = zoneText === '' ? undefined : find(areas.zones, zoneText);
  if (zoneText !== '' && !zone) tell(reading, 'zone', 'zone.unknown', namesOf(areas.zones));
  const text = textIn(reading, 'community');
  const community = text === '' ? undefined : find(areas.communities, text);
  if (text === '') tell(reading, 'community', 'community.empty');
  else if (!community) {
    tell(reading, 'community', 'community.unknown', namesOf(areas.communities));
  } else if (zone && community.zoneId !== zone.id) {
    const right = areas.zones.find(({ id }) => id === community.zoneId);
    tell(reading, 'community', 'community.otherZone', right?.name ?? '');
  }
  return {
    zoneId: community?.zoneId ?? null,
    communityId: community?.id ?? null,
    estateId: estateOf(reading, level, community, areas),
  };
}

function estateOf(
  reading: Reading,
  level: Level | null,
  community: Areas['communities'][number] | undefined,
  { communities, estates }: Areas,
): string | null {
  const text = textIn(reading, 'estate');
  if (text === '') {
    if (level === 'estate') tell(reading, 'estate', 'estate.missing');
    return null;
  }
  if (level !== null && level !== 'estate') {
    tell(reading, 'estate', 'estate.notNeeded');
    return null;
  }
  const here = estates.filter(({ communityId }) => communityId === community?.id);
  const estate = find(here, text);
  if (estate) return estate.id;
  const elsewhere = find(estates, text);
  const home = communities.find(({ id }) => id === elsewhere?.communityId);
  if (!elsewhere) tell(reading, 'estate', 'estate.unknown', namesOf(here));
  else if (community) tell(reading, 'estate', 'estate.otherCommunity', home?.name ?? '');
  return null;
}
