/**
 * What is done for people at counters of the street, in plain general words. What papers an office really asks for is its
 * own to say: every page of this district is marked as demo.
 */
import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';
import { COMMUNITIES } from './areas.ts';
import type { SceneRow, ServiceAtRow, ServiceRow } from './rows.ts';
import { sceneId } from './scenes.ts';
import { FAMILIES_AND_DISABLED } from './services-families.ts';
import { WORK_AND_LIVING } from './services-living.ts';
import { PAPERS_AND_ELDERS } from './services-papers.ts';

const PLANS = [...PAPERS_AND_ELDERS, ...FAMILIES_AND_DISABLED, ...WORK_AND_LIVING];

export function serviceRows(): ServiceRow[] {
  return PLANS.map((plan) => ({
    id: plan.id,
    name: plan.name,
    pinyin: pinyinOf(plan.name),
    syllables: syllablesOf(plan.name),
    aliases: plan.aliases ?? [],
    category: plan.category,
    summary: plan.summary,
    audience: plan.audience ?? ['all'],
    eligibility: plan.eligibility ?? null,
    minAge: plan.minAge ?? null,
    maxAge: null,
    papers: plan.papers,
    feeFen: plan.feeFen === undefined ? 0 : plan.feeFen,
    feeNote: plan.feeNote ?? null,
    demo: true,
  }));
}

/** Counters of a set of places: which place, and in which of its rooms. */
const COUNTERS_OF: Record<'hall' | 'centres' | 'communities', readonly CounterAt[]> = {
  hall: [['service-hall', '综合窗口']],
  centres: [
    ['guoling', '便民窗口'],
    ['xingfuli', '服务台'],
  ],
  communities: COMMUNITIES.map(({ id }): CounterAt => [`${id}-centre`, null]),
};

type CounterAt = readonly [facilityId: string, scene: string | null];

/** Throws when a room that is named does not exist. */
export function serviceAtRows(scenes: readonly SceneRow[]): ServiceAtRow[] {
  const known = new Set(scenes.map(({ id }) => id));
  return PLANS.flatMap(({ id, where }) => {
    const counters = where.flatMap((one): readonly CounterAt[] =>
      typeof one === 'string' ? COUNTERS_OF[one] : [one],
    );
    return counters.map(([facilityId, name]) => {
      const inside = name === null ? null : sceneId(facilityId, name);
      if (inside !== null && !known.has(inside)) throw new Error(`No ${name} in ${facilityId}`);
      return {
        id: `${id}-at-${inside ?? facilityId}`,
        serviceId: id,
        facilityId,
        sceneId: inside,
        hours: null,
        note: null,
      };
    });
  });
}
