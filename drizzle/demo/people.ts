/** Demo accounts of every role, and the neighbours whose bookings, orders and sign-ups fill the district. */
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import { addDays, atWallTime, type Day, dayStart } from '../../worker/lib/time.ts';
import { auditOf } from './acts.ts';
import { type Household, neighbourId, neighbours } from './neighbours.ts';
import type { AuditRow, ConsentRow, PersonRow, RoleGrantRow, UserRow } from './rows.ts';
import type { Volumes } from './scales.ts';
import { at } from './seed.ts';

/** Printed by the start command: who can be signed in as. Every number is a demo number. */
export const DEMO_ROLES: readonly {
  role: string;
  name: string;
  phoneNumber: string;
  what: string;
}[] = [
  {
    role: 'resident',
    name: '赵琳',
    phoneNumber: '+8613800000001',
    what: 'lives in 万和花苑 (wanhe-1), acts for a daughter of 9 and her mother of 70',
  },
  {
    role: 'resident',
    name: '张秀兰',
    phoneNumber: '+8613800000002',
    what: 'aged 68, lives in 万和花苑 (wanhe-1), pays 8.5 折 in most canteens',
  },
  {
    role: 'resident',
    name: '新居民',
    phoneNumber: '+8613800000003',
    what: 'a fresh account: no name, no home, no date of birth',
  },
  {
    role: 'centre_staff',
    name: '李敏',
    phoneNumber: '+8613800000004',
    what: 'on duty at 果岭幸福满仓共同体 (guoling)',
  },
  {
    role: 'canteen_staff',
    name: '陈国强',
    phoneNumber: '+8613800000005',
    what: 'kitchen and counter of 万和社区食堂 (wanhe-canteen)',
  },
  {
    role: 'zone_operator',
    name: '沈佳',
    phoneNumber: '+8613800000006',
    what: 'runs zone A 和合万家 (a)',
  },
  {
    role: 'subdistrict_admin',
    name: '方慧',
    phoneNumber: '+8613800000007',
    what: 'the whole subdistrict',
  },
  {
    role: 'grid_worker',
    name: '吴亮',
    phoneNumber: '+8613800000008',
    what: 'grid worker in zone A',
  },
  {
    role: 'merchant_owner',
    name: '周海明',
    phoneNumber: '+8613800000011',
    what: 'owns 示例便民超市 (merchant-01)',
  },
  {
    role: 'merchant_clerk',
    name: '许芸',
    phoneNumber: '+8613800000012',
    what: 'at the counter of 示例便民超市 (merchant-01)',
  },
  {
    role: 'subdistrict_admin',
    name: '孙怡',
    phoneNumber: '+8613800000013',
    what: 'the whole subdistrict too: the second person where two decide',
  },
];

export const ADMIN_ID = 'demo-admin';
export const CENTRE_STAFF_ID = 'demo-centre-staff';
export const CANTEEN_STAFF_ID = 'demo-canteen-staff';
export const MERCHANT_OWNER_ID = 'demo-merchant-owner';
export const MERCHANT_CLERK_ID = 'demo-merchant-clerk';
export const RESIDENT_ID = 'demo-resident';
export const ELDER_ID = 'demo-elder';

const HOUSEHOLDS: readonly Household[] = [
  {
    id: RESIDENT_ID,
    name: '赵琳',
    number: 1,
    age: 36,
    homeEstateId: 'wanhe-1',
    dependants: [
      { slug: 'child-1', name: '赵一诺', relation: 'child', age: 9 },
      { slug: 'parent-1', name: '吴桂英', relation: 'parent', age: 70 },
    ],
  },
  {
    id: ELDER_ID,
    name: '张秀兰',
    number: 2,
    age: 68,
    homeEstateId: 'wanhe-1',
    dependants: [],
  },
  { id: 'demo-newcomer', name: '', number: 3, age: null, homeEstateId: null, dependants: [] },
  staff(CENTRE_STAFF_ID, '李敏', 4),
  staff(CANTEEN_STAFF_ID, '陈国强', 5),
  staff('demo-zone-operator', '沈佳', 6),
  staff(ADMIN_ID, '方慧', 7),
  staff('demo-grid-worker', '吴亮', 8),
  staff('demo-zone-operator-b', '郑雯', 9),
  staff('demo-zone-operator-c', '何俊', 10),
  staff(MERCHANT_OWNER_ID, '周海明', 11),
  staff(MERCHANT_CLERK_ID, '许芸', 12),
  staff('demo-second-admin', '孙怡', 13),
];

function staff(id: string, name: string, number: number): Household {
  return { id, name, number, age: null, homeEstateId: null, dependants: [] };
}

type Granted = [string, RoleGrantRow['role'], RoleGrantRow['scopeKind'], string];

const GRANTS: readonly Granted[] = [
  [CENTRE_STAFF_ID, 'centre_staff', 'facility', 'guoling'],
  [CANTEEN_STAFF_ID, 'canteen_staff', 'facility', 'wanhe-canteen'],
  ['demo-zone-operator', 'zone_operator', 'zone', 'a'],
  ['demo-zone-operator-b', 'zone_operator', 'zone', 'b'],
  ['demo-zone-operator-c', 'zone_operator', 'zone', 'c'],
  [ADMIN_ID, 'subdistrict_admin', 'subdistrict', '*'],
  ['demo-second-admin', 'subdistrict_admin', 'subdistrict', '*'],
  ['demo-grid-worker', 'grid_worker', 'zone', 'a'],
  [MERCHANT_OWNER_ID, 'merchant_owner', 'merchant', 'merchant-01'],
  [MERCHANT_CLERK_ID, 'merchant_clerk', 'merchant', 'merchant-01'],
];

/** Whose the other shops are: `merchant-02` belongs to the second of the neighbours, and so on. */
function neighbourOwners(merchantIds: readonly string[]): Granted[] {
  return merchantIds
    .filter((id) => id !== 'merchant-01')
    .map((id) => [ownerOf(id), 'merchant_owner', 'merchant', id]);
}

/** The last of the neighbours, in each zone in turn. */
export function gridWorkers({ neighbours: count, gridWorkers }: Volumes): [string, string][] {
  return Array.from({ length: gridWorkers }, (_, index) => [
    neighbourId(count - index),
    at(Object.keys(ZONE_OPERATORS), index),
  ]);
}

export function ownerOf(merchantId: string): string {
  if (merchantId === 'merchant-01') return MERCHANT_OWNER_ID;
  return merchantId.replace('merchant', 'resident');
}

const ZONE_OPERATORS: Readonly<Record<string, string>> = {
  a: 'demo-zone-operator',
  b: 'demo-zone-operator-b',
  c: 'demo-zone-operator-c',
};

/** Who acts for staff at a place: its own people where there are some, else the operator of its zone. */
export function staffAt(facilityId: string, zoneId: string): string {
  if (facilityId === 'guoling') return CENTRE_STAFF_ID;
  if (facilityId === 'wanhe-canteen') return CANTEEN_STAFF_ID;
  return ZONE_OPERATORS[zoneId] ?? ADMIN_ID;
}

export type People = {
  user: UserRow[];
  person: PersonRow[];
  consent: ConsentRow[];
  roleGrant: RoleGrantRow[];
  audit: AuditRow[];
};

/** `merchantIds`: those that were once let in, and so have an owner. */
export function peopleRows(
  today: Day,
  estateIds: readonly string[],
  { volumes, merchantIds }: { volumes: Volumes; merchantIds: readonly string[] },
): People {
  const joinedOn = addDays(today, -volumes.pastDays);
  const households = [...HOUSEHOLDS, ...neighbours(estateIds, volumes.neighbours)].map((one) => ({
    ...one,
    joinedAt: joinedAt(one.id === 'demo-newcomer' ? addDays(today, -2) : joinedOn),
  }));
  const grants = [
    ...GRANTS,
    ...neighbourOwners(merchantIds),
    ...gridWorkers(volumes).map(([id, zone]): Granted => [id, 'grid_worker', 'zone', zone]),
  ];
  const roleGrant = grants.map(([userId, role, scopeKind, scopeId]) => ({
    id: `grant-${userId}`,
    userId,
    role,
    scopeKind,
    scopeId,
    grantedBy: ADMIN_ID,
    grantedAt: joinedAt(joinedOn),
    untilAt: null,
    revokedAt: null,
  }));
  return {
    user: households.map(userRow),
    person: households.flatMap((one) => personRows(one, today)),
    consent: households.flatMap((one) => consentRows(one, today)),
    roleGrant,
    audit: roleGrant.map(({ id: nounId, userId: principalId, grantedBy, grantedAt }) =>
      auditOf({
        ...{ act: 'role.grant', noun: 'roleGrant', nounId, principalId },
        ...{ at: grantedAt, actorId: grantedBy, facilityId: null },
      }),
    ),
  };
}

/** Everybody joined on the same day; only the newcomer came this week. */
function joinedAt(on: Day): number {
  return atWallTime(on, '10:00');
}

type Joined = Household & { joinedAt: number };

function userRow({ id, name, number, phoneless, joinedAt }: Joined): UserRow {
  const digits = phoneless ? null : `86138${String(number).padStart(8, '0')}`;
  const since = new Date(joinedAt);
  return {
    id,
    name,
    email: `${digits ?? id}@phone.linli.invalid`,
    emailVerified: false,
    image: null,
    phoneNumber: digits && `+${digits}`,
    phoneNumberVerified: digits !== null,
    createdAt: since,
    updatedAt: since,
  };
}

function personRows(household: Joined, today: Day): PersonRow[] {
  const shared = {
    residentId: household.id,
    homeEstateId: household.homeEstateId,
    createdAt: household.joinedAt,
    removedAt: null,
  };
  return [
    {
      ...shared,
      id: household.id,
      kind: 'resident',
      name: household.name,
      relation: null,
      bornOn: bornOn(today, household.age, household.number),
    },
    ...household.dependants.map(
      ({ slug, name, relation, age }): PersonRow => ({
        ...shared,
        id: `${household.id}-${slug}`,
        kind: 'dependant',
        name,
        relation,
        bornOn: bornOn(today, age, household.number + age),
      }),
    ),
  ];
}

/** A day on which somebody of that age was born; `turn` spreads birthdays over the year. */
function bornOn(today: Day, age: number | null, turn: number): Day | null {
  if (age === null) return null;
  const birthday = addDays(today, -(1 + ((turn * 53) % 330)));
  const year = Number(birthday.slice(0, 4)) - age;
  return `${year}${birthday.slice(4).replace('-02-29', '-02-28')}`;
}

function consentRows(household: Joined, today: Day): ConsentRow[] {
  const given = (kind: ConsentRow['kind'], personId: string): ConsentRow => ({
    id: `consent-${kind.replace('_', '-')}-${personId}`,
    residentId: household.id,
    personId,
    kind,
    version: CONSENT_VERSIONS[kind],
    // Nobody agreed to a text before there was one.
    givenAt: Math.max(
      household.joinedAt,
      Math.min(atWallTime(CONSENT_VERSIONS[kind], '10:00'), dayStart(today)),
    ),
    withdrawnAt: null,
  });
  if (household.name === '') return [];
  return [
    given('terms', household.id),
    ...(household.age === null ? [] : [given('birth_date', household.id)]),
    ...household.dependants.flatMap(({ slug }) => [
      given('dependant', `${household.id}-${slug}`),
      given('birth_date', `${household.id}-${slug}`),
    ]),
  ];
}
