import { describe, expect, test } from 'vitest';
import {
  blankGood,
  type GoodDraft,
  goodDraftOf,
  goodFaults,
  goodInput,
} from '../../site/src/islands/merchant/goodDraft.ts';
import {
  aboutFaults,
  blank,
  communityAt,
  type MerchantDraft,
  shopFaults,
  shopInput,
} from '../../site/src/islands/merchants/merchantDraft.ts';
import type { Place } from '../../site/src/lib/home.ts';

const eggs: GoodDraft = {
  ...blankGood('2026-11-25'),
  ...{ title: '鸡蛋一盒', summary: '十枚', points: '24', settle: '9.9' },
};
const named = (faults: object) => Object.keys(faults);

describe('a good as it is written', () => {
  test('needs four fields; the rest stands there', () => {
    expect(named(goodFaults(blankGood('2026-11-25')))).toEqual([
      ...['title', 'summary', 'points', 'settle'],
    ]);
    expect(goodFaults(eggs)).toEqual({});
    expect(goodInput(eggs)).toEqual({
      ...{ title: '鸡蛋一盒', summary: '十枚', points: 24, settleFen: 990, stockTotal: 20 },
      ...{ perOrder: 1, perPerson: 5, offeredFrom: '2026-11-25', redeemWithinDays: 30 },
    });
  });

  test('is a coupon with what it takes off and from how much', () => {
    const coupon: GoodDraft = { ...eggs, kind: 'coupon', fen: '5', minSpend: '30' };
    expect(goodInput(coupon).coupon).toEqual({ fen: 500, minSpendFen: 3000 });
    expect(named(goodFaults({ ...coupon, fen: '0' }))).toEqual(['fen']);
  });

  test.each([
    ['points', '0'],
    ['points', '1.5'],
    ['settle', '9.999'],
    ['stockTotal', ''],
    ['perPerson', '0'],
    ['within', '366'],
    ['minAge', '0'],
    ['until', '2026-11-24'],
  ] as const)('with %s %j is told so', (name, value) => {
    expect(named(goodFaults({ ...eggs, [name]: value }))).toEqual([name]);
  });

  test('is read back as it was written', () => {
    const { offeredFrom, ...input } = goodInput({ ...eggs, minAge: '18', until: '2026-12-31' });
    const good = {
      ...{ id: 'g', kind: 'good' as const, category: 'grocery' as const, coupon: null },
      ...{ stockTaken: 0, useUntil: null, state: 'draft' as const, reason: null, revision: 1 },
      merchant: { id: 'm', name: '店' },
      can: { edit: true, submit: true, decide: false, restock: true, withdraw: false },
      ...input,
      ...{ offeredFrom, offeredUntil: '2026-12-31', minAge: 18 },
    };
    expect(goodDraftOf(good)).toEqual({ ...eggs, minAge: '18', until: '2026-12-31' });
  });
});

describe('a shop as it is written', () => {
  test('says what is missing', () => {
    expect(named({ ...aboutFaults(blank), ...shopFaults(blank) })).toEqual([
      ...['name', 'summary', 'address', 'position'],
    ]);
    const about = { ...blank, name: '小店', summary: '米面粮油' };
    expect(aboutFaults({ ...about, phone: '0571-88880000' })).toEqual({});
    expect(named(aboutFaults({ ...about, phone: '13800000001' }))).toEqual(['phone']);
  });

  test('is called like its merchant where it has no name', () => {
    const draft = { ...blank, address: ' 测试路 1 号 ', position: { lng: 120, lat: 30 } };
    expect(shopInput(draft, ' 小店 ')).toMatchObject({ name: '小店', address: '测试路 1 号' });
    expect(shopInput({ ...draft, shopName: '二店' }, '小店').name).toBe('二店');
  });

  test('is of the community whose estate is nearest, or of the one that was chosen', () => {
    const at = (communityId: string, lng: number) => ({ communityId, lng, lat: 30 }) as Place;
    const estates = [at('ca', 120), at('cb', 120.02)];
    const draft: MerchantDraft = { ...blank, position: { lng: 120.018, lat: 30 } };
    expect(communityAt(draft, estates)).toBe('cb');
    expect(communityAt({ ...draft, communityId: 'ca' }, estates)).toBe('ca');
  });
});
