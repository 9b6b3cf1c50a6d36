import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { MealOrder } from '../../worker/features/canteen/schema.ts';
import { menu, menuItem } from '../../worker/features/canteen/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  dinnerAt,
  dishIn,
  itemIn,
  kitchenOf,
  mealOrderIn,
  menuOf,
  motherOf,
  order,
  ordered,
  ordersOfMenu,
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
  NOW,
  ORIGIN,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  tally,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

describe('ordering a meal', () => {
  it('copies price, discount and cut-off, and shows a code', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ priceFen: 900 }, { priceFen: 300 }] });
    const elder = await signedInPerson({ name: '张秀兰', bornOn: '1960-05-01' });
    const reply = await order(
      linli,
      elder,
      wish(kitchen, dinner, {
        mode: 'pickup',
        windowId: kitchen.late,
        note: '少盐',
        lines: [
          { dishId: dishIn(dinner, 1), quantity: 2 },
          { dishId: dishIn(dinner, 0), quantity: 1 },
        ],
      }),
    );
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^mor_/),
      state: 'placed',
      code: expect.stringMatching(/^\d{8}$/),
      revision: 1,
      canteen: {
        id: kitchen.canteenId,
        name: expect.any(String),
        phone: '0571-00000000',
        facilityId: kitchen.facilityId,
        address: expect.any(String),
        position: { lng: 120.006, lat: 30.288, datum: 'gcj02' },
      },
      date: TODAY,
      meal: 'dinner',
      start: at('11-25T16:30'),
      end: at('11-25T18:30'),
      cutoff: at('11-25T15:00'),
      mode: 'pickup',
      window: { id: kitchen.late, start: at('11-25T17:00'), end: at('11-25T17:30') },
      person: { id: elder.id, name: '张秀兰', isSelf: true },
      lines: [
        { dishId: dishIn(dinner, 0), number: 1, name: '菜 1', quantity: 1, unitPriceFen: 900 },
        { dishId: dishIn(dinner, 1), number: 2, name: '菜 2', quantity: 2, unitPriceFen: 300 },
      ],
      listFen: 1500,
      discount: { name: '60–69 岁', paysBp: 8500 },
      payFen: 1275,
      note: '少盐',
      ordered: at('11-25T10:37'),
      ended: null,
      can: { change: true, cancel: true },
    });
    const read = await linli.get(`/api/v1/meal-orders/${mealOrderIn(reply).id}`, { as: elder });
    expect(read.body).toEqual(reply.body);
  });

  it('takes the discount of the one who eats, by the age on the day of the meal', async () => {
    const kitchen = await kitchenOf();
    const today = await menuOf(kitchen);
    const tomorrow = await menuOf(kitchen, { date: TOMORROW });
    const child = await signedInPerson({ bornOn: '1990-01-01' });
    const mother = await motherOf(child, '1966-11-26');
    const own = await ordered(linli, child, wish(kitchen, today));
    expect([own.discount, own.payFen]).toEqual([null, 900]);
    const hers = await ordered(linli, child, wish(kitchen, today, { personId: mother }));
    expect([hers.discount, hers.person.isSelf, hers.person.name]).toEqual([null, false, '王桂芳']);
    const later = await ordered(
      linli,
      child,
      wish(kitchen, tomorrow, { personId: mother, date: TOMORROW }),
    );
    expect([later.discount?.name, later.payFen]).toEqual(['60–69 岁', 765]);
  });

  it('leaves an order as it was when the price changes afterwards', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    await db
      .update(menuItem)
      .set({ priceFen: 2000 })
      .where(eq(menuItem.id, itemIn(dinner)));
    const read = await linli.get(`/api/v1/meal-orders/${placed.id}`, { as: who });
    expect(mealOrderIn(read)).toEqual(placed);
  });

  it('goes on until the millisecond before the cut-off', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [first, second] = await people(2);
    const cutoffAt = fromRfc3339(at('11-25T15:00'));
    const before = await order(linliAt(cutoffAt - 1), first, wish(kitchen, dinner));
    expect(before.status).toBe(201);
    const after = await order(linliAt(cutoffAt), second, wish(kitchen, dinner));
    expect([after.status, codeOf(after)]).toEqual([409, 'mealOrder.cutoff']);
    expect(await soldOf(dinner)).toBe(1);
  });

  it('takes two round trips at most, replayed or refused too', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 1 }] });
    const [who, other] = await people(2);
    const trips = async (as: Somebody, body: unknown, key: string) => {
      const counted = countedD1();
      const reply = await linli.post('/api/v1/meal-orders', {
        as: as,
        body,
        env: counted.env,
        headers: { 'Idempotency-Key': key },
      });
      return [reply.status, counted.trips()];
    };
    expect(await trips(who, wish(kitchen, dinner), 'trips')).toEqual([201, 2]);
    expect(await trips(who, wish(kitchen, dinner), 'trips')).toEqual([201, 2]);
    expect(await trips(who, wish(kitchen, dinner), 'exists')).toEqual([409, 1]);
    expect(await trips(other, wish(kitchen, dinner), 'soldOut')).toEqual([409, 2]);
  });
});

describe('a refused order', () => {
  it('names the order that is already there', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const again = await order(linli, who, wish(kitchen, dinner));
    expect(again).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.exists',
        rule: { name: 'ordersPerPersonAndMeal', value: 1 },
        alternatives: [{ kind: 'mealOrder', id: placed.id }],
      },
    });
    expect(await soldOf(dinner)).toBe(1);
  });

  it('takes nothing of several dishes when one is sold out, and says what is left', async () => {
    const { kitchen, dinner } = await dinnerAt({
      dishes: [{ portions: 5 }, { portions: 2 }, { portions: 9 }],
    });
    const who = await signedInPerson();
    const reply = await order(
      linli,
      who,
      wish(kitchen, dinner, {
        lines: [
          { dishId: dishIn(dinner, 0), quantity: 1 },
          { dishId: dishIn(dinner, 1), quantity: 3 },
        ],
      }),
    );
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.soldOut',
        rule: { name: 'portionsLeft', value: 2 },
        errors: [{ path: 'body.lines.1.dishId', code: 'mealOrder.soldOut' }],
        alternatives: [{ kind: 'dish', id: dishIn(dinner, 2) }],
      },
    });
    expect([await soldOf(dinner, 0), await soldOf(dinner, 1)]).toEqual([0, 0]);
    expect(await ordersOfMenu(dinner)).toEqual([]);
  });

  it('offers other windows when one is full', async () => {
    const { kitchen, dinner } = await dinnerAt({ places: 1 });
    const [first, second] = await people(2);
    const early = wish(kitchen, dinner, { mode: 'pickup', windowId: kitchen.early });
    await ordered(linli, first, early);
    const reply = await order(linli, second, early);
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.windowFull',
        rule: { name: 'windowPlacesLeft', value: 0 },
        alternatives: [
          {
            kind: 'window',
            id: kitchen.late,
            start: at('11-25T17:00'),
            end: at('11-25T17:30'),
          },
          { kind: 'mode', id: 'dine_in' },
        ],
      },
    });
    expect(await soldOf(dinner)).toBe(1);
  });

  it('offers, after the cut-off, the next meal here and the nearest canteen still taking orders', async () => {
    const here = await kitchenOf({ lng: 121 });
    const near = await kitchenOf({ lng: 121.002 });
    const far = await kitchenOf({ lng: 121.01 });
    const soldOut = await kitchenOf({ lng: 121.001 });
    const lunch = await menuOf(here, { meal: 'lunch' });
    await menuOf(here);
    for (const one of [far, near, soldOut]) {
      const other = await menuOf(one, { meal: 'lunch', dishes: [{ portions: 1 }] });
      // These take orders for lunch until noon.
      await db
        .update(menu)
        .set({ cutoffAt: fromRfc3339(at('11-25T12:00')) })
        .where(eq(menu.id, other.menuId));
      if (one === soldOut) {
        const first = await signedInPerson();
        await ordered(linli, first, wish(soldOut, other, { meal: 'lunch' }));
      }
    }
    const who = await signedInPerson();
    const counted = countedD1();
    const reply = await linli.post('/api/v1/meal-orders', {
      as: who,
      body: wish(here, lunch, { meal: 'lunch' }),
      env: counted.env,
    });
    expect(reply).toMatchObject({
      status: 409,
      body: {
        code: 'mealOrder.cutoff',
        rule: { name: 'cutoff', value: at('11-25T10:00') },
        alternatives: [
          { kind: 'meal', id: here.canteenId, start: at('11-25T16:30') },
          { kind: 'meal', id: near.canteenId, start: at('11-25T10:30'), metres: 250, minutes: 4 },
          { kind: 'meal', id: far.canteenId, start: at('11-25T10:30') },
        ],
      },
    });
    expect(counted.trips()).toBe(2);
    expect(await soldOf(lunch)).toBe(0);
  });

  it('says when ordering opens', async () => {
    const kitchen = await kitchenOf({ opensDaysAhead: 1 });
    const dinner = await menuOf(kitchen, { date: '2026-11-27' });
    const who = await signedInPerson();
    const body = wish(kitchen, dinner, { date: '2026-11-27' });
    expect(await order(linli, who, body)).toMatchObject({
      status: 422,
      body: {
        code: 'mealOrder.tooEarly',
        rule: { name: 'opensDaysAhead', value: 1 },
        possibleFrom: at('11-26T00:00'),
      },
    });
    const opened = await order(linliAt(fromRfc3339(at('11-26T00:00'))), who, body);
    expect(opened.status).toBe(201);
  });

  it('keeps to the dishes, the ways and the windows of the meal', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const elsewhere = await dinnerAt();
    const breakfast = await menuOf(kitchen, { meal: 'breakfast', date: TOMORROW });
    const who = await signedInPerson();
    const refused = async (body: unknown) => {
      const reply = await order(linli, who, body);
      return [reply.status, codeOf(reply)];
    };
    const foreignDish = [{ dishId: dishIn(elsewhere.dinner), quantity: 1 }];
    expect(await refused(wish(kitchen, dinner, { lines: foreignDish }))).toEqual([
      422,
      'mealOrder.dish',
    ]);
    expect(
      await refused(
        wish(kitchen, breakfast, {
          date: TOMORROW,
          meal: 'breakfast',
          mode: 'pickup',
          windowId: kitchen.early,
        }),
      ),
    ).toEqual([422, 'mealOrder.mode']);
    expect(await refused(wish(kitchen, dinner, { mode: 'pickup' }))).toEqual([
      422,
      'mealOrder.windowRequired',
    ]);
    expect(
      await refused(wish(kitchen, dinner, { mode: 'pickup', windowId: elsewhere.kitchen.early })),
    ).toEqual([422, 'mealOrder.otherWindow']);
    expect(await refused(wish(kitchen, dinner, { windowId: kitchen.early }))).toEqual([
      422,
      'mealOrder.otherWindow',
    ]);
    expect(await refused({ ...wish(kitchen, dinner), canteenId: 'nowhere' })).toEqual([
      404,
      'canteen.notFound',
    ]);
    expect(await refused({ ...wish(kitchen, dinner), date: '2026-11-28' })).toEqual([
      404,
      'menu.notFound',
    ]);
    expect(await ordersOfMenu(dinner)).toEqual([]);
  });

  it('does not order from a menu that was withdrawn', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    await db.update(menu).set({ state: 'withdrawn' }).where(eq(menu.id, dinner.menuId));
    expect(codeOf(await order(linli, who, wish(kitchen, dinner)))).toBe('menu.notFound');
  });

  it('orders for nobody outside the household', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [who, stranger] = await people(2);
    const theirs = await motherOf(stranger);
    for (const personId of [stranger.id, theirs, 'nobody']) {
      const reply = await order(linli, who, wish(kitchen, dinner, { personId }));
      expect([reply.status, codeOf(reply)]).toEqual([404, 'person.notFound']);
    }
    expect(await ordersOfMenu(dinner)).toEqual([]);
  });

  it('asks to sign in', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const reply = await linli.post('/api/v1/meal-orders', { body: wish(kitchen, dinner) });
    expect([reply.status, codeOf(reply)]).toEqual([401, 'auth.required']);
  });
});

describe('a retried order', () => {
  it('acts once, whatever else was tried with its key', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const first = await order(linli, who, wish(kitchen, dinner), 'key-1');
    const again = await order(linli, who, wish(kitchen, dinner), 'key-1');
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await order(linli, who, wish(kitchen, dinner, { note: '不要葱' }), 'key-1');
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
    expect(await ordersOfMenu(dinner)).toHaveLength(1);
  });

  it('acts once in a storm of 20 with the same key', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => order(linli, who, wish(kitchen, dinner), 'storm')),
    );
    expect(tally(replies)).toEqual({ '201': 20 });
    expect(new Set(replies.map((reply) => mealOrderIn(reply).id)).size).toBe(1);
    expect(await soldOf(dinner)).toBe(1);
  });

  it('draws another code where one is taken', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const [first, second] = await people(2);
    const placed = await ordered(linli, first, wish(kitchen, dinner));
    const codes = [placed.code, '00000042'];
    const app = createApp({ now: () => NOW, newCode: () => codes.shift() ?? '' });
    const response = await app.fetch(
      new Request(`${ORIGIN}/api/v1/meal-orders`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: second.cookie },
        body: JSON.stringify(wish(kitchen, dinner)),
      }),
      { ...env, RATE_READ: undefined, RATE_WRITE: undefined },
      createExecutionContext(),
    );
    expect([response.status, ((await response.json()) as MealOrder).code]).toEqual([
      201,
      '00000042',
    ]);
  });
});

describe('hostile input', () => {
  it('is refused with its path and leaves nothing', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const line = { dishId: dishIn(dinner), quantity: 1 };
    const bad: [Record<string, unknown>, string][] = [
      [{ date: '2026-02-30' }, 'body.date'],
      [{ date: 20261125 }, 'body.date'],
      [{ meal: 'supper' }, 'body.meal'],
      [{ mode: 'delivery' }, 'body.mode'],
      [{ lines: [] }, 'body.lines'],
      [
        { lines: Array.from({ length: 21 }, (_, n) => ({ ...line, dishId: `d${n}` })) },
        'body.lines',
      ],
      [{ lines: [line, line] }, 'body.lines'],
      [{ lines: [{ ...line, quantity: 0 }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, quantity: -1 }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, quantity: 1.5 }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, quantity: 21 }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, quantity: '1' }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, quantity: Number.NaN }] }, 'body.lines.0.quantity'],
      [{ lines: [{ ...line, dishId: "x' OR 1=1 --" }] }, 'body.lines.0.dishId'],
      [{ lines: [{ ...line, priceFen: 1 }] }, 'body.lines.0'],
      [{ payFen: 1 }, 'body'],
      [{ note: 'x'.repeat(101) }, 'body.note'],
      [{ note: '\ud800' }, 'body.note'],
      [{ note: 'a\u0000b' }, 'body.note'],
      [{ personId: '../x' }, 'body.personId'],
      [{ windowId: 'A B' }, 'body.windowId'],
      [{ canteenId: null }, 'body.canteenId'],
    ];
    for (const [change, path] of bad) {
      const reply = await order(linli, who, wish(kitchen, dinner, change));
      expect([change, reply.status, codeOf(reply)]).toEqual([change, 400, 'input.invalid']);
      expect([change, reply.body]).toEqual([
        change,
        expect.objectContaining({ errors: [{ path, code: expect.any(String) }] }),
      ]);
    }
    for (const body of ['{', '[]', 'null', '"x"', '[[[[', '']) {
      expect([body, (await order(linli, who, body)).status]).toEqual([body, 400]);
    }
    expect(await ordersOfMenu(dinner)).toEqual([]);
  });
});
