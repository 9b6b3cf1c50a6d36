/** 生活圈 and 覆盖 as they are used: what is near, what is missing, at whose pace; and the table by keyboard alone. */
import { expect, test } from '@playwright/test';

for (const viewport of [
  { width: 375, height: 667 },
  { width: 1440, height: 900 },
]) {
  test.describe(`at ${viewport.width}`, () => {
    test.use({ viewport });

    test('the circle is reached from the list, and shrinks for who walks slower', async ({
      page,
    }) => {
      await page.goto('/facilities/');
      await page.getByRole('link', { name: '看生活圈' }).click();
      await expect(page.getByRole('heading', { name: '生活圈' })).toBeVisible();
      const five = page.locator('#tier-5');
      await expect(five).toContainText('300 米以内');
      const near = Number(await page.locator('.circle-head .n').first().textContent());
      await page.getByRole('button', { name: '慢走' }).click();
      await expect(five).toContainText('218 米以内');
      const nearSlow = Number(await page.locator('.circle-head .n').first().textContent());
      expect(nearSlow).toBeLessThan(near);
      await expect(five).toContainText('218 米内没有');
      await expect(page.locator('#method')).toContainText('直线 × 1.3');
    });

    test('a row leads to its place', async ({ page }) => {
      await page.goto('/circle/');
      await page
        .locator('#tier-5')
        .getByRole('link', { name: /食堂、助餐点/ })
        .click();
      await expect(page).toHaveURL(/\/facilities\/[a-z0-9-]+\/$/);
    });

    test('the coverage names the worst served, and its table scrolls by keyboard in its own box', async ({
      page,
    }) => {
      await page.goto('/coverage/');
      const first = page.locator('#gaps li').first();
      const name = (await first.locator('b').textContent()) ?? '';
      await expect(page.locator('#summary')).toContainText(name);
      const box = page.getByRole('region', { name: '小区和项目对照表，可以滚动' });
      await box.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowRight');
      await expect
        .poll(() => box.evaluate((one) => one.scrollLeft + one.scrollTop))
        .toBeGreaterThan(0);
    });
  });
}

test('without script the circle says what to do, and the coverage is all there', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/circle/');
  // Chromium draws no noscript where a test has switched scripts off: what it holds is looked at instead.
  expect(await page.content()).toContain('没有脚本，可以按社区看有什么');
  await page.goto('/coverage/');
  await expect(page.locator('#gaps li').first()).toBeVisible();
  await expect(page.getByRole('link', { name: '下载表格（CSV）' })).toBeVisible();
  await context.close();
});
