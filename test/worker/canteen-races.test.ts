import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { mealOrder, menuItem } from '../../worker/features/canteen/tables.ts';
import { fromRfc3339 } from '../../worker/lib/time.ts';
import {
  auditOf,
  cookOf,
  dinnerAt,
  dishIn,
  itemIn,
  motherOf,
  order,
  ordered,
  ordersOfMenu,
  people,
  soldOf,
  wish,
} from './canteen-world.ts';
import { at, db, linliAt, signedInPerson, smallSubdistrict, tally } from './world.ts';

const linli = linliAt();
const atDinner = linliAt(fromRfc3339(at('11-25T16:40')));
beforeAll(smallSubdistrict);

describe('racing for', () => {
  it('the last portion: one of 20 gets it, the others hear what is left', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 1 }, { portions: 9 }] });
    const crowd = await people(20);
    const replies = await Promise.all(crowd.map((who) => order(linli, who, wish(kitchen, dinner))));
    expect(tally(replies)).toEqual({ '201': 1, '409 mealOrder.soldOut': 19 });
    expect(await soldOf(dinner)).toBe(1);
    expect(await ordersOfMenu(dinner)).toHaveLength(1);
    for (const { status, body } of replies) {
      if (status === 201) continue;
      expect(body).toMatchObject({
        rule: { name: 'portionsLeft', value: 0 },
        errors: [{ path: 'body.lines.0.dishId', code: 'mealOrder.soldOut' }],
        alternatives: [{ kind: 'dish', id: dishIn(dinner, 1) }],
      });
    }
  });

  it('the last place of a pickup window: one of 20 gets it', async () => {
    const { kitchen, dinner } = await dinnerAt({ places: 1 });
    const crowd = await people(20);
    const replies = await Promise.all(
      crowd.map((who) =>
        order(linli, who, wish(kitchen, dinner, { mode: 'pickup', windowId: kitchen.early })),
      ),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 mealOrder.windowFull': 19 });
    expect(await soldOf(dinner)).toBe(1);
    for (const { status, body } of replies) {
      if (status === 409) {
        expect(body).toMatchObject({ alternatives: [{ id: kitchen.late }, { id: 'dine_in' }] });
      }
    }
  });

  it('seven portions two at a time: three of 20 get theirs, none gets half', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 7 }, { portions: 40 }] });
    const crowd = await people(20);
    const lines = [
      { dishId: dishIn(dinner, 1), quantity: 1 },
      { dishId: dishIn(dinner, 0), quantity: 2 },
    ];
    const replies = await Promise.all(
      crowd.map((who) => order(linli, who, wish(kitchen, dinner, { lines }))),
    );
    expect(tally(replies)).toEqual({ '201': 3, '409 mealOrder.soldOut': 17 });
    expect([await soldOf(dinner, 0), await soldOf(dinner, 1)]).toEqual([6, 3]);
  });

  it('one meal for one person from 20 devices: one order', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const mother = await motherOf(who);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        order(linli, who, wish(kitchen, dinner, { personId: mother }), `device-${index}`),
      ),
    );
    expect(tally(replies)).toEqual({ '201': 1, '409 mealOrder.exists': 19 });
    const [live] = await ordersOfMenu(dinner);
    for (const { status, body } of replies) {
      if (status === 409) {
        expect(body).toMatchObject({ alternatives: [{ kind: 'mealOrder', id: live?.id }] });
      }
    }
    expect(await soldOf(dinner)).toBe(1);
  });

  it('what a change frees: never more than there is', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 4 }, { portions: 9 }] });
    const [holder, ...crowd] = await people(20);
    const all = [{ dishId: dishIn(dinner, 0), quantity: 4 }];
    const placed = await ordered(linli, holder, wish(kitchen, dinner, { lines: all }));
    const lines = [
      { dishId: dishIn(dinner, 0), quantity: 3 },
      { dishId: dishIn(dinner, 1), quantity: 1 },
    ];
    const [changed, ...replies] = await Promise.all([
      linli.post(`/api/v1/meal-orders/${placed.id}/change`, {
        as: holder,
        body: { revision: 1, mode: 'dine_in', lines },
      }),
      ...crowd.map((who) => order(linli, who, wish(kitchen, dinner))),
    ]);
    expect(changed?.status).toBe(200);
    const winners = replies.filter((reply) => reply.status === 201).length;
    expect(winners).toBeLessThanOrEqual(1);
    expect(await soldOf(dinner, 0)).toBe(3 + winners);
    expect(replies.filter((reply) => reply.status === 409)).toHaveLength(19 - winners);
  });

  it('two changes of one order from 20 devices: one wins', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        linli.post(`/api/v1/meal-orders/${placed.id}/change`, {
          as: who,
          body: {
            revision: 1,
            mode: 'dine_in',
            note: `第 ${index} 次`,
            lines: [{ dishId: dishIn(dinner), quantity: 2 }],
          },
        }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 mealOrder.changed': 19 });
    const [row] = await ordersOfMenu(dinner);
    const winner = replies.findIndex((reply) => reply.status === 200);
    expect([row?.revision, row?.note]).toEqual([2, `第 ${winner} 次`]);
    expect(await soldOf(dinner)).toBe(2);
  });

  it('a cancellation from 20 devices: it happens once', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        linli.post(`/api/v1/meal-orders/${placed.id}/cancel`, { as: who }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 mealOrder.state': 19 });
    expect(await soldOf(dinner)).toBe(0);
  });

  it('a change against a cancellation: whichever wins, nothing is held by a cancelled order', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 5 }] });
    const who = await signedInPerson();
    const placed = await ordered(linli, who, wish(kitchen, dinner));
    const body = {
      revision: 1,
      mode: 'dine_in',
      lines: [{ dishId: dishIn(dinner), quantity: 5 }],
    };
    const [changed, cancelled] = await Promise.all([
      linli.post(`/api/v1/meal-orders/${placed.id}/change`, { as: who, body }),
      linli.post(`/api/v1/meal-orders/${placed.id}/cancel`, { as: who }),
    ]);
    expect(cancelled?.status).toBe(200);
    expect([200, 409]).toContain(changed?.status);
    expect(await soldOf(dinner)).toBe(0);
  });

  it('a hand-over at 20 counters: one gives the meal, one audit row', async () => {
    const { kitchen, dinner } = await dinnerAt();
    const placed = await ordered(linli, await signedInPerson(), wish(kitchen, dinner));
    const cook = await cookOf(kitchen);
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        atDinner.post('/api/v1/staff/meal-orders/hand-over', {
          as: cook,
          body: { code: placed.code },
        }),
      ),
    );
    expect(tally(replies)).toEqual({ '200': 1, '409 mealOrder.state': 19 });
    expect(await auditOf('mealOrder', placed.id)).toHaveLength(1);
  });

  it('portions lowered while 20 order: never fewer than sold', async () => {
    const { kitchen, dinner } = await dinnerAt({ dishes: [{ portions: 10 }] });
    const cook = await cookOf(kitchen);
    const crowd = await people(20);
    await Promise.all([
      linli.patch(`/api/v1/staff/menu-items/${itemIn(dinner)}`, {
        as: cook,
        body: { portions: 3 },
      }),
      ...crowd.map((who) => order(linli, who, wish(kitchen, dinner))),
    ]);
    const [item] = await db
      .select()
      .from(menuItem)
      .where(eq(menuItem.id, itemIn(dinner)));
    expect(await soldOf(dinner)).toBe(item?.portions);
  });
});

describe('the database alone', () => {
  it('refuses what no command would ask of it', async () => {
    const { kitchen, dinner } = await dinnerAt({ places: 1, dishes: [{ portions: 1 }] });
    const [first, second] = await people(2);
    const placed = await ordered(
      linli,
      first,
      wish(kitchen, dinner, { mode: 'pickup', windowId: kitchen.early }),
    );
    await ordered(linli, second, wish(kitchen, dinner)).catch(() => null);
    const own = eq(mealOrder.id, placed.id);
    const refused = (statement: Promise<unknown>) =>
      statement.then(
        () => 'done',
        (error: Error) => String(error.cause ?? error),
      );
    expect(await refused(db.update(mealOrder).set({ state: 'handed_over' }).where(own))).toContain(
      'audit.missing',
    );
    expect(await refused(db.update(mealOrder).set({ code: '12345678' }).where(own))).toContain(
      'mealOrder.immutable',
    );
    expect(await refused(db.delete(mealOrder).where(own))).toContain('mealOrder.immutable');
    expect(
      await refused(
        db
          .update(menuItem)
          .set({ portions: 0 })
          .where(eq(menuItem.id, itemIn(dinner))),
      ),
    ).toContain('menu.belowSold');
  });
});
