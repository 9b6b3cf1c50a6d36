import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fetchUntil, isRedemptionCode, redemptionCode } from '../../worker/features/mall/rules.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';

describe('the code of a redemption', () => {
  const code = fc.integer({ min: 0, max: 3_999_999_999 }).map((bits) => redemptionCode(() => bits));

  test('has ten digits, and one wrong digit is told without asking', () => {
    fc.assert(
      fc.property(
        code,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (right, at, by) => {
          expect(isRedemptionCode(right)).toBe(true);
          const wrong = String((Number(right[at]) + by) % 10);
          expect(isRedemptionCode(right.slice(0, at) + wrong + right.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  test('is drawn again when the draw would make some codes likelier', () => {
    const draws = [4_294_967_295, 4_000_000_000, 7];
    expect(redemptionCode(() => draws.shift() ?? 0)).toMatch(/^000000007\d$/);
    expect(draws).toEqual([]);
  });

  test.each(['', '12345', '12345678901', '12345 6789', 'abcdefghij'])('is never %j', (text) => {
    expect(isRedemptionCode(text)).toBe(false);
  });
});

test('what is redeemed can be fetched to the end of its last day, or of the good’s own', () => {
  const now = fromRfc3339('2026-11-25T10:00:00+08:00');
  const end = fromRfc3339('2026-12-26T00:00:00+08:00');
  expect(fetchUntil({ redeemWithinDays: 30, useUntilOn: null }, now)).toBe(end);
  expect(fetchUntil({ redeemWithinDays: 30, useUntilOn: '2027-01-01' }, now)).toBe(end);
  expect(fetchUntil({ redeemWithinDays: 30, useUntilOn: '2026-11-30' }, now)).toBe(
    fromRfc3339('2026-12-01T00:00:00+08:00'),
  );
});
