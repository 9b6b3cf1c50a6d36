/** What residents told of in the past and staff said to it, with the points that were posted for it. */
import { type Act, neededFor, type Verdict } from '../../worker/features/earning/rules.ts';
import { addDays, atWallTime, type Day, MINUTE_MS } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import type { Caps } from './caps.ts';
import type { Ledger } from './ledger.ts';
import { neighbourId } from './neighbours.ts';
import { ADMIN_ID, gridWorkers, staffAt } from './people.ts';
import { programmeOf, ruleOf } from './points.ts';
import type { AuditRow, ClaimRow, ClaimVerdictRow, FacilityRow } from './rows.ts';
import type { Volumes } from './scales.ts';
import { at, type Seed, seeded } from './seed.ts';
import { SUSPECT_CLAIMS } from './suspects.ts';

/** Up to which part of all deeds they are of this act. */
const SHARES: readonly [Act, number][] = [
  ['governance', 0.34],
  ['mediation', 0.41],
  ['organising', 0.49],
  ['courage', 0.496],
  ['volunteering', 1],
];

const NOTES: Readonly<Record<Act, readonly string[]>> = {
  governance: [
    '巡楼时发现消防通道堆了纸箱，联系物业清走了（演示）。',
    '在议事会上提的电动车停放办法被采纳了（演示）。',
    '单元门禁坏了，报修并等师傅修好（演示）。',
    '和楼组长一起把楼道的小广告清掉了（演示）。',
  ],
  volunteering: [
    '上午帮社区食堂给行动不便的老人送饭（演示）。',
    '在路口值守，扶老人过马路（演示）。',
    '在垃圾投放点帮大家分类（演示）。',
    '教两位老人用手机挂号（演示）。',
    '整理社区书架，给新书编号（演示）。',
  ],
  mediation: ['帮邻居把一件争执说开了（演示）。'],
  organising: ['组织楼里的邻居一起包饺子（演示）。', '带大家办了一次旧书交换（演示）。'],
  courage: ['帮了需要帮的人，经过由社区登记（演示）。'],
};

/** So many of a hundred are refused. */
const REFUSED_OF_100 = 4;
const REFUSED_BECAUSE = '登记簿上那天没有这件事，请补充是谁在场（演示）。';

/** Nobody tells of more than so many within a month: the ones that stand out are there on purpose. */
const MOST_A_MONTH = 4;
const MONTH_DAYS = 31;

export type Deed = {
  residentId: string;
  act: Act;
  facility: FacilityRow;
  daysAgo: number;
  /** When it was decided: so many minutes after nine of that day. */
  decidedDaysAgo: number;
  minute: number;
  /** Null = whoever looks after the place. */
  verifierId: string | null;
  verdict: Verdict;
};

type Rows = { claim: ClaimRow[]; claimVerdict: ClaimVerdictRow[]; audit: AuditRow[] };

export function deedRows(
  of: { today: Day; facilities: readonly FacilityRow[]; volumes: Volumes },
  ledger: Ledger,
  caps: Caps,
): Rows {
  const rows: Rows = { claim: [], claimVerdict: [], audit: [] };
  const verifiers = new Verifiers(of.volumes);
  const place = (id: string) =>
    at(
      of.facilities.filter((one) => one.id === id),
      0,
    );
  const suspect = SUSPECT_CLAIMS.map(
    ({ facilityId, ...one }): Deed => ({
      ...{ ...one, facility: place(facilityId), verdict: 'confirm' },
    }),
  );
  for (const deed of [...suspect, ...deeds(of)]) {
    const doneOn = addDays(of.today, -deed.daysAgo);
    if (deed.verdict === 'confirm' && !caps.take(deed.residentId, ruleOf(deed.act), doneOn)) {
      continue;
    }
    const decidedOn = addDays(of.today, -deed.decidedDaysAgo);
    add(rows, { deed, doneOn, decidedOn, by: verifiers.of(deed) }, ledger);
  }
  return rows;
}

function* deeds(of: { facilities: readonly FacilityRow[]; volumes: Volumes }): Generator<Deed> {
  const { claims, neighbours, gridWorkers: workers, pastDays } = of.volumes;
  const seed = seeded('deeds');
  const places = of.facilities.filter((one) => one.level !== 'estate' && one.retiredAt === null);
  const told = new Map<string, number>();
  for (let count = 0; count < claims; ) {
    const drawn = seed.next();
    const act = SHARES.find(([, upTo]) => drawn < upTo)?.[0] ?? 'volunteering';
    const residentId = neighbourId(1 + someOf(neighbours - workers, seed));
    const daysAgo = seed.int(2, pastDays - 8);
    const month = `${residentId} ${Math.floor(daysAgo / MONTH_DAYS)}`;
    const before = told.get(month) ?? 0;
    if (before >= MOST_A_MONTH) continue;
    told.set(month, before + 1);
    count++;
    const verdict = seed.int(1, 100) <= REFUSED_OF_100 ? 'refuse' : 'confirm';
    const minute = seed.int(0, 8 * 60);
    yield {
      ...{ residentId, act, daysAgo, decidedDaysAgo: daysAgo - 1, minute, verdict },
      ...{ facility: seed.pick(places), verifierId: null },
    };
  }
}

/** One of so many, the first ones more often. */
function someOf(count: number, seed: Seed): number {
  return Math.floor(count * seed.next() ** 1.4);
}

class Verifiers {
  private turn = 0;
  private workers: Readonly<Record<string, string[]>>;

  constructor(volumes: Volumes) {
    this.workers = { a: ['demo-grid-worker'], b: [], c: [] };
    for (const [id, zone] of gridWorkers(volumes)) this.workers[zone]?.push(id);
  }

  /** Everybody whose word a deed needs. */
  of({ facility, act, verifierId }: Deed): string[] {
    const operator = staffAt('', facility.zoneId);
    if (neededFor(ruleOf(act).points) > 1) return [operator, ADMIN_ID];
    if (verifierId) return [verifierId];
    return [at([operator, ...(this.workers[facility.zoneId] ?? [])], this.turn++)];
  }
}

function add(
  rows: Rows,
  of: { deed: Deed; doneOn: Day; decidedOn: Day; by: readonly string[] },
  ledger: Ledger,
): void {
  const { deed, doneOn, by } = of;
  const { act, residentId, facility, verdict } = deed;
  const { programmeId, points, name } = ruleOf(act);
  const id = `claim-past-${rows.claim.length + 1}`;
  const decidedAt = atWallTime(of.decidedOn, '09:00') + deed.minute * MINUTE_MS;
  const reason = verdict === 'refuse' ? REFUSED_BECAUSE : null;
  const confirmed = verdict === 'confirm';
  rows.claim.push({
    ...{ id, residentId, ruleId: `rule-${act}`, act, facilityId: facility.id, doneOn, points },
    ...{ note: at(NOTES[act], rows.claim.length), needed: neededFor(points) },
    ...{ state: confirmed ? 'posted' : 'refused', decidedAt, appeal: null, appealedAt: null },
    createdAt: atWallTime(doneOn, '18:00') + (deed.minute % 120) * MINUTE_MS,
  });
  for (const actorId of confirmed ? by : by.slice(0, 1)) {
    const row = auditOf({
      ...{ act: `claim.${verdict}`, noun: 'claim', nounId: id, facilityId: facility.id },
      ...{ at: decidedAt, actorId, principalId: residentId, ...(reason ? { reason } : {}) },
    });
    rows.audit.push({ ...row, id: `${row.id}-${actorId}` });
    rows.claimVerdict.push({
      ...{ id: `verdict-${id}-${actorId}`, claimId: id, by: actorId, verdict, reason },
      at: decidedAt,
    });
  }
  if (!confirmed) return;
  ledger.earn(residentId, programmeOf(programmeId), {
    ...{ points, note: name, at: decidedAt, causeKind: 'claim', causeId: id },
    postedBy: at(by, -1),
  });
}
