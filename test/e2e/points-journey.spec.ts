/**
 * The whole way of points: a morning's work at the centre, a class for two, a coupon at the neighbours', the merchant's
 * month, and the ledger that adds up. On a server of its own, whose clock goes on from step to step.
 */
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { GoodSummary, Goods } from '../../worker/features/mall/schema/goods.ts';
import type { VolunteerTask } from '../../worker/features/volunteering/schema.ts';
import { ask, DEMO, expectOk, visitorOf } from './people.ts';
import { OwnServer } from './server.ts';
import { balanceOn, pageOf } from './visits.ts';

const TASK = '分发年历';
/** The last day of a month, so that the next brings the merchant's statement. */
const MORNING = '2026-11-30T10:31:00+08:00';
const NOON = '2026-11-30T11:58:00+08:00';
const NEXT_MONTH = '2026-12-01T09:05:00+08:00';
const [PHONE, DESK] = [375, 1440];
/** What half a day of volunteering is worth, and what the class costs for each who comes. */
const [EARNED, PRICE] = [15, 10];

let server: OwnServer;
let at = MORNING;

test.beforeAll(async () => {
  test.setTimeout(400_000);
  server = await OwnServer.fresh('points-journey');
  await server.start(at);
});

test.afterAll(async () => {
  await server.stop();
  server.forget();
});

const page = (browser: Browser, phoneNumber: string, width: number) =>
  pageOf(browser, server.base, phoneNumber, width, at);

/** The server ends and comes back later, as after a night; browsers of before are of no use then. */
async function until(browser: Browser, later: string): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await server.stop();
  at = later;
  await server.start(at);
}

async function taskToday(): Promise<VolunteerTask> {
  const body = {
    ...{ facilityId: 'guoling', title: TASK, summary: '把年历送到各楼。', meetAt: '1 楼 服务台' },
    ...{ start: '2026-11-30T11:00:00+08:00', end: '2026-11-30T12:00:00+08:00', places: 3 },
  };
  const as = await visitorOf(server.base, DEMO.centreStaff);
  const path = '/api/v1/staff/volunteer-tasks';
  return expectOk(ask<VolunteerTask>(server.base, 'POST', path, { as, body }));
}

/** Where the QR code that the place shows leads at this minute. */
async function scanned(taskId: string): Promise<string> {
  const as = await visitorOf(server.base, DEMO.centreStaff);
  const path = `/api/v1/staff/volunteer-tasks/${taskId}/code`;
  return (await expectOk(ask<{ path: string }>(server.base, 'GET', path, { as }))).path;
}

async function couponOf(merchantId: string): Promise<GoodSummary> {
  const path = `/api/v1/goods?merchant=${merchantId}&limit=20`;
  const { items } = await expectOk(ask<Goods>(server.base, 'GET', path));
  const coupon = items.find(({ kind }) => kind === 'coupon');
  if (!coupon) throw new Error(`${merchantId} offers no coupon`);
  return coupon;
}

async function worked(browser: Browser): Promise<void> {
  const { id } = await taskToday();
  const phone = await page(browser, DEMO.resident, PHONE);
  await phone.goto(`/volunteer/${id}/`);
  await phone.getByRole('button', { name: '报名', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '报上了' })).toBeVisible();
  await phone.goto(await scanned(id));
  await phone.getByRole('button', { name: '签到', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '签到了' })).toBeVisible();

  await until(browser, NOON);
  const later = await page(browser, DEMO.resident, PHONE);
  await later.goto(await scanned(id));
  await later.getByRole('button', { name: '签退', exact: true }).click();
  await expect(later.getByText('任务到 12:00 才结束，现在就走吗？')).toBeVisible();
  await later.getByRole('button', { name: '签退', exact: true }).click();
  await expect(later.getByText('记了 1 小时。')).toBeVisible();
}

async function verified(desk: Page): Promise<void> {
  await desk.goto('/staff/claims/');
  const row = desk.locator('.job', { hasText: TASK });
  await row.getByRole('button', { name: /^核实：/ }).click();
  await row.locator('label', { hasText: '我不是申报人' }).click();
  await row.getByRole('button', { name: '是真的，记上' }).click();
  await expect(desk.getByText(`记上了：赵*，${EARNED} 分。`)).toBeVisible();
}

async function classForTwo(phone: Page): Promise<void> {
  await phone.goto('/activities/calligraphy/');
  await phone.getByRole('checkbox', { name: /吴桂英/ }).check();
  await phone.getByRole('button', { name: /^报名/ }).click();
  await expect(phone.getByText(`冻结了 ${2 * PRICE}`)).toBeVisible();
}

async function oneCancelled(phone: Page): Promise<void> {
  await phone.goto('/mine/points/');
  await phone.getByRole('link', { name: '书法入门' }).first().click();
  await phone.getByRole('button', { name: '取消报名' }).click();
  await phone.getByRole('checkbox', { name: /吴桂英/ }).check();
  const mine = phone.getByRole('checkbox', { name: /赵琳/ });
  if (await mine.isChecked()) await mine.uncheck();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('button', { name: '取消报名' }).click();
  await expect(phone.getByText(`冻结了 ${PRICE}`, { exact: false })).toBeVisible();
}

/** Redeems a coupon; answers its code and its name. */
async function couponBought(phone: Page): Promise<{ code: string; title: string }> {
  const { id, title } = await couponOf('merchant-01');
  await phone.goto(`/goods/${id}/`);
  await expect(phone.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await phone.getByRole('button', { name: '换', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '换好了' })).toBeVisible();
  return { code: (await phone.locator('.code-digits').textContent()) ?? '', title };
}

async function handedOver(clerk: Page, { code, title }: { code: string; title: string }) {
  await clerk.goto('/staff/counter/');
  await clerk.getByLabel('兑换码').fill(code);
  await clerk.getByRole('button', { name: '查一下' }).click();
  await clerk.getByRole('button', { name: '核销，交给顾客' }).click();
  await expect(clerk.getByText(`${title}核销了，可以交给顾客。`)).toBeVisible();
}

/** Its owner reads the month line by line on a phone, and says that all is right. */
async function statementAccepted(owner: Page, title: string): Promise<string> {
  await owner.goto('/staff/statements/');
  await owner.locator('.statements a', { hasText: '11 月' }).first().click();
  await expect(owner.locator('.statement-lines').getByText(title).first()).toBeVisible();
  await owner.getByRole('button', { name: '都对，确认' }).click();
  const asked = owner.getByRole('region', { name: '确认这张对账单？' });
  await asked.getByRole('button', { name: '都对，确认' }).click();
  await expect(owner.getByText('确认了，等街道结算。')).toBeVisible();
  return new URL(owner.url()).searchParams.get('id') ?? '';
}

async function statementPaid(street: Page, id: string): Promise<void> {
  await street.goto(`/staff/statements/?id=${id}`);
  await street.getByRole('button', { name: /^结算 ¥/ }).click();
  const asked = street.getByRole('region', { name: /结算 ¥.*？$/ });
  await asked.getByRole('button', { name: '结算', exact: true }).click();
  await expect(street.getByText('结算了，已经通知商家。')).toBeVisible();
}

test('work, points, a class, a coupon, a statement, and books that balance', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const before = await balanceOn(await page(browser, DEMO.resident, PHONE));
  await test.step('volunteer: signed up, checked in, and out an hour later', () => worked(browser));

  const phone = await page(browser, DEMO.resident, PHONE);
  await test.step('verified by somebody else, and in the points', async () => {
    expect(await balanceOn(phone)).toBe(before);
    await verified(await page(browser, DEMO.centreStaff, DESK));
    expect(await balanceOn(phone)).toBe(before + EARNED);
  });

  await test.step('an activity for two, one of them cancelled', async () => {
    await classForTwo(phone);
    expect(await balanceOn(phone)).toBe(before + EARNED - 2 * PRICE);
    await oneCancelled(phone);
    expect(await balanceOn(phone)).toBe(before + EARNED - PRICE);
  });

  const coupon = await test.step('a coupon, redeemed by a clerk on a phone', async () => {
    const bought = await couponBought(phone);
    await handedOver(await page(browser, DEMO.merchantClerk, PHONE), bought);
    await phone.goto('/mine/redemptions/');
    await expect(phone.getByText(bought.title).first()).toBeVisible();
    return bought;
  });

  await test.step('the month’s statement, accepted and paid', async () => {
    await until(browser, NEXT_MONTH);
    const street = await page(browser, DEMO.admin, DESK);
    await street.goto('/staff/statements/');
    await street.getByRole('button', { name: /^出 .*11 月的对账单$/ }).click();
    await expect(street.getByRole('status').first()).toContainText(/张对账单，|都出过了/);
    const owner = await page(browser, DEMO.merchantOwner, PHONE);
    await statementPaid(street, await statementAccepted(owner, coupon.title));
  });

  await test.step('and the ledger balances: at the desk at once, and for everybody that day', async () => {
    const street = await page(browser, DEMO.admin, DESK);
    await street.goto('/staff/points/?view=programmes');
    await street.getByRole('button', { name: '现在对一遍' }).click();
    await expect(street.getByText(/对过：对得上/)).toBeVisible();
    // The first tick of the day makes it, within a minute of the start; browsers keep the answer for a while.
    await expect(async () => {
      const anybody = await browser.newPage({ viewport: { width: PHONE, height: 800 } });
      await anybody.goto(`${server.base}/points/`);
      await expect(anybody.getByText('12 月 1 日：对得上')).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 120_000 });
  });
});
