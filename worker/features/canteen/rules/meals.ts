/** When a meal is served and can be ordered, and in which ways. Pages read it too, so it keeps to what old engines know. */
import { addDays, atWallTime, type Day, dayStart } from '../../../lib/time.ts';

export const MEALS = ['breakfast', 'lunch', 'dinner'] as const;
export type Meal = (typeof MEALS)[number];

export const MODES = ['dine_in', 'pickup'] as const;
export type Mode = (typeof MODES)[number];

/** No canteen opens ordering earlier than this, so that reads can be bounded; ours, not from a standard. */
export const MAX_DAYS_AHEAD = 31;

/** How a meal is served, in wall times: what a menu copies as instants when it is published. */
export type MealTimes = {
  servesFrom: string;
  servesUntil: string;
  cutoffDaysBefore: number;
  cutoffTime: string;
};

/** The instants (ms) of a meal on a day. Ordering never goes on after serving ends. */
export function mealInstants(
  times: MealTimes,
  on: Day,
): { servesFromAt: number; servesUntilAt: number; cutoffAt: number } {
  const servesUntilAt = atWallTime(on, times.servesUntil);
  const cutoffAt = atWallTime(addDays(on, -times.cutoffDaysBefore), times.cutoffTime);
  return {
    servesFromAt: atWallTime(on, times.servesFrom),
    servesUntilAt,
    cutoffAt: Math.min(cutoffAt, servesUntilAt),
  };
}

/** When ordering for a day opens (ms): at the start of the day `opensDaysAhead` days before. */
export function orderingOpensAt(on: Day, opensDaysAhead: number): number {
  return dayStart(addDays(on, -opensDaysAhead));
}

export const MEAL_STATES = ['upcoming', 'ordering', 'cut_off', 'serving', 'over'] as const;
export type MealState = (typeof MEAL_STATES)[number];

/** Where a meal stands. While it can still be ordered it is `ordering`, even when serving has begun. */
export function mealStateAt(
  meal: { opensAt: number; cutoffAt: number; servesFromAt: number; servesUntilAt: number },
  now: number,
): MealState {
  if (now >= meal.servesUntilAt) return 'over';
  if (now < meal.cutoffAt) return now < meal.opensAt ? 'upcoming' : 'ordering';
  return now < meal.servesFromAt ? 'cut_off' : 'serving';
}

/** The ways a meal can be had: picking up needs a window to do it in. */
export function modesOf(service: { dineIn: boolean; pickup: boolean }, windows: number): Mode[] {
  const modes: Mode[] = [];
  if (service.dineIn) modes.push('dine_in');
  if (service.pickup && windows > 0) modes.push('pickup');
  return modes;
}
