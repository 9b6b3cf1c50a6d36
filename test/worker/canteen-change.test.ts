import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MealOrder, MealOrderPage } from '../../worker/features/canteen/schema.ts';
import { discountTier, menuItem } from '../../worker/features/canteen/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  cookOf,
  dinnerAt,
  dishIn,
  itemIn,
  kitchenOf,
  mealOrderIn,
  menuOf,
  motherOf,
  ordered,
  people,
  soldOf,
  TOMORROW,
  wish,
} from './canteen-world.ts';
import {
  at,
  codeOf,
  countedD1,
  db,
  linliAt,
  type Reply,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  unique,
} from './world.ts';

const linli = linliAt();
const atCutoff = linliAt(fromRfc3339(at('11-25T15:00')));
beforeAll(smallSubdistrict);

function change(as: Somebody, id: string, body: unknown, by = linli): Promise<Reply> {
  return by.post(`/api/v1/meal-orders/${id}/change`, { as, body });
}

function cancel(as: Somebody, id: string, by = linli): Promise<Reply> {
  return by.post(`/api/v1/meal-orders/${id}/cancel`, { as });
}

/** The order as it stands now. */
async function asItIs(as: Somebody, { id }: MealOrder): Promise<MealOrder> {
  return mealOrderIn(await linli.get(`/api/v1/meal-orders/${id}`, { as }));
}

describe('changing an order', () => {
  it('makes it what is asked for, in one go', async () => {
    const { kitchen, dinner } = await dinnerAt({
      places: 1,
      dishes: [
        { priceFen: 900, portions: 3 },
        { priceFen: 300, portions: 2 },
      ],
    });
    const who = await signedInPerson();
    const placed = await ordered(
      linli,
      who,
      wish(kitchen, dinner, {
        note: '少盐',
        lines: [{ dishId: dishIn(dinner, 0), quantity: 3 }],
      }),
    );
    const reply = await change(who, placed.id, {
      revision: 1,
      mode: 'pickup',
      windowId: kitchen.early,
      lines: [
        { dishId: dishIn(dinner, 0), quantity: 2 },
        { dishId: dishIn(dinner, 1), quantity: 2 },
      ],
    });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: placed.id,
        code: placed.code,
        revision: 2,
        mode: 'pickup',
        window: { id: kitchen.early },
        note: null,
        lines: [{ quantity: 2 }, { quantity: 2 }],
        listFen: 2400,
        payFen: 2400,
      },
    });
    expect(await asItIs(who, placed)).toEqual(reply.body);
    expect([await soldOf(dinner, 0), await soldOf(dinner, 1)]).toEqual([2, 2]);
  });

  it('may take all that was left and all it held, in its own full window', async () => {
    const { kitchen, dinner } = await dinnerAt({ places: 1, dishes: [{ portions: 4 }] });
    const who = await signedInPerson();
    const pickup = { mode: 'pickup', windowId: kitchen.late };
    const placed = await ordered(linli, who, wish(kitchen, dinner, pickup));
    const lines = [{ dishId: dishIn(dinner), quantity: 4 }];
    expect((await change(who, placed.id, { ...pickup, lines, revision: 1 })).status).toBe(200);
    expect(await soldOf(dinner)).toBe(4);
  });

  it('keeps the price of what was in it and the discount, and takes new dishes at today’s price', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ priceFen: 1000 }, { priceFen: 500 }] });
    const elder = await signedInPerson({ bornOn: '1960-01-01' });
    const placed = await ordered(linli, elder, wish(kitchen, dinner));
    await db
      .update(menuItem)
      .set({ priceFen: 2000 })
      .where(eq(menuItem.id, itemIn(dinner, 0)));
    await db
      .update(menuItem)
      .set({ priceFen: 700 })
      .where(eq(menuItem.id, itemIn(dinner, 1)));
    await db
      .update(discountTier)
      .set({ untilOn: '2026-11-24' })
      .where(eq(discountTier.canteenId, kitchen.canteenId));
    const reply = await change(elder, placed.id, {
      revision: 1,
      mode: 'dine_in',
      lines: [
        { dishId: dishIn(dinner, 0), quantity: 2 },
        { dishId: dishIn(dinner, 1), quantity: 1 },
      ],
    });
    expect(reply.body).toMatchObject({
      lines: [{ unitPriceFen: 1000 }, { unitPriceFen: 700 }],
      listFen: 2700,
      discount: { name: '60–69 岁', paysBp: 8500 },
      payFen: 2295,
    });
  });

  it('changes nothing when one dish is short', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 5 }, { portions: 1 }] });
    const [who, other] = await people(2);
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    await ordered(
      linli,
      other,
      wish(kitchen, dinner, { lines: [{ dishId: dishIn(dinner, 1), quantity: 1 }] }),
    );
    const reply = await change(who, placed.id, {
      revision: 1,
      mode: 'dine_in',
      lines: [
        { dishId: dishIn(dinner, 0), quantity: 3 },
        { dishId: dishIn(dinner, 1), quantity: 1 },
      ],
    });
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.soldOut',
        rule: { value: 0 },
        errors: [{ path: 'body.lines.1.dishId' }],
      },
    });
    expect(await asItIs(who, placed)).toEqual(placed);
    expect(await soldOf(dinner, 0)).toBe(1);
  });

  it('refuses a change made from an older state of the order', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 2 }],
    };
    expect((await change(who, placed.id, body)).status).toBe(200);
    const late = await change(who, placed.id, { ...body, note: '加饭' });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'mealOrder.changed', rule: { name: 'revision', value: 2 } },
    });
    expect((await asItIs(who, placed)).note).toBeNull();
  });

  it('ends at the cut-off that was copied into it', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 2 }],
    };
    const refused = await change(who, placed.id, body, atCutoff);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'mealOrder.cutoff', rule: { name: 'cutoff', value: at('11-25T15:00') } },
    });
    expect(await asItIs(who, placed)).toEqual(placed);
    const read = await atCutoff.get(`/api/v1/meal-orders/${placed.id}`, { as: who });
    expect(mealOrderIn(read).can).toEqual({ change: false, cancel: false });
    const justBefore = linliAt(fromRfc3339(at('11-25T15:00')) - 1);
    expect((await change(who, placed.id, body, justBefore)).status).toBe(200);
  });

  it('is strict about what it is sent', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 2 }],
    };
    for (const bad of [
      { revision: 0 },
      { revision: '1' },
      { revision: undefined },
      { lines: [] },
      { canteenId: kitchen.canteenId },
      { personId: who.id },
    ]) {
      const reply = await change(who, placed.id, { ...body, ...bad });
      expect([bad, reply.status, codeOf(reply)]).toEqual([bad, 400, 'input.invalid']);
    }
    const strange = await cancel(who, "x'--");
    expect([strange.status, codeOf(strange)]).toEqual([400, 'input.invalid']);
    expect(await asItIs(who, placed)).toEqual(placed);
  });
});

describe('cancelling an order', () => {
  it('frees its portions and its place, for the same person too', async () => {
    const { kitchen, dinner } = await dinnerAt({ places: 1, dishes: [{ portions: 1 }] });
    const [who, other] = await people(2);
    const pickup = wish(kitchen, dinner, { mode: 'pickup', windowId: kitchen.early });
    const placed = await ordered(linli, who, pickup);
    const reply = await cancel(who, placed.id);
    expect(reply).toMatchObject({
      status: 200,
      body: {
        state: 'cancelled',
        ended: at('11-25T10:37'),
        can: { change: false, cancel: false },
      },
    });
    const theirs = await ordered(linli, other, pickup);
    expect((await cancel(other, theirs.id)).status).toBe(200);
    expect((await ordered(linli, who, pickup)).id).not.toBe(placed.id);
  });

  it('happens once and ends at the cut-off', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [who, other] = await people(2);
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const late = await ordered(linli, other, wish(kitchen, dinner));
    expect(codeOf(await cancel(other, late.id, atCutoff))).toBe('mealOrder.cutoff');
    expect(await asItIs(other, late)).toEqual(late);
    expect((await cancel(who, placed.id)).status).toBe(200);
    expect(await cancel(who, placed.id)).toMatchObject({
      status: 409,
      body: { code: 'mealOrder.state', rule: { name: 'state', value: 'cancelled' } },
    });
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 1 }],
    };
    expect(codeOf(await change(who, placed.id, body))).toBe('mealOrder.state');
    expect(await soldOf(dinner)).toBe(1);
  });
});

describe('somebody else’s order', () => {
  it('is not there, not even for staff of the canteen', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [who, stranger] = await people(2);
    const cook = await cookOf(kitchen);
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 2 }],
    };
    for (const as of [stranger, cook]) {
      for (const reply of [
        await linli.get(`/api/v1/meal-orders/${placed.id}`, { as }),
        await change(as, placed.id, body),
        await cancel(as, placed.id),
      ]) {
        expect([reply.status, codeOf(reply)]).toEqual([404, 'mealOrder.notFound']);
      }
    }
    expect(await asItIs(who, placed)).toEqual(placed);
  });
});

describe('my meal orders', () => {
  const mine = async (as: Somebody, query: string, by = linli): Promise<MealOrderPage> =>
    (await by.get(`/api/v1/me/meal-orders?${query}`, { as })).body as MealOrderPage;

  it('to come are soonest first, past ones latest first, page by page', async () => {
    const kitchen = await kitchenOf();
    const tonight = await menuOf(kitchen);
    const tomorrow = await menuOf(kitchen, { date: TOMORROW });
    const friday = await menuOf(kitchen, { date: '2026-11-27', meal: 'lunch' });
    const who = await signedInPerson();
    const mother = await motherOf(who);
    const later = await ordered(
      linli,
      who,
      wish(kitchen, friday, { date: '2026-11-27', meal: 'lunch' }),
    );
    const next = await ordered(linli, who, wish(kitchen, tomorrow, { date: TOMORROW }));
    const first = await ordered(linli, who, wish(kitchen, tonight));
    const hers = await ordered(linli, who, wish(kitchen, tonight, { personId: mother }));
    await cancel(who, next.id);
    const ids = (page: MealOrderPage) => page.items.map((one) => one.id);

    const upcoming = await mine(who, 'when=upcoming');
    expect(ids(upcoming)).toEqual([...[first.id, hers.id].sort(), later.id]);
    expect(ids(await mine(who, ''))).toEqual(ids(upcoming));
    expect(ids(await mine(who, 'when=past'))).toEqual([next.id]);

    const afterDinner = linliAt(fromRfc3339(at('11-25T18:30')));
    const page = await mine(who, 'when=past&limit=2', afterDinner);
    expect(page.next).not.toBeNull();
    const rest = await mine(who, `when=past&limit=2&cursor=${page.next}`, afterDinner);
    expect(rest.next).toBeNull();
    expect([...ids(page), ...ids(rest)].sort()).toEqual([next.id, first.id, hers.id].sort());
    const one = await mine(who, 'limit=1');
    const two = await mine(who, `limit=1&cursor=${one.next}`);
    const three = await mine(who, `limit=1&cursor=${two.next}`);
    expect([...ids(one), ...ids(two), ...ids(three)]).toEqual(ids(upcoming));
    expect(three.next).toBeNull();
  });

  it('are nobody else’s, and empty for somebody new', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [who, stranger] = await people(2);
    await ordered(linli, who, wish(kitchen, dinner));
    expect(await mine(stranger, '')).toEqual({ items: [], next: null });
    expect((await linli.get('/api/v1/me/meal-orders')).status).toBe(401);
  });

  it('refuse a query that makes no sense', async () => {
    const who = await signedInPerson();
    for (const query of [
      'when=now',
      'limit=0',
      'limit=501',
      'limit=x',
      "cursor=1'--",
      'cursor=x',
    ]) {
      const reply = await linli.get(`/api/v1/me/meal-orders?${query}`, { as: who });
      expect([query, reply.status, codeOf(reply)]).toEqual([query, 400, 'input.invalid']);
    }
  });
});

describe('round trips', () => {
  it('are one for a read and two for an act', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner, { note: `n${unique()}` }));
    const trips = async (method: 'get' | 'post', path: string, body: unknown = {}) => {
      const counted = countedD1();
      const reply = await linli[method](`/api/v1${path}`, {
        as: who,
        env: counted.env,
        ...(method === 'post' && { body }),
      });
      return [reply.status, counted.trips()];
    };
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 2 }],
    };
    expect(await trips('get', `/meal-orders/${placed.id}`)).toEqual([200, 1]);
    expect(await trips('get', '/me/meal-orders')).toEqual([200, 1]);
    expect(await trips('get', '/me/meal-orders?when=past')).toEqual([200, 1]);
    expect(await trips('post', `/meal-orders/${placed.id}/change`, body)).toEqual([200, 2]);
    expect(await trips('post', `/meal-orders/${placed.id}/cancel`)).toEqual([200, 2]);
    expect(await trips('post', `/meal-orders/${placed.id}/cancel`)).toEqual([409, 1]);
  });
});
