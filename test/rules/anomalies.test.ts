/** What stands out: each rule at its threshold, and one below it. */
import { describe, expect, it } from 'vitest';
import {
  type AnomalyKind,
  anomaliesIn,
  CLAIM_BURST,
  type Confirmation,
  PAIR,
  type Redeemed,
  SAME_COUNTER,
  VERDICT_BURST,
} from '../../worker/features/oversight/rules/anomalies.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../worker/lib/time.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

/** Each by somebody else for somebody else, a day apart, unless it says so. */
function confirmed(index: number, values: Partial<Confirmation> = {}): Confirmation {
  const at = values.at ?? index * DAY_MS;
  return {
    ...{ claimId: `claim-${index}`, at, postedAt: at },
    ...{ claimantId: `claimant-${index}`, verifierId: `verifier-${index}` },
    ...values,
  };
}

function redeemed(index: number, values: Partial<Redeemed> = {}): Redeemed {
  return {
    ...{ redemptionId: `redemption-${index}`, at: index * DAY_MS, residentId: `resident-${index}` },
    ...{ clerkId: 'clerk', merchantId: 'shop', isInsider: false },
    ...values,
  };
}

/** Which rules were hit, and by how many rows each. */
function found(claims: Confirmation[], goods: Redeemed[] = []): [AnomalyKind, number][] {
  return anomaliesIn(claims, goods, []).map(({ kind, rows }) => [kind, rows.length]);
}

it('what was paid for coming and put right to absent is asked of each whose it is', () => {
  const absence = (residentId: string) => ({ cause: 'attendance:s:p', at: 0, residentId });
  const hits = anomaliesIn([], [], ['one', 'other', 'one'].map(absence));
  expect(hits.map(({ kind, rows }) => [kind, rows.length])).toEqual([
    ['paidAbsence', 2],
    ['paidAbsence', 1],
  ]);
});

describe('a burst of claims', () => {
  const posted = (count: number, apartMs: number) =>
    times(count, (index) => confirmed(index, { claimantId: 'one', at: index * apartMs }));

  it('is more than five of one person posted in 24 hours', () => {
    const count = CLAIM_BURST.most + 1;
    expect(found(posted(count, HOUR_MS))).toEqual([['claimBurst', count]]);
  });

  it.each([
    ['five in a day', posted(CLAIM_BURST.most, HOUR_MS)],
    ['six, the last 24 hours after the first', posted(6, (24 * HOUR_MS) / 5)],
    [
      'six of whom one is not posted',
      times(6, (index) =>
        confirmed(index, { claimantId: 'one', at: index, ...(index > 4 && { postedAt: null }) }),
      ),
    ],
    ['six of six people', times(6, (index) => confirmed(index, { at: index }))],
    [
      'three, each confirmed by two people',
      times(6, (index) =>
        confirmed(index, { claimantId: 'one', at: index, claimId: `claim-${index % 3}` }),
      ),
    ],
  ])('is not %s', (_, claims) => {
    expect(found(claims)).toEqual([]);
  });

  it('names the rows of the crowded day, and not those of other days', () => {
    const before = confirmed(90, { claimantId: 'one', at: -3 * DAY_MS });
    expect(found([before, ...posted(6, HOUR_MS)])).toEqual([['claimBurst', 6]]);
  });
});

describe('a burst of confirming', () => {
  const said = (count: number, apartMs: number) =>
    times(count, (index) => confirmed(index, { verifierId: 'one', at: index * apartMs }));

  it('is more than twenty by one person in an hour', () => {
    const count = VERDICT_BURST.most + 1;
    expect(found(said(count, MINUTE_MS))).toEqual([['verdictBurst', count]]);
  });

  it('is not twenty in an hour, nor more over a longer time', () => {
    expect(found(said(VERDICT_BURST.most, MINUTE_MS))).toEqual([]);
    expect(found(said(30, 3 * MINUTE_MS))).toEqual([]);
  });
});

describe('the same two people', () => {
  const pair = (count: number) =>
    times(count, (index) => confirmed(index, { verifierId: 'v', claimantId: 'c' }));

  it('stand out from six times on', () => {
    expect(found(pair(PAIR.least))).toEqual([['pair', PAIR.least]]);
    expect(found(pair(PAIR.least - 1))).toEqual([]);
  });

  it('stand out when each confirmed for the other, once is enough', () => {
    const each = [
      confirmed(1, { verifierId: 'a', claimantId: 'b' }),
      confirmed(2, { verifierId: 'b', claimantId: 'a' }),
    ];
    expect(found([...each, confirmed(3, { verifierId: 'a', claimantId: 'c' })])).toEqual([
      ['mutual', 2],
    ]);
  });

  it('do not stand out in a ring of three', () => {
    const ring = [
      confirmed(1, { verifierId: 'a', claimantId: 'b' }),
      confirmed(2, { verifierId: 'b', claimantId: 'c' }),
      confirmed(3, { verifierId: 'c', claimantId: 'a' }),
    ];
    expect(found(ring)).toEqual([]);
  });
});

describe('a counter', () => {
  it('stands out when a clerk hands to themselves, or to a colleague', () => {
    const own = [redeemed(1, { residentId: 'clerk' })];
    const colleague = [redeemed(2, { residentId: 'other', isInsider: true })];
    expect(found([], [...own, ...colleague, redeemed(3)])).toEqual([
      ['ownCounter', 1],
      ['ownCounter', 1],
    ]);
  });

  it('stands out from six times on that one clerk hands to one person there', () => {
    const same = (count: number, values: (index: number) => Partial<Redeemed> = () => ({})) =>
      times(count, (index) => redeemed(index, { residentId: 'one', ...values(index) }));
    expect(found([], same(SAME_COUNTER.least))).toEqual([['sameCounter', SAME_COUNTER.least]]);
    expect(found([], same(SAME_COUNTER.least - 1))).toEqual([]);
    expect(
      found(
        [],
        same(8, (index) => ({ merchantId: `shop-${index % 2}` })),
      ),
    ).toEqual([]);
    expect(
      found(
        [],
        same(8, (index) => ({ clerkId: `clerk-${index % 2}` })),
      ),
    ).toEqual([]);
  });
});
