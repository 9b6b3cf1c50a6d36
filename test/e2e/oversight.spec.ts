/** The street's points, pressed in a browser: budgets, programmes, rules, and a correction by two people. */
import { expect, type Page, test } from '@playwright/test';
import { DEMO, visitorOf } from './people.ts';
import { balanceOn, earnHundred, expectAccessible, pageOf } from './visits.ts';

const status = (page: Page, words: string | RegExp) =>
  expect(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();

test('a correction is proposed by one admin and agreed to by another, and the points go back', async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? '';
  await earnHundred(base, await visitorOf(base, DEMO.elder));
  const elder = await pageOf(browser, base, DEMO.elder, 375);
  const before = await balanceOn(elder);
  const first = await pageOf(browser, base, DEMO.admin, 1440);
  await test.step('proposed', async () => {
    await first.goto('/staff/points/?view=corrections');
    const row = first.locator('.job', { hasText: '给 张**' }).first();
    await row.getByRole('button', { name: /^记错了：/ }).click();
    await row.getByLabel('哪里错了').fill('不是她做的事');
    await row.getByRole('button', { name: '提更正' }).click();
    await status(first, '提了。请另一位管理员来定。');
    await expect(first.getByText('您提的，要另一位管理员来定。')).toBeVisible();
  });
  const second = await pageOf(browser, base, DEMO.secondAdmin, 1440);
  await test.step('the second reads whose it is, what for, and who proposed it, and agrees', async () => {
    await second.goto('/staff/points/?view=corrections');
    const row = second.locator('.job', { hasText: '原因：不是她做的事' });
    await expect(row).toContainText('给 张**');
    await expect(row).toContainText('100 分');
    await expect(row).toContainText('方*');
    await expectAccessible(second);
    await row.getByRole('button', { name: /^同意：/ }).click();
    await status(second, '更正了，相反的一笔记上了。');
    expect(await balanceOn(elder)).toBe(before - 100);
  });
});

test('budgets, programmes and rules are made in words, and nothing too large is cut', async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? '';
  const admin = await pageOf(browser, base, DEMO.admin, 1440);
  await admin.goto('/staff/points/?view=programmes');
  await test.step('a new programme', async () => {
    await admin.getByLabel('项目名').fill('邻里试用');
    await admin.getByRole('button', { name: '立项' }).click();
    await status(admin, '立了项目：邻里试用。');
  });
  await test.step('its budget: a million is refused as it stands, and less is added', async () => {
    await admin.getByRole('button', { name: '加预算：邻里试用' }).click();
    const form = admin.getByRole('form', { name: '加预算：邻里试用' });
    await form.getByLabel('加多少分').fill('1000000');
    await form.getByLabel('为什么').fill('试用三个月');
    await form.getByRole('button', { name: '加上' }).click();
    await expect(form.getByRole('alert')).toContainText('1 到 999999');
    await expect(form.getByLabel('加多少分')).toHaveValue('1000000');
    await expect(admin.getByText('立了项目：邻里试用。')).toHaveCount(0);
    await form.getByLabel('加多少分').fill('5000');
    await form.getByRole('button', { name: '加上' }).click();
    await status(admin, '邻里试用加了 5,000 分。');
    await expect(admin.locator('.job', { hasText: '邻里试用' })).toContainText('还剩 5,000 分');
  });
  await test.step('a version of a rule, made and taken back', async () => {
    await admin.goto('/staff/points/?view=rules');
    const form = admin.getByRole('form', { name: '换一条新的' });
    await form.getByLabel('做什么').fill('做志愿者一整天');
    await form.getByLabel('一次多少分').fill('20');
    await form.getByLabel('从哪天起').fill('2099-12-31');
    await form.getByRole('button', { name: '定下' }).click();
    await expect(form.getByRole('alert')).toContainText('最多提前一年');
    await form.getByLabel('从哪天起').fill('2027-01-01');
    await form.getByRole('button', { name: '定下' }).click();
    await status(admin, '定了：做志愿者一整天。');
    const row = admin.locator('.job', { hasText: '做志愿者一整天' });
    await expect(row).toContainText('还没开始');
    await row.getByRole('button', { name: /^撤回：/ }).click();
    await row.getByLabel('原因').fill('明年再说');
    await expectAccessible(admin);
    await row.getByRole('button', { name: '撤回', exact: true }).click();
    await status(admin, '撤回了：做志愿者一整天。');
    await expect(row).toHaveCount(0);
  });
});
