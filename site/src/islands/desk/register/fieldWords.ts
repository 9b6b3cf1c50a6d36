/** What the fields of a record and their values are called, for the form, the log and a conflict. */

import { printHours } from '../../../../../worker/features/directory/rules/hoursText.ts';
import type { AccessFeature } from '../../../../../worker/features/directory/rules/kinds.ts';
import {
  AUDIENCE_WORDS,
  CATEGORY_WORDS,
  LEVEL_WORDS,
} from '../../../../../worker/features/directory/rules/registerColumns.ts';
import type { FacilityRecord } from '../../../../../worker/features/upkeep/schema.ts';
import { access } from '../../../i18n/zh/access.ts';
import { staffRegister as t } from '../../../i18n/zh/staffRegister.ts';
import type { Draft, DraftKey } from './draft.ts';

const names: Record<string, string> = t.fields;
const categories: Record<string, string> = CATEGORY_WORDS;
const levels: Record<string, string> = LEVEL_WORDS;
const audiences: Record<string, string> = AUDIENCE_WORDS;

/** `answer.lift` is `电梯`; what the log calls `access` is `无障碍`. */
export function fieldName(key: string): string {
  const [, feature] = key.split('.');
  return feature ? access.features[feature as AccessFeature].name : (names[key] ?? key);
}

/** The names of several fields, each once. */
export function fieldNames(keys: readonly string[]): string {
  return [...new Set(keys.map(fieldName))].join('、');
}

/** What stands in a field of a draft, in words. */
export function draftWords(draft: Draft, key: DraftKey): string {
  const value = draft[key];
  if (key.startsWith('answer.')) return t.answers[value as keyof typeof t.answers];
  if (key === 'category') return categories[value] ?? value;
  if (key === 'audience') return audienceWords(value.split(','));
  return value || t.changes.empty;
}

function audienceWords(all: readonly string[]): string {
  return all.map((one) => audiences[one] ?? one).join('、') || t.changes.empty;
}

/** A value of the log, as the database holds it, in words. */
export function loggedWords(field: string, value: unknown): string {
  if (field === 'hours') return printHours(value as FacilityRecord['hours']);
  if (field === 'access') return accessWords((value ?? {}) as FacilityRecord['access']);
  if (field === 'audience' && Array.isArray(value)) return audienceWords(value);
  if (field === 'category') return categories[String(value)] ?? String(value);
  if (field === 'level') return levels[String(value)] ?? String(value);
  if (Array.isArray(value)) return value.join('、') || t.changes.empty;
  return value === null || value === '' ? t.changes.empty : String(value);
}

function accessWords(facts: FacilityRecord['access']): string {
  const said = Object.entries(facts).flatMap(([feature, fact]) => {
    if (!fact || fact.answer === 'unknown') return [];
    const words = access.features[feature as AccessFeature][fact.answer];
    return [fact.note ? `${words}（${fact.note}）` : words];
  });
  return said.join('、') || t.answers.unknown;
}

/** Of two versions of the facts of access, what differs: the rest would only hide it. */
export function loggedChange(field: string, before: unknown, after: unknown): [string, string] {
  if (field !== 'access') return [loggedWords(field, before), loggedWords(field, after)];
  const [old, now] = [before, after].map((one) => (one ?? {}) as FacilityRecord['access']);
  const differing = Object.keys({ ...old, ...now }).filter(
    (key) =>
      JSON.stringify(old?.[key as AccessFeature]) !== JSON.stringify(now?.[key as AccessFeature]),
  );
  const only = (facts: FacilityRecord['access'] | undefined) =>
    Object.fromEntries(
      differing.map((key) => [key, facts?.[key as AccessFeature]]),
    ) as FacilityRecord['access'];
  return [accessWords(only(old)), accessWords(only(now))];
}
