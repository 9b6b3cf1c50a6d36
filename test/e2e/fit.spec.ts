/** What a house is like inside, what fits there, and for which estates a kind of place is near enough. */
import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 375, height: 812 } });

test('a centre stands as its floors, a window for each room, and a floor opens to its rooms', async ({
  page,
}) => {
  await page.goto('/facilities/guoling/');
  const floors = page.locator('.storeys > li');
  await expect(floors).toHaveCount(4);
  await expect(page.locator('.storeys .windows i')).toHaveCount(37);
  const ground = page.locator('.storeys > .entrance');
  await expect(ground).toContainText('处都开着');
  await expect(ground.locator('.windows .open')).not.toHaveCount(0);
  await ground.locator('summary').press('Enter');
  await expect(ground.getByText('食堂', { exact: true })).toBeVisible();
});

test('rooms, menus and activities say whether they fit, and by which door one comes in', async ({
  page,
}) => {
  await page.addInitScript("localStorage.setItem('linli.needs', 'rollator')");
  for (const path of ['/venues/guoling-badminton-1/', '/activities/phone-class/']) {
    await page.goto(path);
    await expect(page.locator('.fit-here'), path).toContainText('走东门：没有台阶');
  }
  await page.goto('/canteens/wanhe-canteen/');
  await expect(page.locator('.fit-here .state')).toBeVisible();
  await page.goto('/venues/');
  await expect(page.locator('.free-venue .fit-line').first()).toBeVisible();
});

test('the layer of the coverage shades every estate and says the same in words', async ({
  page,
}) => {
  await page.goto('/coverage/');
  // Pressed before the script of so long a page runs, the button does nothing.
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: '打开地图' }).click();
  await expect(page.locator('.map-holder .estate-reach')).toHaveCount(49);
  for (const reach of ['near', 'far', 'none']) {
    const shaded = await page.locator(`.map-holder .estate-reach.${reach}`).count();
    const said = page.locator(`.layer-words p:has(.${reach})`);
    await expect(said).toHaveCount(shaded > 0 ? 1 : 0);
    if (shaded > 0) await expect(said).toContainText(`${shaded} 个小区`);
  }
});
