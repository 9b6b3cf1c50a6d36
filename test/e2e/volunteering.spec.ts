/** A task from its publishing to the points: signed up for, checked in and out by the code at the place, verified at the desk. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { ask, DEMO, expectOk, visitorOf } from './people.ts';
import { OwnServer } from './server.ts';
import { balanceOn, expectAccessible, pageOf } from './visits.ts';

const TASK = '整理报刊架';
/** An hour of work, and when one comes and goes: the district's clock is set to it. */
const MORNING = { published: '2026-11-25T10:31:00+08:00', left: '2026-11-25T11:58:00+08:00' };
/** 做志愿者半天 */
const POINTS = 15;

let server: OwnServer;
let base: string;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  server = await OwnServer.fresh('volunteering');
  base = server.base;
  await server.start(MORNING.published);
});

test.afterAll(async () => {
  await server.stop();
  server.forget();
});

/** The same people an hour later: the browsers are opened anew with the clock. */
async function resident(browser: Browser, at: string): Promise<Page> {
  return pageOf(browser, base, DEMO.resident, 375, at);
}

async function desk(browser: Browser, at: string): Promise<Page> {
  return pageOf(browser, base, DEMO.centreStaff, 1440, at);
}

/** Where the QR code on the screen at the place leads now. */
async function codeAtThePlace(taskId: string): Promise<string> {
  const as = await visitorOf(base, DEMO.centreStaff);
  const path = `/api/v1/staff/volunteer-tasks/${taskId}/code`;
  return (await expectOk(ask<{ path: string }>(base, 'GET', path, { as }))).path;
}

test('published, signed up for, checked in and out at the place, verified, and in the points', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const staff = await desk(browser, MORNING.published);
  await test.step('staff publish it, and what is missing is said', async () => {
    await staff.goto('/staff/volunteering/');
    await staff.getByRole('button', { name: '发布任务' }).click();
    const form = staff.getByRole('form', { name: '发布志愿任务' });
    await form.getByRole('button', { name: '发布', exact: true }).click();
    await expect(form.getByRole('alert').first()).toBeVisible();
    await form.getByLabel('任务', { exact: true }).fill(TASK);
    await form.getByLabel('具体做什么').fill('把报刊按日期放好，旧的收走。');
    await form.getByLabel('在哪里集合').fill('1 楼 阅览角');
    await form.getByLabel('哪一天').fill('2026-11-25');
    await form.getByLabel('几点开始').fill('11:00');
    await form.getByLabel('几点结束').fill('12:00');
    await form.getByLabel('要几个人').fill('2');
    await expectAccessible(staff);
    await form.getByRole('button', { name: '发布', exact: true }).click();
    await expect(staff.getByText(`${TASK}发布了。`)).toBeVisible();
  });

  const phone = await resident(browser, MORNING.published);
  const before = await balanceOn(phone);
  let taskId = '';
  await test.step('a resident finds it near home and signs up', async () => {
    await phone.goto('/volunteer/');
    await phone.getByRole('link', { name: new RegExp(TASK) }).click();
    await expect(phone.getByRole('heading', { level: 1, name: TASK })).toBeVisible();
    taskId = /\/volunteer\/([^/]+)\//.exec(phone.url())?.[1] ?? '';
    await expect(phone.getByText('还缺 2 人').first()).toBeVisible();
    await phone.getByRole('button', { name: '报名', exact: true }).click();
    await expect(phone.getByRole('heading', { name: '报上了' })).toBeVisible();
    await phone.getByRole('link', { name: '看我报的' }).click();
    await expect(phone.getByRole('listitem').filter({ hasText: TASK })).toContainText('报上了');
    await expectAccessible(phone);
  });

  await test.step('checked in by the code at the place', async () => {
    await staff.goto(`/staff/volunteering/?task=${taskId}`);
    await staff.getByRole('button', { name: '亮出现场的码' }).click();
    await expect(staff.getByRole('img', { name: '签到、签退的二维码' })).toBeVisible();
    await phone.goto(await codeAtThePlace(taskId));
    await phone.getByRole('button', { name: '签到', exact: true }).dblclick();
    await expect(phone.getByRole('heading', { name: '签到了' })).toBeVisible();
    await expect(phone.getByRole('link', { name: '看我的时长' })).toBeVisible();
    await expectAccessible(phone);
  });

  await test.step('opened again before it begins, the code offers no way out', async () => {
    await phone.goto('/');
    await phone.goto(await codeAtThePlace(taskId));
    await expect(phone.getByText('签到了，任务还没开始')).toBeVisible();
    await expect(phone.getByRole('button', { name: '签退' })).toHaveCount(0);
    await expectAccessible(phone);
  });
  await Promise.all([staff.context().close(), phone.context().close()]);

  await test.step('an hour later, checked out; the hour stands at once', async () => {
    await server.stop();
    await server.start(MORNING.left);
    const later = await resident(browser, MORNING.left);
    await later.goto(await codeAtThePlace(taskId));
    await later.getByRole('button', { name: '签退', exact: true }).click();
    await expect(later.getByText('任务到 12:00 才结束，现在就走吗？')).toBeVisible();
    await expectAccessible(later);
    await later.getByRole('button', { name: '签退', exact: true }).click();
    await expect(later.getByRole('heading', { name: /签退了/ })).toBeVisible();
    await expect(later.getByText('记了 1 小时。')).toBeVisible();
    await later.getByRole('link', { name: '看我的时长' }).click();
    const row = later.getByRole('listitem').filter({ hasText: TASK });
    await expect(row).toContainText('记 1 小时');
    await expect(row).toContainText('积分等人核实');
    expect(await balanceOn(later)).toBe(before);
    await later.context().close();
  });

  await test.step('staff put the minutes right, with a reason, and nothing wrong is sent', async () => {
    const other = await desk(browser, MORNING.left);
    await other.goto(`/staff/volunteering/?task=${taskId}`);
    await other.getByRole('button', { name: '改时长：赵*' }).click();
    const form = other.getByRole('form', { name: '改时长：赵*' });
    await form.getByLabel('一共应该是几分钟').fill('61');
    await form.getByLabel('原因').fill('后半场换了人');
    await form.getByRole('button', { name: '改成这样' }).click();
    await expect(form.getByRole('alert')).toContainText('写 0 到 60 的整数');
    await form.getByLabel('一共应该是几分钟').fill('30');
    await expectAccessible(other);
    await form.getByRole('button', { name: '改成这样' }).click();
    await expect(other.getByText('赵*的时长改成 30 分钟了。')).toBeVisible();
    await other.context().close();
  });

  await test.step('somebody else says at the desk that it was done, and it is in the points', async () => {
    const other = await desk(browser, MORNING.left);
    await other.goto('/staff/claims/');
    const row = other.locator('.job', { hasText: TASK });
    await row.getByRole('button', { name: /^核实：/ }).click();
    await row.locator('label', { hasText: '我不是申报人' }).click();
    await row.getByRole('button', { name: '是真的，记上' }).click();
    await expect(other.getByText(`记上了：赵*，${POINTS} 分。`)).toBeVisible();
    const after = await resident(browser, MORNING.left);
    expect(await balanceOn(after)).toBe(before + POINTS);
    await expect(after.getByRole('listitem').filter({ hasText: '+15' }).first()).toBeVisible();
    await after.goto('/mine/volunteering/');
    await expect(after.getByText('积分记上了').first()).toBeVisible();
  });
});
