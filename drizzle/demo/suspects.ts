/** What the street is asked to look at: one of each kind that the anomaly desk points out. Nobody real is behind it. */
import type { Act } from '../../worker/features/earning/rules.ts';

type SuspectClaim = {
  residentId: string;
  act: Act;
  facilityId: string;
  daysAgo: number;
  decidedDaysAgo: number;
  minute: number;
  verifierId: string;
};

const GOVERNANCE = { act: 'governance', facilityId: 'guoling' } as const;

/** Six of one person posted in one morning, by two people in turn. */
const BURST = Array.from(
  { length: 6 },
  (_, index): SuspectClaim => ({
    ...{ ...GOVERNANCE, residentId: 'resident-44', daysAgo: 6 + index },
    ...{ decidedDaysAgo: 5, minute: 20 + index * 4 },
    verifierId: index % 2 === 0 ? 'demo-grid-worker' : 'demo-zone-operator',
  }),
);

/** The same person confirms for the same person, again and again. */
const PAIR = [4, 8, 11, 15, 19, 23].map(
  (daysAgo): SuspectClaim => ({
    ...{ ...GOVERNANCE, residentId: 'resident-52', daysAgo },
    ...{ decidedDaysAgo: daysAgo - 1, minute: daysAgo * 7 },
    verifierId: 'demo-grid-worker',
  }),
);

/** Two who confirm for one another. */
const MUTUAL: readonly SuspectClaim[] = [
  {
    ...{ act: 'governance', facilityId: 'wanhe-centre', daysAgo: 9 },
    ...{ decidedDaysAgo: 8, minute: 35 },
    ...{ residentId: 'demo-grid-worker', verifierId: 'demo-zone-operator' },
  },
  {
    ...{ act: 'governance', facilityId: 'wanhe-centre', daysAgo: 7 },
    ...{ decidedDaysAgo: 6, minute: 50 },
    ...{ residentId: 'demo-zone-operator', verifierId: 'demo-grid-worker' },
  },
];

export const SUSPECT_CLAIMS: readonly SuspectClaim[] = [...BURST, ...PAIR, ...MUTUAL];
