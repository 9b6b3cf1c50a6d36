/** The map by mouse, finger and keyboard; what it shares with the list; on paper; in a frame on another site. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';

const MAP_FILES = /districtMap|leaflet|map-shapes/;
const DINING = '/facilities/?verb=dine';

async function openPage(page: Page, path: string): Promise<void> {
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto(path);
}

async function openMap(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开地图' }).click();
  await expect(mark(page, '万和社区食堂')).toBeVisible();
}

const mapOf = (page: Page) => page.getByRole('region', { name: /^示意地图/ });
const mark = (page: Page, name: string) =>
  mapOf(page).getByRole('button', { name: new RegExp(`^${name}，`) });

test('nothing of the map is fetched before it is opened on a phone', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (MAP_FILES.test(request.url())) fetched.push(request.url());
  });
  await openPage(page, DINING);
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('img', { name: /示意图/ })).toBeVisible();
  expect(fetched).toEqual([]);
  await openMap(page);
  expect(fetched.length).toBeGreaterThanOrEqual(3);
  expect(new Set(fetched.map((url) => new URL(url).origin)).size).toBe(1);
});

test('a mark that is pressed is chosen in the list and in the address, and a link brings it back', async ({
  page,
}) => {
  await openPage(page, DINING);
  await openMap(page);
  await mark(page, '万和社区食堂').click();
  const chosen = page.getByRole('region', { name: '图上选中的' });
  await expect(chosen.getByRole('link')).toHaveAttribute('href', '/facilities/wanhe-canteen/');
  await expect(page.locator('.near-ways .way.chosen .title')).toHaveText('万和社区食堂');
  await page.getByRole('button', { name: '放大', exact: true }).click();
  await expect(page).toHaveURL(/at=[\d.]+,[\d.]+,[\d.]+.*place=wanhe-canteen/);

  const address = page.url();
  const other = await page.context().newPage();
  await openPage(other, address);
  await expect(mark(other, '万和社区食堂')).toHaveAttribute('aria-pressed', 'true');
  expect(other.url()).toBe(address);

  await chosen.getByRole('link').click();
  await expect(page).toHaveURL(/wanhe-canteen/);
  await page.goBack();
  await expect(mark(page, '万和社区食堂')).toHaveAttribute('aria-pressed', 'true');
});

test('a row leads to its mark', async ({ page }) => {
  await openPage(page, DINING);
  await openMap(page);
  await page.getByRole('button', { name: '在图上看万和社区食堂' }).click();
  await expect(mark(page, '万和社区食堂')).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: '不选了' }).click();
  await expect(mark(page, '万和社区食堂')).not.toHaveAttribute('aria-pressed', 'true');
  await expect(page).not.toHaveURL(/place=/);
});

test('the keyboard moves and zooms the map and chooses on it', async ({ page }) => {
  await openPage(page, DINING);
  await openMap(page);
  await mapOf(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/at=/);
  const moved = page.url();
  await page.keyboard.press('+');
  await expect.poll(() => page.url()).not.toBe(moved);
  await mark(page, '万和社区食堂').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/place=wanhe-canteen/);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('marks and buttons answer to a tap', async ({ page }) => {
    await openPage(page, DINING);
    await page.getByRole('button', { name: '打开地图' }).tap();
    await mark(page, '万和社区食堂').tap();
    await expect(page).toHaveURL(/place=wanhe-canteen/);
    await page.getByRole('button', { name: '缩小', exact: true }).tap();
    await expect(page).toHaveURL(/at=/);
  });
});

test('what the list is asked for rules the map', async ({ page }) => {
  await openPage(page, DINING);
  await openMap(page);
  await page.getByRole('link', { name: '去阅读' }).click();
  await expect(mark(page, '万和社区食堂')).toHaveCount(0);
  await page.getByRole('button', { name: '5 分钟', exact: true }).click();
  await expect(page.getByRole('region', { name: /^示意地图/ }).getByRole('button')).not.toHaveCount(
    0,
  );
  const counted = () =>
    mapOf(page)
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons
          .map((one) => /^这里有 (\d+) 处/.exec(one.getAttribute('aria-label') ?? '')?.[1] ?? 1)
          .reduce<number>((sum, one) => sum + Number(one), 0),
      );
  const rows = page.locator('.near-ways .way');
  await expect(rows.first()).toBeVisible();
  await expect.poll(async () => (await counted()) - (await rows.count())).toBe(0);
});

test('what does not fit is marked by more than colour', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('linli.needs', 'wheelchair'));
  await openPage(page, '/facilities/?verb=dine');
  await page.getByRole('button', { name: '打开地图' }).click();
  await expect(page.getByText('叉号是有不便')).toBeVisible();
  const unfit = mapOf(page).getByRole('button', { name: /不便|没核实/ });
  await expect(unfit.first()).toBeVisible();
  await expect(unfit.first().locator('.badge')).toBeVisible();
});

test('on a wide screen the map fills the right beside the list', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page, DINING);
  await expect(mark(page, '万和社区食堂')).toBeVisible();
  const box = await mapOf(page).boundingBox();
  expect(box?.height).toBe(900);
  expect(box?.width).toBeGreaterThan(900);
});

test('the numbers on paper are those of the table', async ({ page }) => {
  await openPage(page, '/facilities/print/?verb=medical');
  await expect(page.locator('.print-sheet tbody tr').first()).toBeVisible();
  await expect(page.locator('.pin.numbered .number').first()).toBeVisible();
  const rows = await page.locator('.print-sheet tbody td.n:first-child').allTextContents();
  const numbers = await page.locator('.pin.numbered .number').allTextContents();
  expect(numbers).toEqual(rows);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
  await expect(page.locator('.print-sheet .district')).toBeVisible();
});

test('the embedded map stands in a frame on another site, and no other page does', async ({
  page,
  baseURL,
}) => {
  const host = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').searchParams.get('path') ?? '/';
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<title>host</title><iframe src="${baseURL}${path}" width="600" height="450"></iframe>`,
    );
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  const { port } = host.address() as AddressInfo;
  const framing = (path: string) =>
    page.goto(`http://localhost:${port}/?path=${encodeURIComponent(path)}`);
  try {
    await framing('/embed/map/?zone=b&category=dining');
    const frame = page.frameLocator('iframe');
    await expect(
      frame
        .getByRole('region', { name: /^示意地图/ })
        .getByRole('button')
        .first(),
    ).toBeVisible();
    const full = frame.getByRole('link', { name: /打开/ });
    await expect(full).toHaveAttribute(
      'href',
      /\/facilities\/\?category=dining&zone=b|\/facilities\/\?zone=b&category=dining/,
    );
    for (const path of ['/', '/facilities/', '/embed/', '/sign-in/']) {
      await framing(path);
      await expect.poll(() => page.frames().at(-1)?.url()).toMatch(/^chrome-error:/);
    }
  } finally {
    host.close();
  }
});

test('the maker of frames hands over the code for what is seen', async ({ page }) => {
  await openPage(page, '/embed/');
  await page.getByLabel('哪一片').selectOption({ label: 'B 良睦同心片区' });
  await page.getByLabel('哪一级').selectOption('community');
  await page.getByRole('button', { name: '小', exact: true }).click();
  const code = page.locator('#embed-code');
  await expect(code).toHaveValue(/embed\/map\/\?level=community&amp;zone=b" width="320"/);
  await expect(
    page.frameLocator('iframe').getByRole('region', { name: /^示意地图/ }),
  ).toBeVisible();
});
