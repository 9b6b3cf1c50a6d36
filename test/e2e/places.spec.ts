/** For me, getting there, centres and services, in a real browser on the served worker. */
import { expect, type Page, test } from '@playwright/test';

async function open(page: Page, path: string): Promise<void> {
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

test('needs are picked once, told of every place, hidden by on request, and forgotten', async ({
  page,
}) => {
  await open(page, '/needs/?next=/facilities/');
  await page.getByLabel('轮椅').check();
  await expect(page.getByText('记下了：轮椅。')).toBeVisible();
  await page.getByRole('link', { name: '选好了，回去看' }).click();

  await test.step('the list says what fits and what is in the way, and hides nothing', async () => {
    const rows = page.locator('.near-ways .way');
    await expect(rows).toHaveCount(20);
    await expect(page.locator('.near-ways .fit-line')).toHaveCount(20);
    await expect(page.locator('.near-ways .state.unfit').first()).toContainText('不便');
  });

  await test.step('on request what does not fit is hidden', async () => {
    await page.getByLabel('藏起不合用的').check();
    await expect(page.locator('.near-ways .state.unfit')).toHaveCount(0);
    expect(page.url()).toContain('fit=only');
    expect(page.url()).not.toContain('wheelchair');
  });

  await test.step('the page of a place says it first, and what to do instead', async () => {
    await page.goto('/facilities/wanhe-canteen/');
    const access = page.locator('#access');
    await expect(access.locator('.my-fit-tile')).toContainText('不便：没有无障碍卫生间');
    await expect(access.getByRole('link', { name: '打电话，请人接一下' })).toBeVisible();
    await expect(access.locator('.my-fit .way')).toBeVisible();
  });

  await test.step('one press forgets it', async () => {
    await page.goto('/needs/');
    await page.getByRole('button', { name: '全部忘掉' }).click();
    await page.goto('/facilities/');
    await expect(page.locator('.near-ways .way')).toHaveCount(20);
    await expect(page.locator('.near-ways .fit-line')).toHaveCount(0);
  });
});

test('each map is led to the same door in its own form, and the last one used is remembered', async ({
  page,
}) => {
  await open(page, '/facilities/guoling/');
  const way = page.locator('#way');
  await expect(way.getByText('东门', { exact: true })).toBeVisible();
  const hrefOf = async (map: string) =>
    new URL(
      (await way.getByRole('link', { name: new RegExp(`^用${map}`) }).getAttribute('href')) ?? '',
    ).searchParams;
  const to = (await hrefOf('高德地图')).get('to')?.split(',') ?? [];
  expect(to[2]).toBe('果岭幸福满仓共同体（东门）');
  expect((await hrefOf('腾讯地图')).get('tocoord')).toBe(`${to[1]},${to[0]}`);
  expect((await hrefOf('百度地图')).get('destination')).toBe(
    `latlng:${to[1]},${to[0]}|name:${to[2]}`,
  );

  // No other site is opened here: the press is only to be remembered.
  await page.route(/map\.qq\.com|amap\.com|baidu\.com/, (route) => route.abort());
  await way.getByRole('link', { name: /^用腾讯地图/ }).click();
  await open(page, '/facilities/guoling/');
  const act = page.getByRole('link', { name: /^带我去/ });
  await expect(act).toHaveAttribute('href', /^https:\/\/apis\.map\.qq\.com\/uri\/v1\/routeplan/);
});

test('a centre says what can be booked, ordered and signed up for now, and each button leads on', async ({
  page,
}) => {
  await open(page, '/facilities/guoling/');
  const now = page.locator('#now');
  await expect(now.getByRole('heading', { name: '空着的场地' })).toBeVisible();
  await expect(now.getByRole('heading', { name: '还有空位的活动' })).toBeVisible();
  await now
    .getByRole('link', { name: /^订(早餐|午餐|晚餐)/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/canteens\/guoling-canteen\/\?/);
  await page.goBack();
  await now
    .getByRole('link', { name: /^约.*开始$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/venues\/guoling-.*start=/);
});

test('a service names its papers and where it is done, what is open first', async ({ page }) => {
  await open(page, '/services/');
  await page.getByRole('link', { name: /医保报销/ }).click();
  await expect(page.locator('.papers li')).toHaveCount(5);
  await expect(page.getByRole('button', { name: '打印这张单子' })).toBeVisible();
  const first = page.locator('.service-places .way').first();
  await expect(first).toContainText('果岭幸福满仓共同体');
  await expect(first).toContainText('开到 12:00');
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('果岭');
});
