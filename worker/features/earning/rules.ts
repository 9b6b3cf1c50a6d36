/** What can be claimed, what it takes to confirm it, and which limits stand. Pages read it too. */
import type { AccessTable, Role } from '../../lib/access.ts';
import { DAY_MS, type Day, daysBetween } from '../../lib/time.ts';

/** 社区治理, 志愿服务, 调解纠纷, 组织活动, 见义勇为. */
export const ACTS = ['governance', 'volunteering', 'mediation', 'organising', 'courage'] as const;
export type Act = (typeof ACTS)[number];

/** What each is called, on pages and in files. */
export const ACT_WORDS: Record<Act, string> = {
  governance: '社区治理',
  volunteering: '志愿服务',
  mediation: '调解纠纷',
  organising: '组织活动',
  courage: '见义勇为',
};

/** Of these only the category is ever shown: what happened concerns others (PIPL, article 28). */
export const PRIVATE_ACTS: readonly Act[] = ['mediation', 'courage'];

export const CLAIM_STATES = [
  'submitted',
  'confirmed',
  'posted',
  'refused',
  'appealed',
  'closed',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const VERDICTS = ['confirm', 'refuse'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** From so many points on, two people have to confirm a claim. The trigger `claim_insert` says the same. */
export const TWO_PEOPLE_FROM = 50;

/** A deed is told of within so many days. */
export const CLAIM_WITHIN_DAYS = 30;

/** So many days after a refusal it can be appealed: as long as there are words to look at again. */
export const APPEAL_WITHIN_DAYS = 30;

/** So many days after it is decided the words of a claim are kept: well past any appeal. */
export const CLAIM_KEPT_DAYS = 180;

/** Photos to a claim, and the bytes of each: small enough for a weak network, large enough to see who swept the stairs. */
export const CLAIM_PHOTOS = { max: 3, maxBytes: 200_000 } as const;

/** Whether photos come with a claim: not where others would be in the picture who never asked to be. */
export function takesPhotos(act: Act): boolean {
  return !PRIVATE_ACTS.includes(act);
}

const VERIFIERS: readonly Role[] = [
  'grid_worker',
  'centre_staff',
  'zone_operator',
  'subdistrict_admin',
];

const OPEN = ['submitted', 'confirmed', 'appealed'] as const satisfies readonly ClaimState[];

export const claimCan = {
  see: { owner: CLAIM_STATES, staff: { roles: VERIFIERS, states: CLAIM_STATES } },
  decide: { staff: { roles: VERIFIERS, states: OPEN } },
  appeal: { owner: ['refused'] },
} satisfies AccessTable<ClaimState>;

/** A version begins within so many days: a slip of the year would stand in the way of every other. */
export const RULE_AHEAD_DAYS = 366;

/** Who makes rules. */
export const RULE_MAKERS: readonly Role[] = ['subdistrict_admin'];

export function neededFor(points: number): number {
  return points >= TWO_PEOPLE_FROM ? 2 : 1;
}

/** Whether a deed of a day can be told of today. */
export function canClaimFor(doneOn: Day, today: Day): boolean {
  const ago = daysBetween(doneOn, today);
  return 0 <= ago && ago <= CLAIM_WITHIN_DAYS;
}

/** Whether what was refused at an instant (ms) can be appealed now. */
export function canAppealAt(now: number, refusedAt: number): boolean {
  return now <= refusedAt + APPEAL_WITHIN_DAYS * DAY_MS;
}

/** What a claim becomes by a verdict, when `confirmed` people confirm it with this one. Once appealed, a refusal is the last. */
export function stateAfter(
  claim: { appeal: string | null; needed: number },
  verdict: Verdict,
  confirmed: number,
): ClaimState {
  if (verdict === 'refuse') return claim.appeal === null ? 'refused' : 'closed';
  return confirmed >= claim.needed ? 'posted' : 'confirmed';
}
