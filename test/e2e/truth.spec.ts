/** The register stays true without a build: edits, new places, merged ones, what holds for a while, and what is reported. */
import { createHash } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { ask, DEMO, expectOk, type Visitor, visitorOf } from './people.ts';

type Row = { id: string; revision: number; name: string };

let base: string;
let admin: Visitor;
test.beforeAll(async ({ baseURL }) => {
  base = baseURL ?? '';
  admin = await visitorOf(base, DEMO.admin);
});

async function open(page: Page, path: string): Promise<number | undefined> {
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  const reply = await page.goto(path);
  await page.waitForLoadState('networkidle');
  return reply?.status();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

async function edit(id: string, change: object): Promise<void> {
  const { revision } = await expectOk(ask<Row>(base, 'GET', `/api/v1/facilities/${id}`));
  const path = `/api/v1/staff/facilities/${id}`;
  await expectOk(ask(base, 'PATCH', path, { as: admin, body: { revision, ...change } }));
}

test('what staff change is on the page that was built before, and while it is open', async ({
  page,
}) => {
  await edit('wanhe-reading', {
    name: '万和街角书房',
    aliases: ['万和老书房'],
    phone: '0571-00004321',
    hours: [{ spans: [{ opens: '07:15', closes: '20:45' }] }],
  });
  expect(await open(page, '/facilities/wanhe-reading/')).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('万和街角书房');
  await expect(page).toHaveTitle(/^万和街角书房 /);
  await expect(page.getByText('也叫万和老书房。')).toBeVisible();
  await expect(page.locator('#hours .hours')).toContainText('7:15–20:45');
  await expect(page.locator('#where')).toContainText('0571-00004321');
  await expect(page.getByRole('link', { name: '打电话', exact: true })).toHaveAttribute(
    'href',
    'tel:057100004321',
  );
  await expect(page.locator('.sign')).toContainText('20:45');
  await expectAccessible(page);

  await test.step('within a minute, without being loaded again', async () => {
    await edit('wanhe-reading', { name: '万和转角书房' });
    await page.clock.fastForward(60_000);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('万和转角书房');
  });
});

test('a place that came after the build has a page of its own', async ({ page }) => {
  await importOne('late-garden', '晚到的花园');
  expect(await open(page, '/facilities/late-garden/')).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('晚到的花园');
  await expect(page.locator('#where')).toContainText('余杭塘路 999 号');
  await expect(page.getByRole('link', { name: /带我去/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '说一声哪里不对' })).toBeVisible();
  await expectAccessible(page);
});

test('the path of a merged place leads on, and one that never was says so', async ({ page }) => {
  await importOne('late-twin', '重复登记的花园');
  await expectOk(
    ask(base, 'POST', '/api/v1/staff/facilities/late-twin/merge', {
      as: admin,
      body: { into: 'wanhe-garden', reason: '登记了两遍' },
    }),
  );
  await open(page, '/facilities/late-twin/');
  await expect(page).toHaveURL(/\/facilities\/wanhe-garden\/$/);

  await test.step('from a page that was built before, too', async () => {
    await expectOk(
      ask(base, 'POST', '/api/v1/staff/facilities/wanhe-toolshed/merge', {
        as: admin,
        body: { into: 'wanhe-garden', reason: '登记了两遍' },
      }),
    );
    await page.goto('/facilities/wanhe-toolshed/');
    await expect(page).toHaveURL(/\/facilities\/wanhe-garden\/$/);
  });

  expect((await page.goto('/facilities/never-was/'))?.status()).toBe(404);
  await page.goto('/facilities/one/');
  await expect(page.getByText('没有这个地方')).toBeVisible();
  await expect(page.getByRole('link', { name: /看附近所有地方/ })).toBeVisible();
  await expectAccessible(page);
});

test('banners and conditions stand over the page until when they hold', async ({ page }) => {
  await open(page, '/facilities/elder-centre/');
  await expect(page.getByText('助浴间：浴池换水，到 14:00 为止。')).toBeVisible();
  await expect(page.getByText(/流感疫苗开打/)).toBeVisible();
  await page.goto('/facilities/wanhe-garden/');
  await expect(page.getByText(/检修水管/)).toBeVisible();
  await expectAccessible(page);
});

test('who sees that something is wrong says so, and is told what happens next', async ({
  page,
}) => {
  await open(page, '/facilities/wanhe-clinic/');
  await page.getByRole('button', { name: '说一声哪里不对' }).click();
  await page.getByLabel('哪里不对').selectOption('phone');
  await page.getByLabel('怎么不对').fill('打过去是空号');
  await expectAccessible(page);
  await page.getByRole('button', { name: '告诉工作人员' }).click();
  await expect(page.getByText(/工作人员会去核对/)).toBeVisible();
  type Queue = { reports: { text: string }[] };
  const queue = await expectOk(ask<Queue>(base, 'GET', '/api/v1/staff/upkeep', { as: admin }));
  expect(queue.reports.map(({ text }) => text)).toContain('打过去是空号');
});

/** A register of one row, taken over by the admin. */
async function importOne(id: string, name: string): Promise<void> {
  const lng = id === 'late-twin' ? '119.998700' : '119.999500';
  const cells = {
    id,
    name,
    level: '社区级',
    category: '公园绿地',
    community: '万和社区',
    address: '余杭塘路 999 号',
    lng,
    lat: '30.289600',
  };
  const job = await expectOk(
    ask<{ id: string }>(base, 'POST', '/api/v1/staff/imports', {
      as: admin,
      key: `import-of-${id}-0000`,
      body: {
        fileName: `${id}.csv`,
        fileHash: createHash('sha256').update(id).digest('hex'),
        format: 'csv',
        datum: 'gcj02',
        rowsTotal: 1,
      },
    }),
  );
  const path = `/api/v1/staff/imports/${job.id}`;
  const rows = { rows: [{ rowNo: 2, cells }] };
  await expectOk(ask(base, 'POST', `${path}/rows`, { as: admin, body: rows }));
  await expectOk(ask(base, 'POST', `${path}/commit`, { as: admin, body: {} }));
}
