import type { FacilitySummary } from '../../../worker/features/directory/schema.ts';
import { near as words } from '../i18n/zh/near.ts';
import type { StateKind } from '../islands/parts/StateTile.tsx';
import { clock, dayName, dayOf, daysBetween, minutesUntil } from './format.ts';

export type OpeningAnswer = FacilitySummary['opening'];

/** A place that closes within this many minutes is about to close. */
const SOON_MIN = 60;

export interface OpeningWords {
  kind: StateKind;
  /** `开到 21:00`, `11:30 关门`, `明天 8:30 开`. */
  text: string;
}

/** How a place stands, for a tile and the words beside it. `now` in ms. */
export function openingWords(opening: OpeningAnswer, now: number): OpeningWords {
  const { state, until, nextOpen } = opening;
  if (state === 'unknown') return { kind: 'ask', text: words.state.unknown };
  if (state === 'closed') {
    if (!nextOpen) return { kind: 'shut', text: words.state.closed };
    return { kind: 'shut', text: words.state.opens(timeFrom(nextOpen, now)) };
  }
  if (!until) return { kind: 'open', text: words.state.always };
  if (minutesUntil(until, now) <= SOON_MIN) {
    return { kind: 'soon', text: words.state.closes(clock(until)) };
  }
  return { kind: 'open', text: words.state.until(untilWords(until, now)) };
}

/** `14:00` today, `明天 8:30`, `28 日 周六 9:00`. */
export function timeFrom(at: string, now: number): string {
  const on = dayOf(at);
  const ahead = daysBetween(dayOf(now), on);
  if (ahead === 0) return clock(at);
  if (ahead === 1) return `${words.state.tomorrow} ${clock(at)}`;
  return `${dayName(on, now)} ${clock(at)}`;
}

/** `21:00`; midnight is `24:00`, and what runs past it is said as the next day's. */
export function untilWords(at: string, now: number): string {
  const ahead = daysBetween(dayOf(now), dayOf(at));
  if (ahead === 1 && clock(at) === '0:00') return '24:00';
  if (ahead === 1) return `${words.state.nextDay} ${clock(at)}`;
  return timeFrom(at, now);
}

/** `开门`, `明天开门`, `28 日 周六开门`: what stands over the time at which a place opens next. */
export function opensLabel(nextOpen: string, now: number): string {
  const on = dayOf(nextOpen);
  const ahead = daysBetween(dayOf(now), on);
  if (ahead === 0) return words.state.opensAt;
  return `${ahead === 1 ? words.state.tomorrow : dayName(on, now)}${words.state.opensAt}`;
}
