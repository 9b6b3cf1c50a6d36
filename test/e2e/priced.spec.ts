/** An activity with a price: held for two, given back for one, and the points say so each time. */
import { expect, test } from '@playwright/test';
import { DEMO } from './people.ts';
import { balanceOn, expectAccessible, pageOf } from './visits.ts';

/** 书法入门: ten points each. */
const PRICED = '/activities/calligraphy/';

test('two are signed up for points, one is cancelled, and the points follow', async ({
  browser,
  baseURL,
}) => {
  const page = await pageOf(browser, baseURL ?? '', DEMO.resident, 375);
  const before = await balanceOn(page);

  await test.step('what is held is said before the press', async () => {
    await page.goto(PRICED);
    await page.getByRole('checkbox', { name: /吴桂英/ }).check();
    await expect(page.getByText('报上就先冻结 20 积分', { exact: false })).toBeVisible();
    await expect(page.getByText(`您现在能用 ${before} 积分。`)).toBeVisible();
    await page.getByRole('button', { name: /^报名/ }).click();
    await expect(page.locator('.code-digits')).toBeVisible();
    await expect(page.getByText('冻结了 20')).toBeVisible();
    await expectAccessible(page);
    expect(await balanceOn(page)).toBe(before - 20);
    await expect(page.getByRole('listitem').filter({ hasText: '书法入门' })).toContainText('−20');
  });

  await test.step('one gives the place back, and ten points come back', async () => {
    await page.getByRole('link', { name: '书法入门' }).first().click();
    await page.getByRole('button', { name: '取消报名' }).click();
    await page.getByRole('checkbox', { name: /吴桂英/ }).check();
    const mine = page.getByRole('checkbox', { name: /赵琳/ });
    if (await mine.isChecked()) await mine.uncheck();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '取消报名' }).click();
    await expect(page.getByText('冻结了 10')).toBeVisible();
    expect(await balanceOn(page)).toBe(before - 10);
  });

  await test.step('the other too, and all is as it was', async () => {
    await page.getByRole('link', { name: '书法入门' }).first().click();
    await page.getByRole('button', { name: '取消报名' }).click();
    await page.getByRole('button', { name: '取消报名' }).last().click();
    await expect.poll(() => balanceOn(page)).toBe(before);
  });
});
