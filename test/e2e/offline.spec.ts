/** What works when the network drops, what doesn't, and that nothing of a person is kept for it. */
import { expect, type Page, test } from '@playwright/test';
import { DEMO, visitorOf } from './people.ts';
import { keptSearch } from './visits.ts';

/** What the service worker keeps, as paths; empty until it has kept everything. */
async function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') return [];
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  })()`);
}

/** Opens a page and waits until its service worker stands ready. */
async function visit(page: Page, path: string): Promise<void> {
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto(path);
  await expect.poll(() => keptPaths(page)).toContain('/offline/');
}

test('the search opened once opens again without a network, and finds', async ({
  page,
  context,
}) => {
  await visit(page, '/search/');
  await keptSearch(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('searchbox').fill('shitang');
  const answers = page.getByRole('region', { name: '找到的' });
  await expect(answers.getByRole('link').first()).toContainText('万和社区食堂');
  await expect(answers.getByRole('link').first()).toContainText('开到 13:00');
  await expect(page.getByText(/没接上网/)).toBeVisible();
  await page.goto('/search/?q=餐厅');
  await expect(answers.getByRole('link').first()).toContainText('万和社区食堂');
});

test('a page never visited says that the network is gone, and leads to the search', async ({
  page,
  context,
}) => {
  await visit(page, '/search/');
  await context.setOffline(true);
  for (const path of ['/activities/', '/mine/', '/facilities/guoling/']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('网络断了');
  }
  await page.getByRole('link', { name: /搜附近的地方/ }).click();
  await expect(page.getByRole('searchbox')).toBeVisible();
  await context.setOffline(false);
  await page.goto('/activities/');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('网络断了');
});

test('a place looked at is there without a network', async ({ page, context }) => {
  await visit(page, '/search/');
  await page.goto('/facilities/wanhe-canteen/');
  await expect.poll(() => keptPaths(page)).toContain('/facilities/wanhe-canteen/');
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('万和社区食堂');
});

test('only the places looked at last are kept', async ({ page }) => {
  await visit(page, '/search/');
  const addresses = await page.evaluate<string[]>(`fetch('/api/v1/facilities?limit=32')
    .then((reply) => reply.json()).then(({ items }) => items.map(({ id }) => '/facilities/' + id + '/'))`);
  for (const path of addresses) await page.goto(path, { waitUntil: 'commit' });
  const places = async () =>
    (await keptPaths(page)).filter((path) => /^\/facilities\/(?!one\/)/.test(path));
  await expect.poll(places).toHaveLength(30);
  expect(await places()).not.toContain(addresses[0]);
  expect(await places()).toContain(addresses[31]);
});

test('nothing of a person, of the desk or of the API is ever kept', async ({
  page,
  context,
  baseURL,
}) => {
  const base = baseURL ?? '';
  const { cookie } = await visitorOf(base, DEMO.admin);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: base };
  });
  await context.addCookies(cookies);
  await visit(page, '/search/');
  for (const path of ['/', '/mine/', '/mine/profile/', '/staff/', '/facilities/guoling/']) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  const kept = await keptPaths(page);
  expect(kept).toContain('/facilities/guoling/');
  const allowed = /^\/(search|offline|facilities\/[a-z0-9_-]+)\/$|^\/_astro\/|^\/favicon\.svg$/;
  expect(kept.filter((path) => !allowed.test(path))).toEqual([]);
});

test('the frame for other sites brings no service worker', async ({ page }) => {
  await page.goto('/embed/map/');
  await page.waitForLoadState('networkidle');
  const registered = await page.evaluate<number>(
    'navigator.serviceWorker.getRegistrations().then(({ length }) => length)',
  );
  expect(registered).toBe(0);
});
