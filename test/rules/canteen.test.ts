import { describe, expect, it } from 'vitest';
import {
  mealInstants,
  mealStateAt,
  modesOf,
  orderingOpensAt,
} from '../../worker/features/canteen/rules/meals.ts';
import { maskCode, mealOrderCan } from '../../worker/features/canteen/rules/orders.ts';
import {
  canBeHandedOver,
  checkCutoff,
  checkHandOver,
  checkOrderTime,
  checkWish,
  type MealOffer,
  type OrderWish,
  offerForChange,
} from '../../worker/features/canteen/rules/placing.ts';
import { discountFor, orderTotals, tiersOn } from '../../worker/features/canteen/rules/prices.ts';
import { verdict } from '../../worker/lib/access.ts';
import { DomainError, type Refusal } from '../../worker/lib/errors.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';

const instant = (monthDayTime: string) => fromRfc3339(`2026-${monthDayTime}:00+08:00`);

/** The code and the details of what a check throws; null when it lets pass. */
function refusalOf(check: () => void): ({ code: string } & Refusal) | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, ...error.refusal };
  }
}

describe('the times of a meal', () => {
  const lunch = {
    servesFrom: '10:30',
    servesUntil: '13:00',
    cutoffDaysBefore: 0,
    cutoffTime: '09:00',
  };

  it('stops ordering on the same morning', () => {
    expect(mealInstants(lunch, '2026-11-25')).toEqual({
      servesFromAt: instant('11-25T10:30'),
      servesUntilAt: instant('11-25T13:00'),
      cutoffAt: instant('11-25T09:00'),
    });
  });

  it('stops ordering of breakfast on the evening before', () => {
    const breakfast = { ...lunch, cutoffDaysBefore: 1, cutoffTime: '18:00' };
    expect(mealInstants(breakfast, '2026-12-01').cutoffAt).toBe(instant('11-30T18:00'));
  });

  it('never takes orders after serving has ended', () => {
    expect(mealInstants({ ...lunch, cutoffTime: '15:00' }, '2026-11-25').cutoffAt).toBe(
      instant('11-25T13:00'),
    );
  });

  it('opens ordering at the start of the day, not at the hour of asking', () => {
    expect(orderingOpensAt('2026-12-02', 7)).toBe(instant('11-25T00:00'));
    expect(orderingOpensAt('2026-12-02', 0)).toBe(instant('12-02T00:00'));
  });

  it('says where a meal stands, to the millisecond', () => {
    const meal = {
      opensAt: instant('11-20T00:00'),
      cutoffAt: instant('11-25T09:00'),
      servesFromAt: instant('11-25T10:30'),
      servesUntilAt: instant('11-25T13:00'),
    };
    const stateAt = (at: number) => mealStateAt(meal, at);
    expect(stateAt(meal.opensAt - 1)).toBe('upcoming');
    expect(stateAt(meal.opensAt)).toBe('ordering');
    expect(stateAt(meal.cutoffAt - 1)).toBe('ordering');
    expect(stateAt(meal.cutoffAt)).toBe('cut_off');
    expect(stateAt(meal.servesFromAt - 1)).toBe('cut_off');
    expect(stateAt(meal.servesFromAt)).toBe('serving');
    expect(stateAt(meal.servesUntilAt - 1)).toBe('serving');
    expect(stateAt(meal.servesUntilAt)).toBe('over');
  });

  it('is still ordering when serving has begun before the cut-off', () => {
    const meal = {
      opensAt: instant('11-20T00:00'),
      servesFromAt: instant('11-25T10:30'),
      cutoffAt: instant('11-25T11:00'),
      servesUntilAt: instant('11-25T13:00'),
    };
    expect(mealStateAt(meal, instant('11-25T10:37'))).toBe('ordering');
    expect(mealStateAt(meal, instant('11-25T11:00'))).toBe('serving');
  });
});

describe('the discount by age', () => {
  const since = { fromOn: '2026-01-01', untilOn: null };
  const tiers = [
    { name: '90 岁以上', minAge: 90, paysBp: 5000, ...since },
    { name: '60–69 岁', minAge: 60, paysBp: 8500, ...since },
    { name: '70–79 岁', minAge: 70, paysBp: 8000, ...since },
    { name: '80–89 岁', minAge: 80, paysBp: 7000, ...since },
  ];
  const paysOn = (bornOn: string, on: string) => discountFor(tiers, bornOn, on)?.paysBp ?? 10_000;

  it('begins on the birthday, by the day of the meal and not of the order', () => {
    expect(paysOn('1966-11-26', '2026-11-25')).toBe(10_000);
    expect(paysOn('1966-11-26', '2026-11-26')).toBe(8500);
    expect(paysOn('1946-11-25', '2026-11-24')).toBe(8000);
    expect(paysOn('1946-11-25', '2026-11-25')).toBe(7000);
  });

  it('takes 1 March as the birthday of 29 February in common years', () => {
    expect(paysOn('1968-02-29', '2028-02-28')).toBe(10_000);
    expect(paysOn('1968-02-29', '2028-02-29')).toBe(8500);
    expect(paysOn('1956-02-29', '2026-02-28')).toBe(8500);
    expect(paysOn('1956-02-29', '2026-03-01')).toBe(8000);
  });

  it('gives the best tier, and none without a date of birth', () => {
    expect(discountFor(tiers, '1930-01-01', '2026-11-25')).toEqual({
      name: '90 岁以上',
      paysBp: 5000,
    });
    expect(discountFor(tiers, null, '2026-11-25')).toBeNull();
    expect(discountFor([], '1930-01-01', '2026-11-25')).toBeNull();
  });

  it('counts only tiers in force on the day, the first and the last day included', () => {
    const winter = [
      { name: '暖冬', minAge: 0, paysBp: 9000, fromOn: '2026-12-01', untilOn: '2026-12-31' },
    ];
    const on = (day: string) => discountFor(winter, '1990-01-01', day)?.name ?? null;
    expect([on('2026-11-30'), on('2026-12-01'), on('2026-12-31'), on('2027-01-01')]).toEqual([
      null,
      '暖冬',
      '暖冬',
      null,
    ]);
  });

  it('is no discount where everything is paid', () => {
    const full = [{ name: '全价', minAge: 0, paysBp: 10_000, ...since }];
    expect(discountFor(full, '1990-01-01', '2026-11-25')).toBeNull();
  });

  it('lists the tiers of a day youngest first', () => {
    expect(tiersOn(tiers, '2026-11-25').map((tier) => tier.minAge)).toEqual([60, 70, 80, 90]);
    expect(tiersOn(tiers, '2025-12-31')).toEqual([]);
  });
});

describe('what an order costs', () => {
  it('is the sum of the lines in fen', () => {
    const lines = [
      { quantity: 1, unitPriceFen: 900 },
      { quantity: 2, unitPriceFen: 500 },
    ];
    expect(orderTotals(lines, null)).toEqual({ listFen: 1900, payFen: 1900 });
    expect(orderTotals(lines, { name: '60–69 岁', paysBp: 8500 })).toEqual({
      listFen: 1900,
      payFen: 1615,
    });
  });

  it('rounds the whole once, half a fen up', () => {
    const discount = { name: '95 折', paysBp: 9500 };
    // 0.95 × 10 fen = 9.5 fen.
    expect(orderTotals([{ quantity: 1, unitPriceFen: 10 }], discount).payFen).toBe(10);
    // Line by line it would be 10 + 10; of the whole it is 19.
    expect(orderTotals([{ quantity: 2, unitPriceFen: 10 }], discount).payFen).toBe(19);
    expect(orderTotals([{ quantity: 1, unitPriceFen: 9 }], discount).payFen).toBe(9);
    expect(orderTotals([{ quantity: 1, unitPriceFen: 3 }], { name: '', paysBp: 5000 }).payFen).toBe(
      2,
    );
  });

  it('stays exact for the dearest order there can be', () => {
    const lines = Array.from({ length: 20 }, () => ({ quantity: 20, unitPriceFen: 100_000 }));
    expect(orderTotals(lines, { name: '', paysBp: 3333 })).toEqual({
      listFen: 40_000_000,
      payFen: 13_332_000,
    });
    expect(orderTotals([{ quantity: 1, unitPriceFen: 0 }], null)).toEqual({
      listFen: 0,
      payFen: 0,
    });
  });
});

describe('checking an order', () => {
  const now = instant('11-25T08:00');
  const offer: MealOffer = {
    on: '2026-11-25',
    opensDaysAhead: 7,
    cutoffAt: instant('11-25T09:00'),
    modes: ['dine_in', 'pickup'],
    windows: [
      { id: 'early', startAt: instant('11-25T10:30'), endAt: instant('11-25T11:00'), left: 0 },
      { id: 'noon', startAt: instant('11-25T11:00'), endAt: instant('11-25T11:30'), left: 2 },
      { id: 'late', startAt: instant('11-25T11:30'), endAt: instant('11-25T12:00'), left: 1 },
    ],
    dishes: [
      { dishId: 'pork', name: '梅干菜烧肉', left: 3 },
      { dishId: 'fish', name: '清蒸鲈鱼', left: 0 },
      { dishId: 'rice', name: '杂粮饭', left: 40 },
    ],
  };
  const wish: OrderWish = {
    mode: 'dine_in',
    windowId: null,
    lines: [{ dishId: 'pork', quantity: 1 }],
  };
  const check = (changed: Partial<OrderWish>, from: MealOffer = offer) =>
    refusalOf(() => checkWish(from, { ...wish, ...changed }, now));

  it('lets pass what is left', () => {
    expect(check({})).toBeNull();
    expect(check({ lines: [{ dishId: 'pork', quantity: 3 }] })).toBeNull();
    expect(check({ mode: 'pickup', windowId: 'late' })).toBeNull();
  });

  it('ends at the cut-off, to the millisecond', () => {
    expect(refusalOf(() => checkOrderTime(offer, offer.cutoffAt - 1))).toBeNull();
    expect(refusalOf(() => checkOrderTime(offer, offer.cutoffAt))).toEqual({
      code: 'mealOrder.cutoff',
      rule: { name: 'cutoff', value: '2026-11-25T09:00:00+08:00' },
    });
    expect(refusalOf(() => checkCutoff(offer.cutoffAt, offer.cutoffAt - 1))).toBeNull();
    expect(refusalOf(() => checkCutoff(offer.cutoffAt, offer.cutoffAt))?.code).toBe(
      'mealOrder.cutoff',
    );
  });

  it('begins with the day that is so many days before, and says when', () => {
    const far = { ...offer, on: '2026-12-03', cutoffAt: instant('12-03T09:00') };
    expect(refusalOf(() => checkOrderTime(far, instant('11-25T23:59')))).toEqual({
      code: 'mealOrder.tooEarly',
      rule: { name: 'opensDaysAhead', value: 7 },
      possibleFromAt: instant('11-26T00:00'),
    });
    expect(refusalOf(() => checkOrderTime(far, instant('11-26T00:00')))).toBeNull();
  });

  it('names each dish that is short, what is left of it, and dishes that are not', () => {
    const lines = [
      { dishId: 'rice', quantity: 1 },
      { dishId: 'pork', quantity: 4 },
      { dishId: 'fish', quantity: 1 },
    ];
    expect(check({ lines })).toEqual({
      code: 'mealOrder.soldOut',
      rule: { name: 'portionsLeft', value: 3 },
      errors: [
        { path: 'body.lines.1.dishId', code: 'mealOrder.soldOut' },
        { path: 'body.lines.2.dishId', code: 'mealOrder.soldOut' },
      ],
      alternatives: [],
    });
    expect(check({ lines: [{ dishId: 'fish', quantity: 1 }] })?.alternatives).toEqual([
      { kind: 'dish', id: 'pork', name: '梅干菜烧肉' },
      { kind: 'dish', id: 'rice', name: '杂粮饭' },
    ]);
  });

  it('knows only the dishes of this meal', () => {
    expect(check({ lines: [{ dishId: 'cake', quantity: 1 }] })).toEqual({
      code: 'mealOrder.dish',
      errors: [{ path: 'body.lines.0.dishId', code: 'mealOrder.dish' }],
    });
  });

  it('asks for a window to pick up in, and for none to eat there', () => {
    expect(check({ mode: 'pickup' })?.code).toBe('mealOrder.windowRequired');
    expect(check({ mode: 'pickup', windowId: 'elsewhere' })?.code).toBe('mealOrder.otherWindow');
    expect(check({ windowId: 'noon' })?.code).toBe('mealOrder.otherWindow');
  });

  it('offers other windows when one is full, and eating there', () => {
    expect(check({ mode: 'pickup', windowId: 'early' })).toEqual({
      code: 'mealOrder.windowFull',
      rule: { name: 'windowPlacesLeft', value: 0 },
      alternatives: [
        {
          kind: 'window',
          id: 'noon',
          name: 'noon',
          start: '2026-11-25T11:00:00+08:00',
          end: '2026-11-25T11:30:00+08:00',
        },
        {
          kind: 'window',
          id: 'late',
          name: 'late',
          start: '2026-11-25T11:30:00+08:00',
          end: '2026-11-25T12:00:00+08:00',
        },
        { kind: 'mode', id: 'dine_in', name: 'dine_in' },
      ],
    });
  });

  it('never offers more than three ways', () => {
    const many = {
      ...offer,
      windows: Array.from({ length: 8 }, (_, index) => ({
        id: `w${index}`,
        startAt: instant('11-25T11:00'),
        endAt: instant('11-25T11:30'),
        left: index,
      })),
    };
    const refusal = check({ mode: 'pickup', windowId: 'w0' }, many);
    expect(refusal?.alternatives?.map((one) => one.id)).toEqual(['w1', 'w2', 'dine_in']);
  });

  it('does not take an order for a window that is over', () => {
    const past = refusalOf(() =>
      checkWish(offer, { ...wish, mode: 'pickup', windowId: 'noon' }, instant('11-25T11:30')),
    );
    expect(past?.rule).toEqual({ name: 'windowEnd', value: '2026-11-25T11:30:00+08:00' });
    expect(past?.alternatives?.map((one) => one.id)).toEqual(['late', 'dine_in']);
  });

  it('keeps to the ways the meal is served', () => {
    expect(check({ mode: 'pickup', windowId: 'noon' }, { ...offer, modes: ['dine_in'] })).toEqual({
      code: 'mealOrder.mode',
      rule: { name: 'modes', value: 'dine_in' },
      alternatives: [{ kind: 'mode', id: 'dine_in', name: 'dine_in' }],
    });
    expect(modesOf({ dineIn: true, pickup: true }, 0)).toEqual(['dine_in']);
    expect(modesOf({ dineIn: false, pickup: true }, 2)).toEqual(['pickup']);
  });

  it('counts as free what an order that is changed holds itself', () => {
    const changed = offerForChange(offer, {
      windowId: 'early',
      lines: [{ dishId: 'fish', quantity: 2 }],
    });
    expect(
      check(
        { mode: 'pickup', windowId: 'early', lines: [{ dishId: 'fish', quantity: 2 }] },
        changed,
      ),
    ).toBeNull();
    expect(check({ lines: [{ dishId: 'fish', quantity: 3 }] }, changed)?.rule).toEqual({
      name: 'portionsLeft',
      value: 2,
    });
  });
});

describe('handing over', () => {
  const lunch = { on: '2026-11-25', servesFromAt: instant('11-25T10:30') };

  it('begins an hour before serving and ends with the day', () => {
    expect(canBeHandedOver(lunch, instant('11-25T09:30') - 1)).toBe(false);
    expect(canBeHandedOver(lunch, instant('11-25T09:30'))).toBe(true);
    expect(canBeHandedOver(lunch, instant('11-26T00:00') - 1)).toBe(true);
    expect(canBeHandedOver(lunch, instant('11-26T00:00'))).toBe(false);
  });

  it('says when it becomes possible, where it still can', () => {
    expect(refusalOf(() => checkHandOver(lunch, instant('11-25T09:00')))).toEqual({
      code: 'mealOrder.tooEarly',
      rule: { name: 'handOverMinBefore', value: 60 },
      possibleFromAt: instant('11-25T09:30'),
    });
    expect(refusalOf(() => checkHandOver(lunch, instant('11-24T12:00')))).toEqual({
      code: 'mealOrder.otherDay',
      rule: { name: 'date', value: '2026-11-25' },
      possibleFromAt: instant('11-25T09:30'),
    });
    expect(refusalOf(() => checkHandOver(lunch, instant('11-26T12:00')))).toEqual({
      code: 'mealOrder.otherDay',
      rule: { name: 'date', value: '2026-11-25' },
    });
  });

  it('is for staff of the place only, and only for a placed order', () => {
    const place = { facilityId: 'hall', zoneId: 'za' };
    const cook = { role: 'canteen_staff', scopeKind: 'facility', scopeId: 'hall' } as const;
    const say = (state: 'placed' | 'cancelled' | 'handed_over', grants: (typeof cook)[]) =>
      verdict(mealOrderCan.handOver, { state, isOwner: true, place }, grants);
    expect(say('placed', [cook])).toBe('allowed');
    expect(say('cancelled', [cook])).toBe('state');
    expect(say('handed_over', [cook])).toBe('state');
    expect(say('placed', [])).toBe('forbidden');
  });

  it('shows staff the last four digits of a code', () => {
    expect(maskCode('48271639')).toBe('••••1639');
  });
});
