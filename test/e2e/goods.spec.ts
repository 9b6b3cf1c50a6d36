/** A good: found, marked, redeemed with a code, given back; and every way in which that can't be is told plainly. */
import { expect, type Page, test } from '@playwright/test';
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import type { OwnGood } from '../../worker/features/mall/schema/ownGoods.ts';
import { ask, DEMO, expectOk, signIn, visitorOf } from './people.ts';
import { balanceOn, earnHundred, expectAccessible, pageFor, pageOf } from './visits.ts';

/** 鸡蛋一盒（10 枚） of 示例便民超市: 24 points each, two at a time. */
const EGGS = 'good-01-1';
const RICE = 'good-01-2';

let base: string;
test.beforeAll(({ baseURL }) => {
  base = baseURL ?? '';
});

/** Somebody new, with a hundred points and a date of birth. */
async function newcomer(phoneNumber: string, bornOn: string) {
  const visitor = await signIn(base, phoneNumber);
  const body = { name: '来宾', bornOn, consentVersion: CONSENT_VERSIONS.birth_date };
  await expectOk(ask(base, 'PATCH', '/api/v1/me', { as: visitor, body }));
  return visitor;
}

/** The merchant says how many there are beyond those taken. */
async function leave(goodId: string, left: number): Promise<void> {
  const as = await visitorOf(base, DEMO.merchantOwner);
  const own = '/api/v1/merchants/merchant-01/goods';
  const { items } = await expectOk(ask<{ items: OwnGood[] }>(base, 'GET', own, { as }));
  const taken = items.find(({ id }) => id === goodId)?.stockTaken ?? 0;
  const body = { stockTotal: taken + left };
  await expectOk(ask(base, 'PUT', `/api/v1/merchants/goods/${goodId}/stock`, { as, body }));
}

const redeem = (page: Page) => page.getByRole('button', { name: '换', exact: true });

test('eggs are found, marked, redeemed for two and given back', async ({ browser }) => {
  const page = await pageOf(browser, base, DEMO.resident, 375);
  const before = await balanceOn(page);

  await test.step('found by name among what these points are enough for', async () => {
    await page.goto('/goods/');
    await expect(page.getByText(`您现在能用 ${before} 分。`)).toBeVisible();
    await page.locator('label', { hasText: '只看我的积分够换的' }).click();
    await page.getByText('按种类、名字找').click();
    await page.getByLabel('名字').fill('鸡蛋');
    await expect(page).toHaveURL(/can=now&q=/);
    const eggs = page.getByRole('link', { name: /鸡蛋一盒/ }).first();
    await expect(eggs).toContainText('够换');
    await expect(eggs).toContainText('走 3 分钟');
    await expectAccessible(page);
    await eggs.click();
    await expect(page.getByRole('heading', { level: 1, name: /鸡蛋一盒/ })).toBeVisible();
  });

  await test.step('marked, and among the marks', async () => {
    await page.getByRole('button', { name: /^收藏：鸡蛋一盒/ }).click();
    await expect(page.getByRole('button', { name: /^收藏了.*鸡蛋一盒/ })).toBeVisible();
    await page.goto('/goods/');
    await page.getByRole('button', { name: '收藏的' }).click();
    await page.getByRole('link', { name: /鸡蛋一盒/ }).click();
  });

  await test.step('two at most, and the points are held', async () => {
    await page.getByRole('button', { name: /^多一份/ }).click();
    await expect(page.getByText(`您有 ${before} 分，换完还剩 ${before - 48} 分。`)).toBeVisible();
    await page.getByRole('button', { name: /^多一份/ }).click();
    await expect(page.getByText('一次最多 2 份').last()).toBeVisible();
    await redeem(page).click();
    await expect(page.getByRole('heading', { name: '换好了' })).toBeFocused();
    await expect(page.locator('.code-digits')).toHaveText(/^[\d\s]{10,}$/);
    await expectAccessible(page);
    expect(await balanceOn(page)).toBe(before - 48);
  });

  await test.step('given back before it is fetched', async () => {
    await page.goto('/mine/redemptions/');
    await page.getByRole('button', { name: '亮出兑换码' }).first().click();
    await expect(page.locator('.code-digits')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^取消鸡蛋一盒.*2 份/ }).click();
    await page.getByRole('button', { name: '取消兑换' }).click();
    await expect(page.getByText('取消了，积分已经退回。')).toBeVisible();
    expect(await balanceOn(page)).toBe(before);
  });
});

test('all goods are shown page by page, each once, the nearest first', async ({ page }) => {
  type Goods = { items: { id: string }[]; next: string | null };
  const asked = page.waitForRequest(/\/api\/v1\/goods\?/);
  await page.goto('/goods/');
  const near = new URL((await asked).url()).searchParams.get('near');
  const links = page.locator('.goods a');
  const more = page.getByRole('button', { name: '再看后面的' });
  const end = page.getByText('能换的都在这里了。');
  await expect(links).toHaveCount(25);
  while (!(await end.isVisible())) {
    const shown = await links.count();
    await more.click();
    await expect.poll(() => links.count()).toBeGreaterThan(shown);
  }
  await expect(more).toHaveCount(0);
  const path = `/api/v1/goods?near=${near}&limit=100`;
  const { items, next } = await expectOk(ask<Goods>(base, 'GET', path));
  expect(next).toBe(null);
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(hrefs).toEqual(items.map(({ id }) => `/goods/${id}/`));
});

test('whoever has no points reads how many are missing, and where they come from', async ({
  browser,
}) => {
  const page = await pageFor(browser, base, await newcomer('+8613711110001', '1980-05-01'), 375);
  await page.goto(`/goods/${EGGS}/?quantity=2`);
  await expect(page.getByText('您有 0 分，还差 48 分。')).toBeVisible();
  await expect(redeem(page)).toHaveCount(0);
  await page.locator('.dock').getByRole('link', { name: '看看怎么得积分' }).click();
  await expect(page).toHaveURL(/\/points\/$/);
});

test('what is gone says so, beforehand and when a press comes too late', async ({ browser }) => {
  const visitor = await newcomer('+8613711110002', '1980-05-01');
  await earnHundred(base, visitor);
  const page = await pageFor(browser, base, visitor, 375);
  await leave(RICE, 1);
  await page.goto(`/goods/${RICE}/`);
  await expect(redeem(page)).toBeVisible();
  await leave(RICE, 0);
  await redeem(page).click();
  const sign = page.getByRole('alert');
  await expect(sign.getByRole('heading', { name: '换完了' })).toBeFocused();
  await expect(sign).toContainText('一份也不剩了');
  await expect(page.getByText('您的积分够换').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '回去改' }).click();
  await expect(page.locator('.dock')).toContainText('换完了');
  await expect(redeem(page)).toHaveCount(0);
  expect(await balanceOn(page)).toBe(100);
});

test('what has an age is not for whoever is younger', async ({ browser }) => {
  const visitor = await newcomer('+8613711110003', '2010-05-01');
  await earnHundred(base, visitor);
  type Goods = { items: { id: string; points: number; minAge: number | null }[] };
  const list = ask<Goods>(base, 'GET', '/api/v1/goods?maxPoints=100&limit=100&category=beauty');
  const good = (await expectOk(list)).items.find(({ minAge }) => minAge === 18);
  const page = await pageFor(browser, base, visitor, 375);
  await page.goto(`/goods/${good?.id}/`);
  await expect(page.getByText('满 18 岁才能换')).toBeVisible();
  await redeem(page).click();
  const sign = page.getByRole('alert');
  await expect(sign.getByRole('heading', { name: '年龄不到' })).toBeFocused();
  await expect(sign).toContainText('满 18 岁才能换');
  expect(await balanceOn(page)).toBe(100);
});

test('nobody signed in: the choice is kept through the sign-in', async ({ page }) => {
  await page.goto(`/goods/${EGGS}/`);
  await page.getByRole('button', { name: /^多一份/ }).click();
  await redeem(page).click();
  await expect(page).toHaveURL(/\/sign-in\//);
  expect(decodeURIComponent(page.url())).toContain(`/goods/${EGGS}/?quantity=2`);
});
