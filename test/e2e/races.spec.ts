/** 200 people and one thing, at the same instant, over HTTP on the served worker. */
import { expect, test } from '@playwright/test';
import type { Activity } from '../../worker/features/activities/schema.ts';
import type { DayMenus } from '../../worker/features/canteen/schema.ts';
import type { Availability } from '../../worker/features/venues/schema.ts';
import { ask, crowd, DEMO, expectOk, tally, type Visitor, visitorOf } from './people.ts';

const CROWD = 200;

let base: string;
let people: Visitor[];
let admin: Visitor;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(300_000);
  base = baseURL ?? '';
  people = await crowd(base, CROWD, 39_00_000_000);
  admin = await visitorOf(base, DEMO.admin);
});

const rush = (path: string, body: object) =>
  Promise.all(people.map((as) => ask(base, 'POST', path, { as, body })));

test('one slot: one booking', async () => {
  const path = '/api/v1/venues/guoling-badminton-1/availability';
  const { days } = await expectOk(ask<Availability>(base, 'GET', path));
  const slot = days.flatMap((day) => day.slots).findLast(({ state }) => state === 'free');
  const replies = await rush('/api/v1/bookings', {
    venueId: 'guoling-badminton-1',
    start: slot?.start,
    end: slot?.end,
    partySize: 2,
  });
  expect(tally(replies)).toEqual({ '201': 1, '409 booking.taken': CROWD - 1 });
});

test('one portion: one order', async () => {
  const path = '/api/v1/canteens/wanhe-canteen/menus?date=2026-11-28';
  const dinnerOf = (day: DayMenus) => day.meals.find(({ meal }) => meal === 'dinner');
  const item = dinnerOf(await expectOk(ask<DayMenus>(base, 'GET', path)))?.items[0];
  if (!item) throw new Error('no dinner on 28 November');
  await expectOk(
    ask(base, 'PATCH', `/api/v1/staff/menu-items/${item.id}`, {
      as: admin,
      body: { portions: item.portions - item.left + 1 },
    }),
  );
  const replies = await rush('/api/v1/meal-orders', {
    canteenId: 'wanhe-canteen',
    date: '2026-11-28',
    meal: 'dinner',
    mode: 'dine_in',
    lines: [{ dishId: item.dishId, quantity: 1 }],
  });
  expect(tally(replies)).toEqual({ '201': 1, '409 mealOrder.soldOut': CROWD - 1 });
  const after = dinnerOf(await expectOk(ask<DayMenus>(base, 'GET', path)));
  expect(after?.items.find(({ id }) => id === item.id)?.left).toBe(0);
});

test('one place: one registration', async () => {
  const activity = await expectOk(
    ask<Activity>(base, 'POST', '/api/v1/staff/activities', {
      as: admin,
      body: {
        facilityId: 'guoling',
        title: '最后一个名额',
        summary: '二百人抢一个名额',
        category: 'culture',
        audience: ['all'],
        sessions: [
          {
            start: '2026-12-05T14:00:00+08:00',
            end: '2026-12-05T16:00:00+08:00',
            place: '3 楼',
            capacity: 1,
            waitCapacity: 0,
            signUpFrom: '2026-11-20T08:00:00+08:00',
            signUpUntil: '2026-12-05T12:00:00+08:00',
            cancelUntil: '2026-12-05T12:00:00+08:00',
          },
        ],
      },
    }),
  );
  const replies = await rush(`/api/v1/activities/${activity.id}/registrations`, {});
  expect(tally(replies)).toEqual({ '201': 1, '409 registration.full': CROWD - 1 });
  const after = await expectOk(ask<Activity>(base, 'GET', `/api/v1/activities/${activity.id}`));
  expect(after.sessions[0]?.signUp).toMatchObject({ taken: 1, left: 0 });
});
