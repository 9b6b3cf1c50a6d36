import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { mealInstants } from '../../worker/features/canteen/rules/meals.ts';
import type { CanteenSummary, DayMenus } from '../../worker/features/canteen/schema.ts';
import { mealOrder, mealOrderLine, menu, menuItem } from '../../worker/features/canteen/tables.ts';
import { hoursException } from '../../worker/features/directory/tables.ts';
import { writeAll } from '../../worker/lib/db.ts';
import { DAY_MS, dayOf, fromRfc3339 } from '../../worker/lib/time.ts';
import {
  cookOf,
  dinnerAt,
  dishIn,
  itemIn,
  kitchenOf,
  menuOf,
  ordered,
  SERVICES,
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
  type Reply,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

function itemsOf(reply: Reply): CanteenSummary[] {
  return (reply.body as { items: CanteenSummary[] }).items;
}

function menusOf(reply: Reply): DayMenus {
  return reply.body as DayMenus;
}

describe('the canteens', () => {
  it('come nearest first, each with its opening and today’s meals', async () => {
    const far = await kitchenOf({ lng: 122.01 });
    const near = await kitchenOf({ lng: 122.001 });
    await menuOf(near, { meal: 'breakfast' });
    await menuOf(near, { meal: 'lunch' });
    const dinner = await menuOf(near, { dishes: [{ portions: 5 }, { portions: 7 }] });
    await menuOf(near, { date: TOMORROW });
    const who = await signedInPerson();
    await ordered(
      linli,
      who,
      wish(near, dinner, { lines: [{ dishId: dishIn(dinner), quantity: 2 }] }),
    );
    const reply = await linli.get('/api/v1/canteens?near=122,30.288');
    expect(reply.headers.get('Cache-Control')).toContain('public');
    const [first, second] = itemsOf(reply).filter(({ id }) =>
      [far.canteenId, near.canteenId].includes(id),
    );
    expect(second?.id).toBe(far.canteenId);
    expect(first).toMatchObject({
      id: near.canteenId,
      facilityId: near.facilityId,
      opening: { state: 'open', until: at('11-25T20:00') },
      walk: { metres: 120, estimated: true },
      demo: true,
      meals: [
        { meal: 'breakfast', state: 'over', left: null },
        { meal: 'lunch', state: 'serving', left: null, cutoff: at('11-25T10:00') },
        {
          meal: 'dinner',
          date: TODAY,
          state: 'ordering',
          left: 10,
          start: at('11-25T16:30'),
          end: at('11-25T18:30'),
          opens: at('11-18T00:00'),
          cutoff: at('11-25T15:00'),
        },
      ],
    });
  });

  it('says how each fits what somebody needs, only when asked', async () => {
    const reply = await linli.get('/api/v1/canteens?needs=nursing_room');
    const { items } = reply.body as { items: { id: string; fit?: unknown }[] };
    const fit = { fits: 'unknown', missing: [], unchecked: ['nursing_room'] };
    expect(items[0]).toMatchObject({ fit });
    const one = await linli.get(`/api/v1/canteens/${items[0]?.id}?needs=nursing_room`);
    expect(one.body).toMatchObject({ fit });
    expect(JSON.stringify((await linli.get('/api/v1/canteens')).body)).not.toContain('"fit"');
  });

  it('know when their place is closed by a dated exception', async () => {
    const kitchen = await kitchenOf();
    await db.insert(hoursException).values({
      id: `exception-${unique()}`,
      facilityId: kitchen.facilityId,
      fromOn: TODAY,
      untilOn: TODAY,
      spans: [],
      reason: '厨房检修',
      createdAt: 0,
    });
    const reply = await linli.get(`/api/v1/canteens/${kitchen.canteenId}`);
    expect(reply.body).toMatchObject({
      opening: { state: 'closed', reason: '厨房检修', nextOpen: at('11-26T06:00') },
    });
  });

  it('tell how they serve, their discounts and the days that have menus', async () => {
    const { kitchen } = await dinnerAt();
    await menuOf(kitchen, { date: '2026-11-28' });
    await menuOf(kitchen, { date: '2026-11-24' });
    const reply = await linli.get(`/api/v1/canteens/${kitchen.canteenId}?near=120,30.288`);
    expect(reply.body).toMatchObject({
      id: kitchen.canteenId,
      opensDaysAhead: 7,
      walk: { estimated: true },
      services: [
        { meal: 'breakfast', modes: ['dine_in'], windows: [], cutoffDaysBefore: 1 },
        { meal: 'lunch', modes: ['dine_in'], servesFrom: '10:30' },
        {
          meal: 'dinner',
          modes: ['dine_in', 'pickup'],
          windows: [
            { id: kitchen.early, startsAt: '16:30', endsAt: '17:00', capacity: 20 },
            { id: kitchen.late },
          ],
        },
      ],
      discounts: [
        { name: '60–69 岁', minAge: 60, paysBp: 8500 },
        { name: '70–79 岁', minAge: 70, paysBp: 8000 },
      ],
      days: [TODAY, '2026-11-28'],
    });
    const missing = await linli.get('/api/v1/canteens/nowhere');
    expect([missing.status, codeOf(missing)]).toEqual([404, 'canteen.notFound']);
  });
});

describe('the menus of a day', () => {
  it('show each dish with its allergens and what is left, and each window', async () => {
    const { kitchen, dinner } = await dinnerAt({
      places: 2,
      dishes: [
        { priceFen: 900, portions: 12 },
        { priceFen: 500, portions: 3 },
      ],
    });
    const who = await signedInPerson();
    await ordered(
      linli,
      who,
      wish(kitchen, dinner, {
        mode: 'pickup',
        windowId: kitchen.early,
        lines: [{ dishId: dishIn(dinner, 1), quantity: 2 }],
      }),
    );
    const reply = await linli.get(`/api/v1/canteens/${kitchen.canteenId}/menus`);
    expect(menusOf(reply)).toMatchObject({
      canteen: { id: kitchen.canteenId, demo: true },
      date: TODAY,
      days: [TODAY],
      discounts: [{ minAge: 60 }, { minAge: 70 }],
      meals: [
        {
          id: dinner.menuId,
          meal: 'dinner',
          state: 'ordering',
          left: 13,
          modes: ['dine_in', 'pickup'],
          items: [
            {
              id: itemIn(dinner, 0),
              dishId: dishIn(dinner, 0),
              number: 1,
              name: '菜 1',
              tags: ['soft'],
              allergens: ['soy', 'gluten'],
              priceFen: 900,
              portions: 12,
              left: 12,
            },
            { number: 2, priceFen: 500, portions: 3, left: 1 },
          ],
          windows: [
            {
              id: kitchen.early,
              start: at('11-25T16:30'),
              end: at('11-25T17:00'),
              capacity: 2,
              left: 1,
            },
            { id: kitchen.late, capacity: 2, left: 2 },
          ],
        },
      ],
    });
  });

  it('are empty on a day without any, and unknown of no canteen', async () => {
    const { kitchen } = await dinnerAt();
    const path = (id: string, date: string) => `/api/v1/canteens/${id}/menus?date=${date}`;
    const none = await linli.get(path(kitchen.canteenId, '2026-11-27'));
    expect(menusOf(none)).toMatchObject({ date: '2026-11-27', meals: [], days: [TODAY] });
    const nowhere = await linli.get(path('nowhere', TODAY));
    expect([nowhere.status, codeOf(nowhere)]).toEqual([404, 'canteen.notFound']);
    for (const date of ['2026-02-30', 'tomorrow', '', "2026-11-25'--"]) {
      const reply = await linli.get(path(kitchen.canteenId, encodeURIComponent(date)));
      expect([date, reply.status, reply.body]).toMatchObject([
        date,
        400,
        { code: 'input.invalid', errors: [{ path: 'query.date' }] },
      ]);
    }
  });

  it('leave out a menu that was withdrawn', async () => {
    const { kitchen, dinner } = await dinnerAt();
    await db.update(menu).set({ state: 'withdrawn' }).where(eq(menu.id, dinner.menuId));
    const reply = await linli.get(`/api/v1/canteens/${kitchen.canteenId}/menus`);
    expect(menusOf(reply)).toMatchObject({ meals: [], days: [] });
  });

  it('stand where they stand as the day goes on', async () => {
    const { kitchen } = await dinnerAt();
    const stateAt = async (time: string) => {
      const later = linliAt(fromRfc3339(at(time)));
      const reply = await later.get(`/api/v1/canteens/${kitchen.canteenId}/menus?date=${TODAY}`);
      const [meal] = menusOf(reply).meals;
      return [meal?.state, meal?.left];
    };
    expect(await stateAt('11-17T23:59')).toEqual(['upcoming', null]);
    expect(await stateAt('11-18T00:00')).toEqual(['ordering', 20]);
    expect(await stateAt('11-25T15:00')).toEqual(['cut_off', null]);
    expect(await stateAt('11-25T16:30')).toEqual(['serving', null]);
    expect(await stateAt('11-25T18:30')).toEqual(['over', null]);
  });

  it('carry an ETag that holds until something changes', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const path = `/api/v1/canteens/${kitchen.canteenId}/menus`;
    const tag = (await linli.get(path)).headers.get('ETag') ?? '';
    expect(tag).toMatch(/^W\//);
    const same = await linli.get(path, { headers: { 'If-None-Match': tag } });
    expect(same.status).toBe(304);
    await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    const changed = await linli.get(path, { headers: { 'If-None-Match': tag } });
    expect(changed.status).toBe(200);
  });
});

describe('reading', () => {
  it('takes one round trip', async () => {
    const { kitchen } = await dinnerAt();
    for (const path of [
      '/canteens?near=120,30',
      `/canteens/${kitchen.canteenId}`,
      `/canteens/${kitchen.canteenId}/menus`,
      `/canteens/${kitchen.canteenId}/menus?date=2026-11-27`,
    ]) {
      const counted = countedD1();
      await linli.get(`/api/v1${path}`, { env: counted.env });
      expect([path, counted.trips()]).toEqual([path, 1]);
    }
  });

  it('reads no more rows when the history is ten times as long', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    await ordered(linli, who, wish(kitchen, dinner));
    const rows = async (path: string, as?: Somebody) => {
      const metered = countedD1();
      const reply = await linli.get(`/api/v1${path}`, { env: metered.env, ...(as && { as }) });
      expect([path, reply.status]).toEqual([path, 200]);
      return metered.rowsRead();
    };
    const cook = await cookOf(kitchen);
    const history = { canteenId: kitchen.canteenId, dishId: dishIn(dinner) };
    const paths: [string, Somebody?][] = [
      ['/canteens'],
      [`/canteens/${kitchen.canteenId}`],
      [`/canteens/${kitchen.canteenId}/menus`],
      ['/me/meal-orders?when=upcoming', who],
      ['/me/meal-orders?when=past&limit=5', who],
      ['/staff/canteens', cook],
      [`/staff/canteens/${kitchen.canteenId}/kitchen-sheet?date=${TODAY}&meal=dinner`, cook],
    ];
    await givePastMeals(history, who, [1, 40]);
    const before = await Promise.all(paths.map(([path, as]) => rows(path, as)));
    await givePastMeals(history, who, [41, 400]);
    const after = await Promise.all(paths.map(([path, as]) => rows(path, as)));
    expect(after).toEqual(before);
  });
});

/** A dinner on each of so many days before today that somebody had. */
async function givePastMeals(
  { canteenId, dishId }: { canteenId: string; dishId: string },
  who: Somebody,
  [fromDay, untilDay]: [number, number],
): Promise<void> {
  const days = Array.from({ length: untilDay - fromDay + 1 }, (_, index) => fromDay + index);
  const rows = days.map((daysAgo) => {
    const n = unique();
    const on = dayOf(NOW - daysAgo * DAY_MS);
    const createdAt = NOW - daysAgo * DAY_MS - 1;
    return { n, on, createdAt, ids: { menuId: `past-menu-${n}`, orderId: `past-order-${n}` } };
  });
  const statements = rows.flatMap(({ n, on, createdAt, ids: { menuId, orderId } }) => {
    const menuItemId = `past-item-${n}`;
    return [
      db.insert(menu).values({
        id: menuId,
        canteenId,
        on,
        meal: 'dinner',
        ...mealInstants(SERVICES.dinner, on),
        state: 'published',
      }),
      db
        .insert(menuItem)
        .values({ id: menuItemId, menuId, dishId, number: 1, priceFen: 900, portions: 20 }),
      db.insert(mealOrder).values({
        id: orderId,
        menuId,
        residentId: who.id,
        personId: who.id,
        mode: 'dine_in',
        state: 'placed',
        code: String(n).padStart(8, '0'),
        listFen: 900,
        payFen: 900,
        paysBp: 10_000,
        cutoffAt: createdAt,
        revision: 1,
        createdAt,
      }),
      db.insert(mealOrderLine).values({
        orderId,
        menuItemId,
        quantity: 1,
        dishName: '菜',
        number: 1,
        unitPriceFen: 900,
      }),
    ];
  });
  await writeAll(db, statements);
}
