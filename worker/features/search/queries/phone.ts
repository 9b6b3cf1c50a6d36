/** What the phone keeps to answer by itself: the index, and how the places stand now. */
import { and, asc, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import { MINUTE_MS } from '../../../lib/time.ts';
import {
  calendarOf,
  calendarQuery,
  type ExceptionRow,
  exceptionsQuery,
  scheduleOf,
} from '../../directory/queries/hours.ts';
import {
  allHoursQueries,
  type EstateFacts,
  estatePoint,
  type PlaceFacts,
  placeFacts,
  servicePlaces,
} from '../../directory/queries/standing.ts';
import { openingAt } from '../../directory/rules/hours.ts';
import type { Position } from '../../directory/rules/walk.ts';
import { KINDS } from '../rules/match.ts';
import type { Openings, SearchIndex } from '../schema.ts';
import { searchEntry } from '../tables.ts';
import { isCurrent } from './search.ts';
import { synonymsQuery } from './synonyms.ts';

/** More entries than these, and a phone would search them too slowly and fetch too much: it asks instead. */
const MOST_ENTRIES = 5000;

/** Uncorrelated, so that it is worked out once a statement. */
function fits(): SQL {
  return sql`(SELECT count(*) FROM (SELECT 1 FROM ${searchEntry} LIMIT ${MOST_ENTRIES + 1})) <= ${MOST_ENTRIES}`;
}

/** The index as the phone keeps it. The same register gives the same text, so that its ETag stays. */
export async function readIndex({ db, now }: Context): Promise<SearchIndex> {
  const isKind = (kind: string) => sql`CASE ${searchEntry.kind} WHEN ${kind} THEN`;
  const [rows, synonyms, [size]] = await db.batch([
    db
      .select({
        kind: searchEntry.kind,
        id: searchEntry.refId,
        facilityId: searchEntry.facilityId,
        name: searchEntry.name,
        syllables: searchEntry.syllables,
        more: searchEntry.more,
        place: sql<
          string | null
        >`${isKind('facility')} ${placeFacts(sql`${searchEntry.facilityId}`)} END`.as('place'),
        doneAt: sql<
          string | null
        >`${isKind('service')} ${servicePlaces(sql`${searchEntry.refId}`)} END`.as('done_at'),
        estate: sql<
          string | null
        >`${isKind('estate')} ${estatePoint(sql`${searchEntry.refId}`)} END`.as('estate'),
      })
      .from(searchEntry)
      .where(and(fits(), isCurrent(db, now)))
      .orderBy(asc(searchEntry.id)),
    synonymsQuery(db),
    db.select({ complete: sql<number>`${fits()}`.as('complete') }).from(sql`(SELECT 1)`),
  ]);
  const facilities = rows.filter((row) => row.place !== null);
  const facts = facilities.map((row) => JSON.parse(row.place ?? '') as PlaceFacts);
  const placeOf = new Map(facilities.map((row, index) => [row.id, index]));
  const estates = rows
    .filter((row) => row.estate !== null)
    .map((row) => JSON.parse(row.estate ?? '') as EstateFacts);
  return {
    complete: size?.complete === 1,
    places: {
      id: facilities.map((row) => row.id),
      at: facts.map(hundredThousandths),
      category: facts.map(({ category }) => category),
      sign: facts.map(({ sign }) => sign),
    },
    entries: {
      kind: rows.map((row) => KINDS.indexOf(row.kind)),
      id: rows.map((row) => row.id),
      name: rows.map((row) => row.name),
      syllables: rows.map((row) => row.syllables),
      more: rows.map((row) => row.more),
      place: rows.map((row) => placeOf.get(row.facilityId ?? '') ?? -1),
    },
    estates: {
      at: estates.map(hundredThousandths),
      community: estates.map(({ communityId }) => communityId),
    },
    doneAt: rows
      .filter((row) => row.doneAt !== null)
      .map((row) => {
        const ids = JSON.parse(row.doneAt ?? '[]') as string[];
        return ids.flatMap((id) => placeOf.get(id) ?? []);
      }),
    synonyms: synonyms.map(({ words }) => words),
  };
}

/** A degree × 10⁵ is about a metre. */
function hundredThousandths({ lng, lat }: Position): [number, number] {
  return [Math.round(lng * 1e5), Math.round(lat * 1e5)];
}

const LETTERS = { open: 'o', closed: 'c', unknown: 'u' } as const;

/** Open or not, and until when, of everything in the index that has hours; nothing where there is no whole index. */
export async function readOpenings({ db, now }: Context): Promise<Openings> {
  const [places, scenes, exceptions, days] = await db.batch([
    ...allHoursQueries(db, fits()),
    exceptionsQuery(db, now),
    calendarQuery(db, now),
  ]);
  const calendar = calendarOf(days);
  const exceptionsAt = new Map<string, ExceptionRow[]>();
  for (const row of exceptions) {
    const there = exceptionsAt.get(row.facilityId);
    if (there) there.push(row);
    else exceptionsAt.set(row.facilityId, [row]);
  }
  const all = [
    ...places.map(({ id, hours }) => ({ id, facilityId: id, sceneId: null, hours })),
    ...scenes.map(({ id, facilityId, hours }) => ({ id, facilityId, sceneId: id, hours })),
  ];
  const openings = all.map((place) =>
    openingAt(scheduleOf(place, exceptionsAt.get(place.facilityId) ?? [], calendar), now),
  );
  return {
    id: all.map(({ id }) => id),
    states: openings.map(({ state }) => LETTERS[state]).join(''),
    changes: openings.map(({ untilAt, nextOpenAt }) =>
      Math.floor((untilAt ?? nextOpenAt ?? 0) / MINUTE_MS),
    ),
  };
}
