/** A deed: a resident claims it, staff of the place confirm it, and it stands in the resident's points. */
import { expect, type Page, test } from '@playwright/test';
import { GREY_JPEG } from '../photo.ts';
import { DEMO } from './people.ts';
import { expectAccessible, pageOf } from './visits.ts';

const balance = async (page: Page) =>
  Number((await page.locator('.balance .n').textContent())?.replace(',', ''));

test('a deed is claimed on a phone, confirmed at the desk, and adds to the points', async ({
  browser,
  baseURL,
}) => {
  const resident = await pageOf(browser, baseURL ?? '', DEMO.resident, 375);
  await resident.goto('/mine/points/');
  const before = await balance(resident);
  await test.step('claimed', async () => {
    await resident.getByRole('button', { name: '申报做过的好事' }).click();
    const form = resident.getByRole('form', { name: '申报做过的好事' });
    await form.getByLabel('做了什么').selectOption({ label: '做志愿者半天（15 分）' });
    await form.getByLabel('哪一天').fill('');
    await form.getByRole('button', { name: '交上去' }).click();
    await expect(form.getByRole('alert')).toHaveText([
      /请选在哪里做的/,
      /请选哪一天/,
      /四个字以上/,
    ]);
    await form.getByLabel('在哪里').selectOption('guoling');
    await form.getByLabel('哪一天').fill('2026-11-24');
    await form.getByLabel('说说经过').fill('在书房整理了半天的书');
    await form.getByLabel('照片（可以不放）').setInputFiles([
      { name: 'shelves.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(GREY_JPEG, 'base64') },
      { name: 'no-picture.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') },
    ]);
    await expect(form.getByRole('img', { name: '照片 1' })).toBeVisible();
    await expect(form.getByRole('alert').last()).toContainText('no-picture.jpg 打不开');
    await expectAccessible(resident);
    await resident.reload();
    await expect(form.getByLabel('说说经过')).toHaveValue('在书房整理了半天的书');
    await expect(form.getByRole('img', { name: '照片 1' })).toBeVisible();
    await form.getByRole('button', { name: '交上去' }).click();
    await expect(resident.getByText('交上去了。核实以后会告诉您。')).toBeVisible();
    await expect(resident.getByText('等人核实').first()).toBeVisible();
    expect(await balance(resident)).toBe(before);
  });

  const staff = await pageOf(browser, baseURL ?? '', DEMO.centreStaff, 1440);
  await test.step('confirmed, once one has said that one is no relative', async () => {
    await staff.goto('/staff/claims/');
    const row = staff.locator('.job', { hasText: '在书房整理了半天的书' });
    await expect(row).toContainText('赵*');
    const photo = row.getByRole('img', { name: '照片 1' });
    await expect.poll(() => photo.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(8);
    await row.getByRole('button', { name: /^核实：/ }).click();
    await row.getByRole('button', { name: '是真的，记上' }).click();
    await expect(row.getByRole('alert')).toHaveText('请先打勾。');
    await row.locator('label', { hasText: '我不是申报人' }).click();
    await expectAccessible(staff);
    await row.getByRole('button', { name: '是真的，记上' }).click();
    await expect(staff.getByText('记上了：赵*，15 分。')).toBeVisible();
    await expect(row).toHaveCount(0);
  });

  await test.step('in the points, with what it was for', async () => {
    await resident.reload();
    await expect(resident.locator('.balance')).toBeVisible();
    expect(await balance(resident)).toBe(before + 15);
    await expect(resident.getByText('记上了').first()).toBeVisible();
    await resident.goto('/mine/notices/');
    await expect(resident.getByText('记上 15 积分').first()).toBeVisible();
  });
});

test('a refusal says why, and is appealed once', async ({ browser, baseURL }) => {
  const elder = await pageOf(browser, baseURL ?? '', DEMO.elder, 375);
  const staff = await pageOf(browser, baseURL ?? '', DEMO.centreStaff, 375);
  await staff.goto('/staff/claims/');
  const row = staff.locator('.job', { hasText: '上午在服务台帮人填表' });
  await row.getByRole('button', { name: /^核实不了：/ }).click();
  await row.getByLabel('原因').fill('那天服务台没有人记得');
  await row.getByRole('button', { name: '告诉居民' }).click();
  await expect(row).toHaveCount(0);
  await elder.goto('/mine/points/');
  await expect(elder.getByText('原因：那天服务台没有人记得')).toBeVisible();
  await elder.getByRole('button', { name: /^申诉：/ }).click();
  await elder.getByLabel('说说怎么回事').fill('是早班的同事在');
  await elder.getByRole('button', { name: '交上去' }).click();
  await expect(elder.getByText('申诉了，等别人再看')).toBeVisible();
  await expect(elder.getByRole('button', { name: /^申诉：/ })).toHaveCount(0);
  await expectAccessible(elder);
});

test('anybody reads what acts are worth, and whether the ledger adds up', async ({ page }) => {
  await page.goto('/points/');
  await expect(page.getByText('做志愿者半天')).toBeVisible();
  await expect(page.getByText('一天最多 30 分，一个月最多 200 分').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: '账对不对得上' })).toBeVisible();
});
