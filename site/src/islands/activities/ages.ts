import { audience } from '../../i18n/zh/audience.ts';

const words = audience.ages;

export interface AgeLimits {
  minAge: number | null;
  maxAge: number | null;
}

/** `6–12 岁`, `55 岁以上`; undefined where every age may come. */
export function agesInWords({ minAge, maxAge }: AgeLimits): string | undefined {
  if (minAge !== null && maxAge !== null) return words.both(minAge, maxAge);
  if (minAge !== null) return words.min(minAge);
  return maxAge === null ? undefined : words.max(maxAge);
}

/** Whether somebody of an age may come. */
export function mayCome({ minAge, maxAge }: AgeLimits, age: number): boolean {
  return (minAge === null || age >= minAge) && (maxAge === null || age <= maxAge);
}
