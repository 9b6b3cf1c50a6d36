import { describe, expect, test } from 'vitest';
import { ageOn } from '../../site/src/lib/age.ts';
import {
  addressFrom,
  basketFrom,
  EMPTY_BASKET,
  menuPath,
  pick,
  totalOf,
} from '../../site/src/lib/basket.ts';
import { bornOnFrom } from '../../site/src/lib/bornOn.ts';
import { payFen, tierFor, zhe } from '../../site/src/lib/discount.ts';
import { discountFor, orderTotals } from '../../worker/features/canteen/rules/prices.ts';
import { addDays, ageOn as workerAgeOn } from '../../worker/lib/time.ts';

describe('a basket in the address', () => {
  const basket = {
    picks: { 1: 1, 5: 2 },
    mode: 'pickup' as const,
    windowId: 'wanhe-canteen-lunch-window-3',
    personId: 'prs_1m886x7ap94qa1fa9rn9gr',
  };

  test('goes through signing in and comes back the same', () => {
    const address = { on: '2026-11-25', meal: 'lunch' as const, ordering: true };
    const path = menuPath('wanhe-canteen', address, basket);
    expect(path.length).toBeLessThan(500);
    const search = path.slice(path.indexOf('?'));
    expect(basketFrom(search)).toEqual(basket);
    expect(addressFrom(search)).toEqual({ ...address, orderId: undefined });
  });

  test('never carries the note, which is private', () => {
    const path = menuPath('wanhe-canteen', {}, { ...basket, note: '高血压，少盐' });
    expect(decodeURIComponent(path)).not.toContain('少盐');
  });

  test.each(['?pick=', '?pick=abc', '?pick=1x0x2', '?date=2026-11-25'])(
    'finds none in %s',
    (search) => {
      expect(basketFrom(search)).toBeUndefined();
    },
  );

  test('takes nothing from an address that the API would refuse', () => {
    const search = `?pick=1x99-2x0-${Array.from({ length: 30 }, (_, n) => `${n + 3}x1`).join('-')}&mode=raw&window=../x&for=<b>`;
    const found = basketFrom(search);
    expect(Object.keys(found?.picks ?? {})).toHaveLength(20);
    expect(found?.picks[1]).toBe(20);
    expect(found).toMatchObject({ mode: undefined, windowId: undefined, personId: undefined });
    expect(addressFrom('?date=morgen&meal=tea&order=a/b')).toEqual({});
  });

  test('an order that is changed names no day: the order knows it', () => {
    const path = menuPath('wanhe-canteen', { on: '2026-11-25', meal: 'lunch', orderId: 'mor_1' });
    expect(path).toBe('/canteens/wanhe-canteen/?order=mor_1');
  });

  test('counts only what the menu has', () => {
    const full = pick(pick(EMPTY_BASKET, 1, 2), 9, 1);
    const prices = [{ number: 1, priceFen: 900 }];
    expect(totalOf(full.picks, prices)).toEqual({ dishes: 1, portions: 2, listFen: 1800 });
    expect(pick(full, 1, 0).picks).toEqual({ 9: 1 });
  });
});

describe('what the page reckons is what the worker will', () => {
  const days = Array.from({ length: 500 }, (_, step) => addDays('1934-01-01', step * 67));

  test('ages, on leap days too', () => {
    for (const bornOn of [...days, '1964-02-29', '2020-02-29']) {
      for (const on of ['2026-02-28', '2026-03-01', '2028-02-29', '2026-11-25']) {
        if (bornOn > on) continue;
        expect(ageOn(bornOn, on), `${bornOn} on ${on}`).toBe(workerAgeOn(bornOn, on));
      }
    }
  });

  test('discounts and what is paid', () => {
    const tiers = [
      { name: '60–69 岁', minAge: 60, paysBp: 8500 },
      { name: '70–79 岁', minAge: 70, paysBp: 8000 },
      { name: '80 岁以上', minAge: 80, paysBp: 8000 },
      { name: '90 岁以上', minAge: 90, paysBp: 10_000 },
    ];
    const inForce = tiers.map((tier) => ({ ...tier, fromOn: '2026-01-01', untilOn: null }));
    const on = '2026-11-25';
    for (const bornOn of days) {
      const ours = tierFor(tiers, bornOn, on);
      const theirs = discountFor(inForce, bornOn, on);
      expect(ours?.name, bornOn).toBe(theirs?.name);
      for (const listFen of [0, 1, 333, 1590, 99_999]) {
        const lines = [{ quantity: 1, unitPriceFen: listFen }];
        expect(payFen(listFen, ours?.paysBp)).toBe(orderTotals(lines, theirs).payFen);
      }
    }
    expect([8500, 8000, 5000].map(zhe)).toEqual(['8.5', '8', '5']);
  });
});

describe('a date of birth as people write it', () => {
  const today = '2026-11-25';

  test.each(['19580312', '1958-3-12', '1958 年 3 月 12 日', '１９５８０３１２', ' 1958.03.12 '])(
    '%s',
    (typed) => {
      expect(bornOnFrom(typed, today)).toBe('1958-03-12');
    },
  );

  test.each([
    '',
    '1958',
    '580312',
    '19580230',
    '2026-11-26',
    '19061124',
    '1958-13-01',
    '12/03/1958',
  ])('not %s', (typed) => {
    expect(bornOnFrom(typed, today)).toBeUndefined();
  });

  test('the oldest and the youngest', () => {
    expect(bornOnFrom('19061125', today)).toBe('1906-11-25');
    expect(bornOnFrom('20261125', today)).toBe(today);
  });
});
