/** One box over everything, by thumb and by keyboard, on the network and off it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { keptSearch } from './visits.ts';

const INDEX = /\/api\/v1\/search\/index/;

async function openPage(page: Page, path: string): Promise<void> {
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto(path);
}

const boxOf = (page: Page) => page.getByRole('searchbox');
const answersOf = (page: Page) => page.getByRole('region', { name: '找到的' });
const rowsOf = (page: Page) => answersOf(page).getByRole('link');

/** Opens the page and waits until it has its directory. */
async function openSearch(page: Page, query = ''): Promise<void> {
  const fetched = page.waitForResponse(INDEX);
  await openPage(page, `/search/${query}`);
  await fetched;
}

async function look(page: Page, text: string): Promise<void> {
  await boxOf(page).fill(text);
  await expect(answersOf(page)).toContainText(`“${text}”`);
}

test('the directory is fetched when the box is opened, not before', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/search')) asked.push(request.url());
  });
  for (const path of ['/', '/facilities/']) {
    await openPage(page, path);
    await page.waitForLoadState('networkidle');
    expect(asked, path).toEqual([]);
  }
  await page.getByRole('link', { name: '搜索' }).click();
  await expect(boxOf(page)).toBeFocused();
  await expect.poll(() => asked.filter((url) => INDEX.test(url)).length).toBe(1);
});

test('two characters are enough, and the answer says where, how far and whether it is open', async ({
  page,
}) => {
  await openSearch(page);
  await look(page, '食堂');
  const nearest = rowsOf(page).filter({ hasText: '万和社区食堂' }).first();
  await expect(nearest).toContainText('开到 13:00');
  await expect(nearest).toContainText(/\d+ ?分钟/);
  await expect(nearest).toContainText(/\d+ 米/);
  await expect(nearest.locator('mark')).toHaveText('食堂');
  await expect(page).toHaveURL(/\?q=%E9%A3%9F%E5%A0%82$/);
  await nearest.click();
  await expect(page).toHaveURL(/\/(facilities|canteens)\/wanhe-canteen\//);
});

test('words of the same meaning, pinyin and initials find the same place', async ({ page }) => {
  await openSearch(page);
  for (const text of ['餐厅', 'shitang', 'whsqst', '万和 食堂', 'wanhe shitang']) {
    await look(page, text);
    await expect(rowsOf(page).filter({ hasText: '万和社区食堂' }).first(), text).toBeVisible();
  }
  await look(page, '社区医院');
  await expect(rowsOf(page).first()).toContainText('卫生');
});

test('one wrong character is asked back, and its answer is there already', async ({ page }) => {
  await openSearch(page);
  await look(page, '卫生战');
  await expect(answersOf(page)).toContainText('您要找的是不是“卫生站”');
  await expect(rowsOf(page).first()).toContainText(/卫生(服务)?站/);
  await answersOf(page).getByRole('button', { name: '“卫生站”' }).click();
  await expect(boxOf(page)).toHaveValue('卫生站');
  await expect(answersOf(page)).not.toContainText('是不是');
});

test('where nothing is found the page says what to do', async ({ page }) => {
  await openSearch(page);
  await look(page, '火星基地');
  await expect(answersOf(page)).toContainText('换个说法试试');
  await expect(answersOf(page).getByRole('link', { name: '按社区找' })).toHaveAttribute(
    'href',
    '/facilities/#communities',
  );
  await expect(answersOf(page).getByRole('link', { name: '打电话问' })).toHaveAttribute(
    'href',
    /^tel:/,
  );
});

test('a link with a query opens with its answers', async ({ page }) => {
  await openSearch(page, '?q=羽毛球');
  await expect(boxOf(page)).toHaveValue('羽毛球');
  await expect(rowsOf(page).first()).toContainText('羽毛球');
});

test('off the network it goes on answering, and says of when the opening states are', async ({
  page,
  context,
}) => {
  await openSearch(page);
  await keptSearch(page);
  await context.setOffline(true);
  await expect(page.getByText(/没接上网.*今天 \d\d:\d\d 查到的/)).toBeVisible();
  await look(page, '食堂');
  await expect(rowsOf(page).filter({ hasText: '万和社区食堂' }).first()).toContainText(
    '开到 13:00',
  );
  await context.setOffline(false);
  await expect(page.getByText('没接上网')).toHaveCount(0);
});

test('a second visit answers from what is kept, and asks only whether there is a newer one', async ({
  page,
}) => {
  await openSearch(page);
  await look(page, '食堂');
  let opening = () => {};
  const held = new Promise<void>((resolve) => {
    opening = resolve;
  });
  await page.route(INDEX, async (route) => {
    await held;
    await route.continue();
  });
  await openPage(page, '/search/?q=食堂');
  await expect(rowsOf(page).first()).toBeVisible();
  const answered = page.waitForResponse(INDEX);
  opening();
  expect((await answered).status()).toBe(304);
});

test('what was looked for is remembered on this phone until it is forgotten', async ({ page }) => {
  await openSearch(page);
  await look(page, '快递');
  await boxOf(page).press('Enter');
  await openPage(page, '/search/');
  const recent = page.getByRole('heading', { name: '您最近找过' });
  await expect(recent).toBeVisible();
  await page.getByRole('button', { name: '快递' }).first().click();
  await expect(rowsOf(page).first()).toContainText('快递');
  await boxOf(page).fill('');
  await page.getByRole('button', { name: '清除记录' }).click();
  await expect(recent).toHaveCount(0);
  await expect(page.getByText('记录清除了。')).toBeVisible();
  await openPage(page, '/search/');
  await expect(page.getByRole('heading', { name: '大家常找' })).toBeVisible();
  await expect(recent).toHaveCount(0);
});

test('by keyboard alone: type, down into the answers, up again, and in', async ({ page }) => {
  await openSearch(page);
  await expect(boxOf(page)).toBeFocused();
  await page.keyboard.type('shitang');
  await expect(rowsOf(page).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(rowsOf(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rowsOf(page).nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(boxOf(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const href = (await rowsOf(page).first().getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test('where the register is too large for a phone, the API answers each query', async ({
  page,
}) => {
  await page.route(INDEX, (route) =>
    route.fulfill({
      json: {
        complete: false,
        places: { id: [], at: [], category: [], sign: [] },
        entries: { kind: [], id: [], name: [], syllables: [], more: [], place: [] },
        estates: { at: [], community: [] },
        doneAt: [],
        synonyms: [],
      },
    }),
  );
  await openPage(page, '/search/');
  const asked = page.waitForRequest(/\/api\/v1\/search\?/);
  await boxOf(page).fill('卫生战');
  expect(new URL((await asked).url()).searchParams.get('q')).toBe('卫生战');
  await expect(answersOf(page)).toContainText('您要找的是不是“卫生站”');
  await look(page, 'shitang');
  const canteen = rowsOf(page).filter({ hasText: '万和社区食堂' }).first();
  await expect(canteen).toContainText('开到 13:00');
  await expect(canteen).toHaveAttribute('href', /wanhe-canteen/);
});

for (const [name, viewport, edition] of [
  ['on a phone', { width: 375, height: 667 }, ''],
  ['in the elder edition', { width: 375, height: 667 }, 'elder'],
  ['at a desk', { width: 1440, height: 900 }, ''],
] as const) {
  test(`answers, a word asked back and none are without accessibility fault ${name}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await openSearch(page, edition && `?edition=${edition}`);
    for (const text of ['食堂', '卫生战', '火星基地']) {
      await look(page, text);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
    if (!edition) return;
    await look(page, '食堂');
    for (const target of [boxOf(page), rowsOf(page).first()]) {
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(60);
    }
  });
}
