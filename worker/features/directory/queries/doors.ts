/** The four doors of the first page. */
import type { Context } from '../../../lib/context.ts';
import { type Candidate, chooseDoor } from '../rules/doors.ts';
import { VERB_CATEGORIES, type Verb } from '../rules/kinds.ts';
import type { Door, DoorsInput } from '../schema.ts';
import { calendarOf, calendarQuery } from './hours.ts';
import { listedQuery, openingOf, type Place, placeOf, summaryOf } from './listed.ts';
import { walkView } from './places.ts';

/** A door is chosen among so many nearest places of its verb. */
const CANDIDATES = 100;

/** 一键: for each verb the place that `chooseDoor` leads to. */
export async function findDoors({ db, now }: Context, wanted: DoorsInput) {
  const { near } = wanted;
  const nearest = (verb: Verb) =>
    listedQuery(db, now, { categories: VERB_CATEGORIES[verb], near, limit: CANDIDATES, offset: 0 });
  const [read, fitness, dine, medical, days] = await db.batch([
    nearest('read'),
    nearest('fitness'),
    nearest('dine'),
    nearest('medical'),
    calendarQuery(db, now),
  ]);
  const calendar = calendarOf(days);
  const door = (rows: typeof read) =>
    doorOf(
      rows.map((row) => {
        const place = placeOf(row, wanted);
        const minutes = place.walk?.minutes.ordinary ?? 0;
        const opening = openingOf(place, now, calendar);
        return { place, minutes, opening, fits: place.fit?.fits ?? 'yes' };
      }),
      now,
    );
  return { read: door(read), fitness: door(fitness), dine: door(dine), medical: door(medical) };
}

function doorOf(candidates: readonly (Candidate & { place: Place })[], now: number): Door | null {
  const door = chooseDoor(candidates);
  if (!door) return null;
  const plain = chooseDoor(candidates.map((one) => ({ ...one, fits: 'yes' as const })))?.place;
  const isPassedBy = plain?.fit?.fits === 'no' && plain.row.id !== door.place.row.id;
  return {
    ...summaryOf(door.place, door.opening, now),
    ...(isPassedBy && plain.walk && plain.fit
      ? {
          passedBy: {
            id: plain.row.id,
            name: plain.row.name,
            walk: walkView(plain.walk),
            fit: plain.fit,
          },
        }
      : {}),
  };
}
