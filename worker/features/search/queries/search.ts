/** Searching: the full-text table proposes, the rules decide and put in order. One round trip. */
import { and, inArray, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { aheadActivityIds } from '../../activities/queries/ahead.ts';
import { candidates } from '../../directory/queries/candidates.ts';
import {
  calendarOf,
  calendarQuery,
  exceptionsQuery,
  openingView,
  scheduleOf,
} from '../../directory/queries/hours.ts';
import { positionView, walkView } from '../../directory/queries/places.ts';
import {
  estatePoint,
  type PlaceFacts,
  placeFacts,
  sceneHours,
  squaredMetresOf,
} from '../../directory/queries/standing.ts';
import { type HoursPeriod, type Opening, openingAt } from '../../directory/rules/hours.ts';
import type { Position } from '../../directory/rules/walk.ts';
import { alikeOf, type Findable, readyFor } from '../rules/match.ts';
import { type Hit, search } from '../rules/rank.ts';
import { type Query, queryOf } from '../rules/words.ts';
import type { SearchAnswer, SearchHit, SearchInput } from '../schema.ts';
import { searchEntry } from '../tables.ts';
import { bearingIn, isBorneBy } from './bearing.ts';
import { lookupOf, slippedLookupOf } from './lookup.ts';
import { synonymsQuery } from './synonyms.ts';

/** What the rules look at, at most: of a very common word the nearest. */
const MOST_CANDIDATES = 400;

/** So many that bear a word are all looked at; of more, these and the nearest, however large the register. */
const MANY = 1000;

/** With fewer than these that bear the words as typed, those that bear them but for a slip are proposed too. */
const FEW = 20;

/** A candidate with what is known of it. */
type Candidate = Findable & {
  place: PlaceFacts | null;
  position: Position | null;
  opening: Opening | null;
};

export async function searchAll(ctx: Context, wanted: SearchInput): Promise<SearchAnswer> {
  const query = queryOf(wanted.q);
  if (query.words.length === 0) return { items: [], total: 0, didYouMean: null };
  const { db, now } = ctx;
  const [rows, synonyms, exceptions, days] = await db.batch([
    candidatesQuery(ctx, query, wanted),
    synonymsQuery(db),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
  ]);
  const calendar = calendarOf(days);
  const openingOf = (row: CandidateRow, place: PlaceFacts) => {
    const own = row.sceneHours === null ? null : (JSON.parse(row.sceneHours) as HoursPeriod[]);
    const sceneId = row.kind === 'scene' ? row.id : null;
    const facilityId = row.facilityId ?? '';
    return openingAt(
      scheduleOf({ facilityId, sceneId, hours: own ?? place.hours }, exceptions, calendar),
      now,
    );
  };
  const candidates = rows.map((row) => candidateOf(row, openingOf));
  const { hits, didYouMean } = search(candidates.map(readyFor), {
    text: wanted.q,
    near: wanted.near ?? null,
    alike: alikeOf(synonyms.map(({ words }) => words)),
    standingOf: ({ position, opening }) => ({ position, isOpen: opening?.state === 'open' }),
  });
  return { items: hits.slice(0, wanted.limit).map(hitView), total: hits.length, didYouMean };
}

type CandidateRow = Awaited<ReturnType<typeof candidatesQuery>>[number];

function candidatesQuery({ db, now }: Context, query: Query, { near, kinds }: SearchInput) {
  const name = sql`lower(${searchEntry.name})`;
  const found = db
    .select()
    .from(searchEntry)
    .where(
      and(
        inArray(searchEntry.id, textMatches(query, near)),
        isCurrent(db, now),
        kinds && inArray(searchEntry.kind, kinds),
      ),
    )
    .orderBy(
      // As the rules rank: a word that has synonyms asks for a kind of place, and only the way there counts.
      sql`CASE WHEN EXISTS (SELECT 1 FROM synonym_word WHERE word = ${query.joined}) THEN 0
        ELSE (${name} = ${query.joined}) + (instr(${name}, ${query.joined}) = 1) + (instr(${name}, ${query.joined}) > 0) END DESC`,
      ...(near ? [squaredMetresOf(sql`${searchEntry.facilityId}`, near)] : []),
      searchEntry.id,
    )
    .limit(MOST_CANDIDATES)
    .as('found');
  return db
    .select({
      kind: found.kind,
      id: found.refId,
      facilityId: found.facilityId,
      name: found.name,
      syllables: found.syllables,
      more: found.more,
      place: placeFacts(sql`${found.facilityId}`).as('place'),
      sceneHours: sql<
        string | null
      >`CASE ${found.kind} WHEN 'scene' THEN ${sceneHours(sql`${found.refId}`)} END`.as(
        'scene_hours',
      ),
      estate: sql<
        string | null
      >`CASE ${found.kind} WHEN 'estate' THEN ${estatePoint(sql`${found.refId}`)} END`.as('estate'),
    })
    .from(found);
}

/** An activity of which no session lies ahead is no answer any more. */
export function isCurrent(db: Db, now: number): SQL {
  return sql`(${searchEntry.kind} <> 'activity' OR ${inArray(searchEntry.refId, aheadActivityIds(db, now))})`;
}

/** Subquery of the entries that bear the words; where they are few, also of those that bear them but for a slip. */
function textMatches(query: Query, near: Position | undefined): SQL {
  const plain = lookupOf(query);
  const slipped = slippedLookupOf(query);
  const heldUpTo = (most: number) =>
    sql`(SELECT count(*) FROM (SELECT 1 FROM ${entriesOf(sql`${plain}`)} LIMIT ${most}))`;
  const wanted =
    slipped === null
      ? sql`${plain}`
      : sql`CASE ${heldUpTo(FEW)} WHEN ${FEW} THEN ${plain} ELSE ${`${plain} OR ${slipped}`} END`;
  const first = sql`SELECT id FROM (SELECT entry.id FROM ${entriesOf(wanted)} LIMIT ${MANY})`;
  if (!near) return sql`(${first})`;
  // CASE works out only what it answers: the nearest are not looked for where all are looked at anyway.
  return sql`(${first} UNION ALL SELECT value FROM json_each(CASE ${heldUpTo(MANY)} WHEN ${MANY}
    THEN (SELECT json_group_array(id) FROM (${nearestBearing(plain, near)})) ELSE '[]' END))`;
}

/** FROM and WHERE of the entries that a look-up finds: it finds drafts of an import too, which are no entries yet. */
function entriesOf(lookup: SQL): SQL {
  return sql`search_text CROSS JOIN ${searchEntry} entry ON entry.id = search_text.rowid
    WHERE search_text MATCH (${lookup})`;
}

/** Of a word that very many bear: the entries that bear it in the nearest facilities in which any does. */
function nearestBearing(lookup: string, near: Position): SQL {
  const places = candidates({
    categories: [],
    near,
    bearing: bearingIn(lookup),
    limit: MOST_CANDIDATES,
    offset: 0,
  });
  return sql`SELECT borne.id FROM (${places}) place
    CROSS JOIN ${searchEntry} borne ON borne.facility_id = place.facility_id WHERE ${isBorneBy(lookup, sql`borne.id`)}`;
}

function candidateOf(
  row: CandidateRow,
  openingOf: (row: CandidateRow, place: PlaceFacts) => Opening,
): Candidate {
  const { kind, id, facilityId, name, syllables, more } = row;
  const place = row.place === null ? null : (JSON.parse(row.place) as PlaceFacts);
  const estate = row.estate === null ? null : (JSON.parse(row.estate) as Position);
  const opens = kind === 'facility' || kind === 'scene' || kind === 'canteen';
  return {
    kind,
    id,
    facilityId,
    name,
    syllables,
    more,
    place,
    position: place ?? estate,
    opening: place && opens ? openingOf(row, place) : null,
  };
}

function hitView({ entry, also, match, walk }: Hit<Candidate>): SearchHit {
  const { kind, id, name, facilityId, place, position, opening } = entry;
  return {
    kind,
    id,
    name,
    also,
    marks: match.marks,
    match: match.how,
    facility:
      facilityId !== null && place
        ? { id: facilityId, name: place.name, category: place.category, sign: place.sign }
        : null,
    position: position && positionView(position),
    ...(walk && { walk: walkView(walk) }),
    ...(opening && { opening: openingView(opening) }),
  };
}
