import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dish, KitchenSheet, Menu } from '../../worker/features/canteen/schema.ts';
import { dish, menu, menuItem } from '../../worker/features/canteen/tables.ts';
import type { Grant } from '../../worker/lib/access.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  auditOf,
  cookOf,
  dinnerAt,
  dishIn,
  itemIn,
  type Kitchen,
  kitchenOf,
  mealOrderIn,
  menuOf,
  motherOf,
  order,
  ordered,
  people,
  soldOf,
  TODAY,
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
  staffOf,
  tally,
} from './world.ts';

const linli = linliAt();
const atDinner = linliAt(fromRfc3339(at('11-25T16:40')));
beforeAll(smallSubdistrict);

function handOver(as: Somebody, code: string, by = atDinner): Promise<Reply> {
  return by.post('/api/v1/staff/meal-orders/hand-over', { as, body: { code } });
}

/** The order a code stands for, as the desk shows it; a refusal as it is. */
async function lookUp(as: Somebody, code: string): Promise<Reply> {
  const reply = await atDinner.post('/api/v1/staff/passes/look-up', { as, body: { code } });
  const { mealOrder } = reply.body as { mealOrder?: unknown };
  return { ...reply, body: mealOrder ?? reply.body };
}

function sheet(as: Somebody, { canteenId }: Kitchen, query = `date=${TODAY}&meal=dinner`) {
  return linli.get(`/api/v1/staff/canteens/${canteenId}/kitchen-sheet?${query}`, { as });
}

/** Everybody who may run this canteen, and people who may not. */
async function staffAround({ facilityId }: Kitchen) {
  const grant = (one: Grant) => staffOf(one);
  return {
    may: [
      await grant({ role: 'canteen_staff', scopeKind: 'facility', scopeId: facilityId }),
      await grant({ role: 'centre_staff', scopeKind: 'facility', scopeId: facilityId }),
      await grant({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'za' }),
      await grant({ role: 'subdistrict_admin', scopeKind: 'subdistrict', scopeId: '*' }),
    ],
    mayNot: [
      await signedInPerson(),
      await grant({ role: 'canteen_staff', scopeKind: 'facility', scopeId: 'hall' }),
      await grant({ role: 'grid_worker', scopeKind: 'zone', scopeId: 'za' }),
      await grant({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'zb' }),
    ],
  };
}

describe('handing a meal over', () => {
  it('shows what to give and to collect, then happens once, with an audit row', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ priceFen: 900 }, { priceFen: 300 }] });
    const elder = await signedInPerson({ name: '张秀兰', bornOn: '1950-01-01' });
    const cook = await cookOf(kitchen);
    const placed = await ordered(
      linli,
      elder,
      wish(kitchen, dinner, {
        mode: 'pickup',
        windowId: kitchen.early,
        note: '不要花生',
        lines: [
          { dishId: dishIn(dinner, 0), quantity: 1 },
          { dishId: dishIn(dinner, 1), quantity: 2 },
        ],
      }),
    );
    const seen = await lookUp(cook, placed.code);
    expect(seen.status).toBe(200);
    expect(seen.body).toEqual({
      id: placed.id,
      state: 'placed',
      canteen: {
        id: kitchen.canteenId,
        name: placed.canteen.name,
        facilityId: kitchen.facilityId,
      },
      date: TODAY,
      meal: 'dinner',
      start: at('11-25T16:30'),
      end: at('11-25T18:30'),
      mode: 'pickup',
      window: { id: kitchen.early, start: at('11-25T16:30'), end: at('11-25T17:00') },
      name: '张**',
      lines: [
        { number: 1, name: '菜 1', quantity: 1, unitPriceFen: 900 },
        { number: 2, name: '菜 2', quantity: 2, unitPriceFen: 300 },
      ],
      listFen: 1500,
      discount: { name: '70–79 岁', paysBp: 8000 },
      payFen: 1200,
      note: '不要花生',
      ended: null,
      can: { handOver: true },
      handOverFrom: at('11-25T15:30'),
    });
    const given = await handOver(cook, placed.code);
    expect(given).toMatchObject({
      status: 200,
      body: { state: 'handed_over', ended: at('11-25T16:40'), can: { handOver: false } },
    });
    expect(await auditOf('mealOrder', placed.id)).toMatchObject([
      {
        act: 'mealOrder.handOver',
        actorId: cook.id,
        principalId: elder.id,
        facilityId: kitchen.facilityId,
        reason: 'byCode',
      },
    ]);
    expect(await handOver(cook, placed.code)).toMatchObject({
      status: 409,
      body: { code: 'mealOrder.state', rule: { name: 'state', value: 'handed_over' } },
    });
    const read = await linli.get(`/api/v1/meal-orders/${placed.id}`, { as: elder });
    expect(mealOrderIn(read)).toMatchObject({
      state: 'handed_over',
      can: { change: false, cancel: false },
    });
    const late = await linli.post(`/api/v1/meal-orders/${placed.id}/cancel`, { as: elder });
    expect(codeOf(late)).toBe('mealOrder.state');
  });

  it('never gives a cancelled order', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    await linli.post(`/api/v1/meal-orders/${placed.id}/cancel`, { as: who });
    const cook = await cookOf(kitchen);
    expect(await handOver(cook, placed.code)).toMatchObject({
      status: 409,
      body: { code: 'mealOrder.state', rule: { value: 'cancelled' } },
    });
    expect((await lookUp(cook, placed.code)).body).toMatchObject({ can: { handOver: false } });
    expect(await auditOf('mealOrder', placed.id)).toEqual([]);
  });

  it('is for the day of the meal, from an hour before serving', async () => {
    const kitchen = await kitchenOf();
    const dinner = await menuOf(kitchen, { date: TOMORROW });
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner, { date: TOMORROW }));
    const cook = await cookOf(kitchen);
    const tryAt = (time: string) => handOver(cook, placed.code, linliAt(fromRfc3339(at(time))));
    expect(await tryAt('11-25T16:40')).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.otherDay',
        rule: { name: 'date', value: TOMORROW },
        possibleFrom: at('11-26T15:30'),
      },
    });
    expect(await tryAt('11-26T15:29')).toMatchObject({
      status: 422,
      body: { code: 'mealOrder.tooEarly', possibleFrom: at('11-26T15:30') },
    });
    const over = await tryAt('11-27T00:00');
    expect(over).toMatchObject({ status: 409, body: { code: 'mealOrder.otherDay' } });
    expect(over.body).not.toHaveProperty('possibleFrom');
    expect(await auditOf('mealOrder', placed.id)).toEqual([]);
    expect((await tryAt('11-26T15:30')).status).toBe(200);
  });

  it('is for staff of the canteen; to all others the code does not exist', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const { may, mayNot } = await staffAround(kitchen);
    for (const as of [...mayNot, who]) {
      for (const reply of [await lookUp(as, placed.code), await handOver(as, placed.code)]) {
        expect([reply.status, codeOf(reply)]).toEqual([404, 'pass.notFound']);
      }
    }
    expect(await auditOf('mealOrder', placed.id)).toEqual([]);
    for (const as of may) expect((await lookUp(as, placed.code)).status).toBe(200);
    expect(codeOf(await lookUp(may[0] ?? who, '00000000'))).toBe('pass.notFound');
    for (const as of may.slice(0, 1)) {
      expect((await handOver(as, placed.code)).status).toBe(200);
    }
    const nobody = await atDinner.post('/api/v1/staff/meal-orders/hand-over', {
      body: { code: placed.code },
    });
    expect(nobody.status).toBe(401);
  });

  it('is strict about the code', async () => {
    const { kitchen } = await dinnerAt();
    const cook = await cookOf(kitchen);
    for (const code of ['1234567', '123456789', 'abcdefgh', 12345678, null, "1' OR '1"]) {
      const reply = await atDinner.post('/api/v1/staff/meal-orders/hand-over', {
        as: cook,
        body: { code },
      });
      expect([code, reply.status, codeOf(reply)]).toEqual([code, 400, 'input.invalid']);
    }
  });
});

describe('the kitchen sheet', () => {
  it('adds up dishes by way and window, and hides names and codes', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 12 }, { portions: 8 }] });
    const [first, second, third, fourth] = [
      await signedInPerson({ name: '王建国' }),
      await signedInPerson({ name: '赵敏' }),
      await signedInPerson({ name: '欧阳娜娜' }),
      await signedInPerson({ name: '李四' }),
    ];
    const lines = (...quantities: number[]) =>
      quantities.flatMap((quantity, index) =>
        quantity > 0 ? [{ dishId: dishIn(dinner, index), quantity }] : [],
      );
    await ordered(linli, first, wish(kitchen, dinner, { lines: lines(2, 1), note: '不要花生' }));
    const early = { mode: 'pickup', windowId: kitchen.early };
    const late = { mode: 'pickup', windowId: kitchen.late };
    const pickup = await ordered(
      linli,
      second,
      wish(kitchen, dinner, { ...early, lines: lines(3), note: '不要花生' }),
    );
    await ordered(linli, third, wish(kitchen, dinner, { ...late, lines: lines(0, 2) }));
    const gone = await ordered(linli, fourth, wish(kitchen, dinner, { note: '少盐' }));
    await linli.post(`/api/v1/meal-orders/${gone.id}/cancel`, { as: fourth });
    const cook = await cookOf(kitchen);
    const reply = await sheet(cook, kitchen);
    expect(reply.status).toBe(200);
    const view = reply.body as KitchenSheet;
    expect(view).toMatchObject({
      canteen: { id: kitchen.canteenId },
      menuId: dinner.menuId,
      date: TODAY,
      meal: 'dinner',
      state: 'ordering',
      final: false,
      orders: { all: 3, dineIn: 1, pickup: 2, handedOver: 0 },
      payFen: 900 * 8,
      windows: [
        { id: kitchen.early, orders: 1, capacity: 20 },
        { id: kitchen.late, orders: 1 },
      ],
      dishes: [
        {
          number: 1,
          portions: 12,
          sold: 5,
          left: 7,
          dineIn: 2,
          pickup: 3,
          byWindow: [{ windowId: kitchen.early, quantity: 3 }],
        },
        {
          number: 2,
          sold: 3,
          left: 5,
          dineIn: 1,
          pickup: 2,
          byWindow: [{ windowId: kitchen.late, quantity: 2 }],
        },
      ],
      notes: [{ note: '不要花生', orders: 2 }],
    });
    expect(view.list).toHaveLength(3);
    expect(view.list.find((one) => one.id === pickup.id)).toEqual({
      id: pickup.id,
      state: 'placed',
      name: '赵*',
      code: `••••${pickup.code.slice(4)}`,
      mode: 'pickup',
      windowId: kitchen.early,
      portions: 3,
      payFen: 2700,
    });
    const text = JSON.stringify(view);
    for (const secret of ['王建国', '赵敏', '娜娜', pickup.code])
      expect(text).not.toContain(secret);
  });

  it('is final from the cut-off on, and counts who has been', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const placed = await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    const cook = await cookOf(kitchen);
    await handOver(cook, placed.code);
    const reply = await atDinner.get(
      `/api/v1/staff/canteens/${kitchen.canteenId}/kitchen-sheet?date=${TODAY}&meal=dinner`,
      { as: cook },
    );
    expect(reply.body).toMatchObject({
      state: 'serving',
      final: true,
      orders: { all: 1, handedOver: 1 },
      list: [{ state: 'handed_over' }],
    });
  });

  it('is for staff of the canteen', async () => {
    const { kitchen } = await dinnerAt();
    const { may, mayNot } = await staffAround(kitchen);
    for (const as of may) expect((await sheet(as, kitchen)).status).toBe(200);
    for (const as of mayNot) {
      const reply = await sheet(as, kitchen);
      expect([reply.status, codeOf(reply)]).toEqual([403, 'auth.forbidden']);
    }
    const [cook] = may;
    if (!cook) throw new Error('No cook');
    const none = await sheet(cook, kitchen, `date=${TOMORROW}&meal=dinner`);
    expect([none.status, codeOf(none)]).toEqual([404, 'menu.notFound']);
    const nowhere = await sheet(cook, { ...kitchen, canteenId: 'nowhere' });
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'canteen.notFound']);
    for (const query of ['', 'date=2026-02-30&meal=dinner', `date=${TODAY}&meal=tea`]) {
      expect([query, (await sheet(cook, kitchen, query)).status]).toEqual([query, 400]);
    }
  });
});

describe('the canteens one may run', () => {
  it('are those in one’s scope, with today’s meals', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const elsewhere = await dinnerAt({ zoneId: 'zb' });
    const [first, second] = await people(2);
    const placed = await ordered(linli, first, wish(kitchen, dinner));
    await ordered(
      linli,
      second,
      wish(kitchen, dinner, { lines: [{ dishId: dishIn(dinner), quantity: 3 }] }),
    );
    const cook = await cookOf(kitchen);
    await handOver(cook, placed.code);
    const of = async (as: Somebody) => {
      const reply = await linli.get('/api/v1/staff/canteens', { as });
      return (reply.body as { items: { id: string }[] }).items;
    };
    expect(await of(cook)).toMatchObject([
      {
        id: kitchen.canteenId,
        meals: [{ id: dinner.menuId, meal: 'dinner', orders: 2, portions: 4, handedOver: 1 }],
      },
    ]);
    const operator = await staffOf({ role: 'zone_operator', scopeKind: 'zone', scopeId: 'zb' });
    const ids = (await of(operator)).map((one) => one.id);
    expect([ids.includes(elsewhere.kitchen.canteenId), ids.includes(kitchen.canteenId)]).toEqual([
      true,
      false,
    ]);
    const resident = await linli.get('/api/v1/staff/canteens', { as: first });
    expect([resident.status, codeOf(resident)]).toEqual([403, 'auth.forbidden']);
  });
});

describe('running a canteen', () => {
  const soup = { name: '冬瓜虾皮汤', tags: ['low_salt'], allergens: ['crustacean'] };

  function addDish(as: Somebody, { canteenId }: Kitchen, body: unknown, key?: string) {
    return linli.post(`/api/v1/staff/canteens/${canteenId}/dishes`, {
      as,
      body,
      ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    });
  }

  function publish(as: Somebody, { canteenId }: Kitchen, body: unknown, key?: string) {
    return linli.post(`/api/v1/staff/canteens/${canteenId}/menus`, {
      as,
      body,
      ...(key !== undefined && { headers: { 'Idempotency-Key': key } }),
    });
  }

  it('goes from a dish to a menu to an order', async () => {
    const kitchen = await kitchenOf();
    const cook = await cookOf(kitchen);
    const added = await addDish(cook, kitchen, soup);
    expect(added).toMatchObject({ status: 201, body: soup });
    const { id: dishId } = added.body as Dish;
    const dishes = await linli.get(`/api/v1/staff/canteens/${kitchen.canteenId}/dishes`, {
      as: cook,
    });
    expect(dishes.body).toEqual({ items: [{ id: dishId, ...soup }] });
    const published = await publish(cook, kitchen, {
      date: TOMORROW,
      meal: 'lunch',
      items: [{ dishId, priceFen: 300, portions: 30 }],
    });
    expect(published).toMatchObject({
      status: 201,
      body: {
        meal: 'lunch',
        date: TOMORROW,
        state: 'ordering',
        left: 30,
        start: at('11-26T10:30'),
        end: at('11-26T13:00'),
        cutoff: at('11-26T10:00'),
        items: [{ dishId, number: 1, priceFen: 300, portions: 30, left: 30 }],
      },
    });
    const { id: menuId } = published.body as Menu;
    expect(await auditOf('dish', dishId)).toMatchObject([{ act: 'dish.create', actorId: cook.id }]);
    expect(await auditOf('menu', menuId)).toMatchObject([
      { act: 'menu.publish', actorId: cook.id, facilityId: kitchen.facilityId },
    ]);
    const who = await signedInPerson();
    const placed = await order(linli, who, {
      canteenId: kitchen.canteenId,
      date: TOMORROW,
      meal: 'lunch',
      mode: 'dine_in',
      lines: [{ dishId, quantity: 1 }],
    });
    expect(placed.status).toBe(201);
  });

  it('needs an explicit answer about allergens', async () => {
    const kitchen = await kitchenOf();
    const cook = await cookOf(kitchen);
    const bad: unknown[] = [
      { ...soup, allergens: [] },
      { name: soup.name, tags: [] },
      { ...soup, allergens: ['none', 'egg'] },
      { ...soup, allergens: ['unknown', 'unknown'] },
      { ...soup, allergens: ['egg', 'egg'] },
      { ...soup, allergens: ['shrimp'] },
      { ...soup, allergens: 'none' },
      { ...soup, tags: ['soft', 'soft'] },
      { ...soup, tags: ['tasty'] },
      { ...soup, name: '' },
      { ...soup, name: '长'.repeat(31) },
      { ...soup, id: 'mine' },
    ];
    for (const body of bad) {
      const reply = await addDish(cook, kitchen, body);
      expect([body, reply.status, codeOf(reply)]).toEqual([body, 400, 'input.invalid']);
    }
    for (const allergens of [['none'], ['unknown'], ['egg', 'milk', 'nut']]) {
      expect((await addDish(cook, kitchen, { ...soup, allergens })).status).toBe(201);
    }
    const rows = await db.select().from(dish).where(eq(dish.canteenId, kitchen.canteenId));
    expect(rows).toHaveLength(3);
  });

  it('publishes a meal once, of its own dishes, at a meal it serves, not in the past', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const elsewhere = await dinnerAt();
    const cook = await cookOf(kitchen);
    const items = [{ dishId: dishIn(dinner), priceFen: 900, portions: 10 }];
    const body = { date: TOMORROW, meal: 'dinner', items };
    const refused = async (change: Record<string, unknown>) => {
      const reply = await publish(cook, kitchen, { ...body, ...change });
      return [reply.status, codeOf(reply)];
    };
    expect(await refused({ date: TODAY })).toEqual([409, 'menu.exists']);
    expect(await refused({ date: '2026-11-24' })).toEqual([422, 'menu.past']);
    expect(await refused({ date: TODAY, meal: 'breakfast' })).toEqual([422, 'menu.past']);
    expect(await refused({ date: '2026-12-27' })).toEqual([400, 'input.invalid']);
    expect(await refused({ date: '9999-12-31' })).toEqual([400, 'input.invalid']);
    expect(await refused({ date: '2026-02-30' })).toEqual([400, 'input.invalid']);
    expect(await refused({ items: [{ ...items[0], dishId: dishIn(elsewhere.dinner) }] })).toEqual([
      422,
      'menu.dish',
    ]);
    for (const item of [
      { priceFen: -1 },
      { priceFen: 0.5 },
      { priceFen: 100_001 },
      { portions: -1 },
      { portions: 5001 },
      { number: 7 },
    ]) {
      expect(await refused({ items: [{ ...items[0], ...item }] })).toEqual([400, 'input.invalid']);
    }
    expect(await refused({ items: [] })).toEqual([400, 'input.invalid']);
    expect(await refused({ items: [items[0], items[0]] })).toEqual([400, 'input.invalid']);
    const rows = await db.select().from(menu).where(eq(menu.canteenId, kitchen.canteenId));
    expect(rows).toHaveLength(1);
  });

  it('publishes once in a storm of 20, with one key and with many', async () => {
    const kitchen = await kitchenOf();
    const cook = await cookOf(kitchen);
    const { id: dishId } = (await addDish(cook, kitchen, soup)).body as Dish;
    const body = { date: TOMORROW, meal: 'dinner', items: [{ dishId, priceFen: 1, portions: 1 }] };
    const storm = await Promise.all(
      Array.from({ length: 20 }, () => publish(cook, kitchen, body, 'storm')),
    );
    expect(tally(storm)).toEqual({ '201': 20 });
    expect(new Set(storm.map((reply) => (reply.body as Menu).id)).size).toBe(1);
    const other = { ...body, meal: 'lunch' };
    const rivals = await Promise.all(
      Array.from({ length: 20 }, (_, index) => publish(cook, kitchen, other, `rival-${index}`)),
    );
    expect(tally(rivals)).toEqual({ '201': 1, '409 menu.exists': 19 });
    const mismatch = await publish(cook, kitchen, other, 'storm');
    expect([mismatch.status, codeOf(mismatch)]).toEqual([422, 'idempotency.mismatch']);
    const dishes = await Promise.all(
      Array.from({ length: 20 }, () => addDish(cook, kitchen, soup, 'dish')),
    );
    expect(tally(dishes)).toEqual({ '201': 20 });
    expect(new Set(dishes.map((reply) => (reply.body as Dish).id)).size).toBe(1);
  });

  it('sets portions, but never below what is sold', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 5 }] });
    const cook = await cookOf(kitchen);
    const who = await signedInPerson();
    const lines = [{ dishId: dishIn(dinner), quantity: 3 }];
    await ordered(linli, who, wish(kitchen, dinner, { lines }));
    const path = `/api/v1/staff/menu-items/${itemIn(dinner)}`;
    const set = (portions: unknown, as = cook) => linli.patch(path, { as, body: { portions } });
    expect(await set(2)).toMatchObject({
      status: 409,
      body: { code: 'menu.belowSold', rule: { name: 'sold', value: 3 } },
    });
    expect(await auditOf('menuItem', itemIn(dinner))).toEqual([]);
    expect(await set(3)).toMatchObject({ status: 200, body: { portions: 3, left: 0 } });
    expect(await set(8)).toMatchObject({ status: 200, body: { portions: 8, left: 5 } });
    expect(await auditOf('menuItem', itemIn(dinner))).toMatchObject([
      { act: 'menuItem.portions', actorId: cook.id, detail: { from: 5, to: 3 } },
      { detail: { from: 3, to: 8 } },
    ]);
    for (const portions of [-1, 1.5, '3', null, 5001]) {
      expect([portions, (await set(portions)).status]).toEqual([portions, 400]);
    }
    const missing = await linli.patch('/api/v1/staff/menu-items/none', {
      as: cook,
      body: { portions: 1 },
    });
    expect([missing.status, codeOf(missing)]).toEqual([404, 'menu.notFound']);
    expect(await soldOf(dinner)).toBe(3);
  });

  it('is for staff of the canteen', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 5 }] });
    const { may, mayNot } = await staffAround(kitchen);
    const items = [{ dishId: dishIn(dinner), priceFen: 900, portions: 10 }];
    const acts = (as: Somebody) => [
      addDish(as, kitchen, soup),
      publish(as, kitchen, { date: TOMORROW, meal: 'dinner', items }),
      linli.patch(`/api/v1/staff/menu-items/${itemIn(dinner)}`, { as, body: { portions: 9 } }),
      linli.get(`/api/v1/staff/canteens/${kitchen.canteenId}/dishes`, { as }),
    ];
    for (const as of mayNot) {
      expect(tally(await Promise.all(acts(as)))).toEqual({ '403 auth.forbidden': 4 });
    }
    const rows = await db.select().from(dish).where(eq(dish.canteenId, kitchen.canteenId));
    const menus = await db.select().from(menu).where(eq(menu.canteenId, kitchen.canteenId));
    const [item] = await db
      .select()
      .from(menuItem)
      .where(eq(menuItem.id, itemIn(dinner)));
    expect([rows.length, menus.length, item?.portions]).toEqual([1, 1, 5]);
    const [cook] = may;
    if (!cook) throw new Error('No cook');
    expect(tally(await Promise.all(acts(cook)))).toEqual({ '200': 2, '201': 2 });
    const nowhere = await addDish(cook, { ...kitchen, canteenId: 'nowhere' }, soup);
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'canteen.notFound']);
  });
});

describe('round trips of staff', () => {
  it('are one for a read and two for an act', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    await motherOf(who);
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const cook = await cookOf(kitchen);
    const staff = `/api/v1/staff/canteens/${kitchen.canteenId}`;
    const items = [{ dishId: dishIn(dinner), priceFen: 900, portions: 10 }];
    const code = { code: placed.code };
    const asks: ['get' | 'post' | 'patch', string, unknown, number][] = [
      ['get', '/api/v1/staff/canteens', undefined, 1],
      ['get', `${staff}/kitchen-sheet?date=${TODAY}&meal=dinner`, undefined, 1],
      ['get', `${staff}/dishes`, undefined, 1],
      ['post', '/api/v1/staff/passes/look-up', code, 1],
      ['post', '/api/v1/staff/meal-orders/hand-over', code, 2],
      ['post', `${staff}/dishes`, { name: '汤', tags: [], allergens: ['none'] }, 2],
      ['post', `${staff}/menus`, { date: TOMORROW, meal: 'dinner', items }, 2],
      ['patch', `/api/v1/staff/menu-items/${itemIn(dinner)}`, { portions: 30 }, 2],
    ];
    for (const [method, path, body, budget] of asks) {
      const counted = countedD1();
      const reply = await atDinner[method](path, {
        as: cook,
        env: counted.env,
        ...(body !== undefined && { body }),
      });
      expect([path, reply.status < 300, counted.trips()]).toEqual([path, true, budget]);
    }
  });
});
