/** The four doors of the first page. */
import type { Context } from '../../../lib/context.ts';
import { type Candidate, chooseDoor } from '../rules/doors.ts';
import { VERB_CATEGORIES, type Verb } from '../rules/kinds.ts';
import type { Door, DoorsInput } from '../schema.ts';
import {
  byWalk,
  fittingPlaces,
  openingsAt,
  type Place,
  readPlaces,
  summaryOf,
  withFit,
} from './facilities.ts';
import { calendarOf } from './hours.ts';
import { walkView } from './places.ts';

/** 一键: for each verb the place that `chooseDoor` leads to. */
export async function findDoors(ctx: Context, { near, needs }: DoorsInput) {
  const verbs = Object.entries(VERB_CATEGORIES) as [Verb, readonly string[]][];
  const all = verbs.flatMap(([, categories]) => categories);
  const [rows, scenes, exceptions, days] = await readPlaces(ctx, {}, all);
  const openingOf = openingsAt(ctx.now, exceptions, calendarOf(days));
  const candidatesOf = (categories: readonly string[]) => {
    const fitting = scenes.filter((one) => categories.includes(one.category));
    return rows
      .flatMap((row) => fittingPlaces(row, fitting, categories, near))
      .sort(byWalk)
      .map((found) => {
        const place = withFit(found, needs);
        const minutes = place.walk?.minutes.ordinary ?? 0;
        return { place, minutes, opening: openingOf(place), fits: place.fit?.fits ?? 'yes' };
      });
  };
  return Object.fromEntries(
    verbs.map(([verb, categories]) => [verb, doorOf(candidatesOf(categories))]),
  ) as Record<Verb, Door | null>;
}

function doorOf(candidates: readonly (Candidate & { place: Place })[]): Door | null {
  const door = chooseDoor(candidates);
  if (!door) return null;
  const plain = chooseDoor(candidates.map((one) => ({ ...one, fits: 'yes' as const })))?.place;
  const isPassedBy = plain?.fit?.fits === 'no' && plain.row.id !== door.place.row.id;
  return {
    ...summaryOf(door.place, door.opening),
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
