/** The 219 venues as rows: the plan of each, its rule, and hours inside those of its place. */

import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';
import { within } from './hours.ts';
import type { FacilityRow, VenueRow } from './rows.ts';
import { sceneId } from './scenes.ts';
import { type VenuePlan, venuePlans } from './venue-plans.ts';
import { VENUE_RULES } from './venue-rules.ts';

/** Wholes come before their parts. Throws when a venue's place doesn't exist or has no known hours. */
export function venueRows(facilities: readonly FacilityRow[]): VenueRow[] {
  const byId = new Map(facilities.map((facility) => [facility.id, facility]));
  return venuePlans()
    .map((plan) => venueRow(plan, byId.get(plan.facilityId)))
    .sort((one, other) => Number(one.parentId !== null) - Number(other.parentId !== null));
}

function venueRow(plan: VenuePlan, facility: FacilityRow | undefined): VenueRow {
  if (!facility?.hours) throw new Error(`No hours for the venues of ${plan.facilityId}`);
  const { windows, ...rule } = VENUE_RULES[plan.rule];
  const capacity = plan.capacity ?? rule.capacity;
  return {
    id: `${facility.id}-${plan.slug}`,
    facilityId: facility.id,
    sceneId: plan.scene ? sceneId(facility.id, plan.scene) : null,
    parentId: plan.parent ? `${facility.id}-${plan.parent}` : null,
    name: plan.name,
    pinyin: pinyinOf(plan.name),
    syllables: syllablesOf(plan.name),
    floor: plan.floor,
    ...rule,
    capacity,
    maxParty: rule.kind === 'room' ? capacity : Math.min(capacity, rule.maxParty),
    hours: within(facility.hours, windows),
    state: 'open',
    ruleVersion: 1,
  };
}
