/** A shop from nothing: asked for, let in, its first good put up, redeemed by a resident and handed over at the counter. */
import { expect, type Page, test } from '@playwright/test';
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import type { Goods } from '../../worker/features/mall/schema/goods.ts';
import type { Redemption } from '../../worker/features/mall/schema/redemptions.ts';
import { ask, DEMO, expectOk, signIn } from './people.ts';
import { earnHundred, expectAccessible, pageFor, pageOf } from './visits.ts';

const SHOP = '桥头豆腐坊';
const GOOD = '老豆腐一块';
const OWNER = '+8613711120001';
const RESIDENT = '+8613711120002';
const CLERK = '+8613711120003';

let base: string;
test.beforeAll(({ baseURL }) => {
  base = baseURL ?? '';
});

async function named(phoneNumber: string, name: string) {
  const visitor = await signIn(base, phoneNumber);
  const body = { name, bornOn: '1980-05-01', consentVersion: CONSENT_VERSIONS.birth_date };
  await expectOk(ask(base, 'PATCH', '/api/v1/me', { as: visitor, body }));
  return visitor;
}

async function askToBeLetIn(page: Page): Promise<void> {
  await page.goto('/mine/');
  await page.getByRole('link', { name: /我要开店/ }).click();
  await page.getByLabel('店名', { exact: true }).fill(SHOP);
  await page.getByLabel('卖什么').selectOption('food');
  await page.getByRole('button', { name: '交给街道审核' }).click();
  await expect(page.getByText('介绍要四个字以上。')).toBeVisible();
  await expect(page.getByText('请在图上对准门口')).toBeVisible();
  await page.getByLabel('一句话介绍').fill('豆腐豆浆，每天现做');
  await page.getByLabel('门牌').fill('测试路 8 号');
  // What was typed outlives a reload.
  await page.reload();
  await expect(page.getByLabel('店名', { exact: true })).toHaveValue(SHOP);
  await page.locator('.door-map.leaflet-container').click({ position: { x: 120, y: 120 } });
  await expect(page.getByText('门口的位置记下了。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '交给街道审核' }).click();
  await expect(page.getByText('等街道审核')).toBeVisible();
}

test('a shop is live within minutes, and hands over what a resident gave points for', async ({
  browser,
}) => {
  const owner = await pageFor(browser, base, await named(OWNER, '陶守田'), 375);
  const keeper = await pageOf(browser, base, DEMO.admin, 1440);

  await test.step('asked for on a phone', () => askToBeLetIn(owner));

  await test.step('refused with a reason, put right, let in', async () => {
    await keeper.goto('/staff/mall/');
    await keeper.getByRole('button', { name: `不通过${SHOP}` }).click();
    await keeper.getByRole('button', { name: /门牌写不清/ }).click();
    await expectAccessible(keeper);
    await keeper.getByRole('button', { name: '不通过', exact: true }).click();
    await expect(keeper.getByText(`${SHOP}没有通过，原因已经告诉对方。`)).toBeVisible();
    await owner.reload();
    await expect(owner.getByText(/街道说：门牌写不清/)).toBeVisible();
    await owner.getByLabel('门牌').fill('测试路 8 号东侧第二间');
    await owner.getByRole('button', { name: '交给街道审核' }).click();
    await expect(owner.getByText('等街道审核')).toBeVisible();
    await keeper.reload();
    await keeper.getByRole('button', { name: `通过${SHOP}`, exact: true }).click();
    await keeper.getByRole('button', { name: '通过', exact: true }).click();
    await expect(keeper.getByText(`${SHOP}通过了。`)).toBeVisible();
  });

  await test.step('its first good is written and submitted', async () => {
    await owner.reload();
    await owner.getByRole('link', { name: '去商户工作台' }).click();
    await owner.getByRole('button', { name: '上架第一样东西' }).click();
    await owner.getByRole('button', { name: '上一样新的' }).click();
    await owner.getByRole('button', { name: '保存，交去审核' }).click();
    await expect(owner.getByText('名字要两个字以上。')).toBeVisible();
    await owner.getByLabel('叫什么').fill(GOOD);
    await owner.getByLabel('说清楚给什么').fill('四百克，当天做的');
    await owner.getByLabel('一份要多少积分').fill('12');
    await owner.getByLabel('街道每份付您多少元').fill('4.5');
    await expect(owner.getByLabel('居民看到的')).toContainText('12 积分');
    await expectAccessible(owner);
    await owner.getByRole('button', { name: '保存，交去审核' }).click();
    await expect(owner.getByText(`${GOOD}交上去了，街道看过就上架。`)).toBeVisible();
  });

  await test.step('and put on the shelf', async () => {
    await keeper.reload();
    await expect(keeper.getByText('12 积分一份，街道付 ¥4.50')).toBeVisible();
    await keeper.getByRole('button', { name: `通过${GOOD}`, exact: true }).click();
    await keeper.getByRole('button', { name: '通过', exact: true }).click();
    await expect(keeper.getByText(`${GOOD}通过了。`)).toBeVisible();
  });

  const clerkVisitor = await named(CLERK, '方小舟');
  await test.step('a clerk is added by number', async () => {
    await owner.goto('/staff/merchant/?view=shops');
    await owner.getByLabel('店员的手机号').fill('13711120003');
    await owner.getByRole('button', { name: '加店员' }).click();
    await expect(owner.getByText('加好了，已经通知对方。')).toBeVisible();
    await expect(owner.getByText('方**')).toBeVisible();
    await expectAccessible(owner);
  });

  await test.step('a resident redeems it, and the clerk hands it over', async () => {
    const visitor = await named(RESIDENT, '来宾');
    await earnHundred(base, visitor);
    const resident = await pageFor(browser, base, visitor, 375);
    await resident.goto(`/goods/?q=${encodeURIComponent('老豆腐')}`);
    await resident.getByRole('link', { name: new RegExp(GOOD) }).click();
    await resident.getByRole('button', { name: '换', exact: true }).click();
    await expect(resident.locator('.code-digits')).toBeVisible();
    const code = (await resident.locator('.code-digits').textContent()) ?? '';
    const clerk = await pageFor(browser, base, clerkVisitor, 375);
    await clerk.goto('/mine/');
    await clerk.getByRole('link', { name: /店里核销/ }).click();
    await clerk.getByLabel('兑换码').fill(code);
    await clerk.getByRole('button', { name: '查一下' }).click();
    await clerk.getByRole('button', { name: '核销，交给顾客' }).click();
    await expect(clerk.getByText(`${GOOD}核销了，可以交给顾客。`)).toBeVisible();
    await owner.goto('/staff/merchant/');
    await expect(owner.getByText('今天交出去 1 份')).toBeVisible();
  });
});

test('what can’t be handed over is revoked, and its resident gets the points back', async ({
  browser,
}) => {
  const visitor = await named('+8613711120004', '来宾');
  await earnHundred(base, visitor);
  const query = 'merchant=merchant-01&limit=1';
  const { items } = await expectOk(ask<Goods>(base, 'GET', `/api/v1/goods?${query}`));
  const body = { goodId: items[0]?.id, quantity: 1 };
  const made = ask<Redemption>(base, 'POST', '/api/v1/redemptions', { as: visitor, body });
  const { id, good } = await expectOk(made);
  const owner = await pageOf(browser, base, DEMO.merchantOwner, 375);
  await owner.goto('/staff/merchant/');
  const revoke = owner.getByRole('button', { name: `撤销来*的${good.title}` });
  await revoke.last().click();
  await owner.getByLabel('为什么给不了').fill('进不到货');
  await expectAccessible(owner);
  await owner.getByRole('button', { name: '撤销', exact: true }).click();
  await expect(owner.getByText(`${good.title}撤销了，积分已退回顾客。`)).toBeVisible();
  const path = `/api/v1/redemptions/${id}`;
  const after = await expectOk(ask<Redemption>(base, 'GET', path, { as: visitor }));
  expect(after).toMatchObject({ state: 'revoked', reason: '进不到货' });
});
