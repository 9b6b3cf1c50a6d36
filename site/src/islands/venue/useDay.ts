import { useEffect, useState } from 'preact/hooks';
import { dayOf, weekOf } from '../../lib/format.ts';
import {
  type Choice,
  choose,
  endsFrom,
  minutesOf,
  mondayOf,
  type VenueDay,
  type VenueFacts,
  whyShut,
} from '../../lib/venueWeek.ts';
import { useWeek, type Week } from './useWeek.ts';
import type { Wish } from './wish.ts';

export interface ShownDay {
  week: Week;
  monday: string;
  setMonday: (monday: string) => void;
  /** The day that is open below the strip. */
  on: string | undefined;
  day: VenueDay | undefined;
  /** The wished time, while it can be had; before the week has come it is taken at its word. */
  choice: Choice | undefined;
}

/** Which week and day are shown, and what of the wish can still be had on it. */
export function useDay(venue: VenueFacts, wish: Wish, now: number): ShownDay {
  const [weekOn, setMonday] = useState<string>();
  const thisWeek = mondayOf(dayOf(now));
  const wished = weekOn ?? (wish.on && mondayOf(wish.on));
  const week = useWeek(venue.id, wished === thisWeek ? undefined : wished, true);
  const { partySize } = wish;
  const withRoom = weekWithRoom(venue, week.days, partySize);
  // On a Sunday evening the first day with room is in a week that has not been asked for as a whole.
  useEffect(() => {
    if (!wished && withRoom && withRoom > thisWeek) setMonday(withRoom);
  }, [wished, withRoom, thisWeek]);
  const monday = wished ?? thisWeek;
  const shown = weekOf(monday).flatMap((on) => week.days.get(on) ?? []);
  const firstFree = shown.find((day) => !whyShut(venue, day, partySize));
  const on = wish.on && mondayOf(wish.on) === monday ? wish.on : firstFree?.on;
  const day = shown.find((one) => one.on === on);
  const choice = day ? chosenOn(venue, day, wish) : pending(wish, on);
  return { week, monday, setMonday, on, day, choice };
}

function pending({ start, end }: Wish, on: string | undefined): Choice | undefined {
  return start && end && dayOf(start) === on ? { start, end } : undefined;
}

/** The wished time where it can still be had. A wish without an end takes the shortest. */
function chosenOn(venue: VenueFacts, day: VenueDay, wish: Wish): Choice | undefined {
  const { start, end, partySize } = wish;
  if (!start) return undefined;
  if (end && endsFrom(venue, day.slots, start, partySize).includes(end)) return { start, end };
  const minutes = end && minutesOf({ start, end });
  return choose(venue, day, { start, minutes: minutes || undefined }, partySize);
}

/** The week of the first day that still has room: on a Sunday evening that is the next one. */
function weekWithRoom(
  venue: VenueFacts,
  days: ReadonlyMap<string, VenueDay>,
  party: number,
): string | undefined {
  const free = [...days.values()].find((day) => !whyShut(venue, day, party));
  return free && mondayOf(free.on);
}
