/** Programmes with budgets, what acts are worth, what some have earned, and deeds that wait for somebody's word. */
import type { Act } from '../../worker/features/earning/rules.ts';
import { neededFor } from '../../worker/features/earning/rules.ts';
import { addDays, atWallTime, type Day } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import type { Ledger } from './ledger.ts';
import { ADMIN_ID, ELDER_ID, RESIDENT_ID } from './people.ts';
import type { ClaimRow, EarningRuleRow, PointsProgrammeRow } from './rows.ts';
import type { Volumes } from './scales.ts';

const PROGRAMMES = [
  { id: 'volunteer', name: '志愿积分', expiry: 'years', expiryYears: 3 },
  { id: 'civic', name: '共治积分', expiry: 'yearEnd', expiryYears: null },
] as const;
type ProgrammeId = (typeof PROGRAMMES)[number]['id'];

export type RuleFacts = {
  act: Act;
  name: string;
  programmeId: ProgrammeId;
  points: number;
  dailyCap: number | null;
  monthlyCap: number | null;
};
const RULES: readonly RuleFacts[] = [
  {
    ...{ act: 'governance', name: '巡楼、议事、提建议被采纳', programmeId: 'civic', points: 5 },
    ...{ dailyCap: 10, monthlyCap: 100 },
  },
  {
    ...{ act: 'volunteering', name: '做志愿者半天', programmeId: 'volunteer', points: 15 },
    ...{ dailyCap: 30, monthlyCap: 200 },
  },
  {
    ...{ act: 'mediation', name: '帮邻居调解纠纷', programmeId: 'civic', points: 20 },
    ...{ dailyCap: 20, monthlyCap: 100 },
  },
  {
    ...{ act: 'organising', name: '组织一场邻里活动', programmeId: 'civic', points: 30 },
    ...{ dailyCap: 30, monthlyCap: 120 },
  },
  {
    ...{ act: 'courage', name: '见义勇为', programmeId: 'civic', points: 100 },
    ...{ dailyCap: null, monthlyCap: null },
  },
];

/** Earned so many days ago. */
const EARNED: readonly { residentId: string; act: Act; daysAgo: number }[] = [
  { residentId: RESIDENT_ID, act: 'volunteering', daysAgo: 96 },
  { residentId: RESIDENT_ID, act: 'organising', daysAgo: 61 },
  { residentId: RESIDENT_ID, act: 'volunteering', daysAgo: 33 },
  { residentId: RESIDENT_ID, act: 'governance', daysAgo: 12 },
  { residentId: RESIDENT_ID, act: 'volunteering', daysAgo: 5 },
  { residentId: ELDER_ID, act: 'mediation', daysAgo: 40 },
  { residentId: ELDER_ID, act: 'governance', daysAgo: 9 },
];

const WAITING: readonly { residentId: string; act: Act; facilityId: string; note: string }[] = [
  {
    ...{ residentId: ELDER_ID, act: 'volunteering', facilityId: 'guoling' },
    note: '上午在服务台帮人填表，服务台的姑娘知道。',
  },
  {
    ...{ residentId: RESIDENT_ID, act: 'organising', facilityId: 'guoling' },
    note: '周末带大家换书，来了二十多户。',
  },
];

/** Where each programme's first budget is posted: long before anything is earned. */
const FIRST_DAYS_AGO = 200;

/** Posts into `ledger` what was given and earned; answers what stands beside it. */
export function pointsRows(today: Day, { budgets }: Volumes, ledger: Ledger) {
  const first = addDays(today, -FIRST_DAYS_AGO);
  const startAt = atWallTime(first, '09:00');
  const funded = PROGRAMMES.map(({ id }) => ledger.fund(id, budgets[id], startAt));
  for (const [index, { residentId, act, daysAgo }] of EARNED.entries()) {
    const { programmeId, points, name: note } = ruleOf(act);
    const at = atWallTime(addDays(today, -daysAgo), '17:00');
    ledger.earn(residentId, programmeOf(programmeId), {
      ...{ points, note, at, causeKind: 'demo', causeId: `demo-${index + 1}` },
      postedBy: ADMIN_ID,
    });
  }
  const rules = RULES.map(
    (rule): EarningRuleRow => ({
      id: `rule-${rule.act}`,
      ...rule,
      effectiveFromOn: first,
      effectiveUntilOn: null,
      createdBy: ADMIN_ID,
      createdAt: startAt,
    }),
  );
  return {
    audit: [
      ...rules.map(({ id }) => adminAct('earningRule.create', 'earningRule', id, startAt)),
      ...funded.map((id) => adminAct('points.fund', 'pointsTransaction', id, startAt)),
    ],
    pointsProgramme: PROGRAMMES.map(
      (programme): PointsProgrammeRow => ({ ...programme, createdAt: startAt }),
    ),
    earningRule: rules,
    claim: claimRows(today),
  };
}

function adminAct(act: string, noun: string, nounId: string, at: number) {
  const reason = act === 'points.fund' ? '年度预算（演示）' : undefined;
  return auditOf({ act, noun, nounId, at, actorId: ADMIN_ID, facilityId: null, reason });
}

export function programmeOf(id: ProgrammeId) {
  const programme = PROGRAMMES.find((one) => one.id === id);
  if (!programme) throw new Error(`No programme ${id}`);
  return programme;
}

export function ruleOf(act: Act): RuleFacts {
  const rule = RULES.find((one) => one.act === act);
  if (!rule) throw new Error(`No rule for ${act}`);
  return rule;
}

function claimRows(today: Day): ClaimRow[] {
  return WAITING.map(({ act, ...claimed }, index) => {
    const { points } = ruleOf(act);
    return {
      ...{ id: `claim-${index + 1}`, ...claimed, act, ruleId: `rule-${act}`, points },
      ...{ doneOn: addDays(today, -1), needed: neededFor(points), state: 'submitted' },
      ...{ createdAt: atWallTime(addDays(today, -1), '18:00') + index * 60_000 },
      ...{ decidedAt: null, appeal: null, appealedAt: null },
    };
  });
}
