/** A register comes in at the desk: a file full of faults, its report, the corrected file, and the new place on the list. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { DEMO, visitorOf } from './people.ts';

const HEADINGS =
  '编号,名称,级别,类别,片区,社区,小区,地址,经度,纬度,坐标系,电话,面积,开放时间,适合人群,电梯,核对日期,别名';
const GOOD =
  '测试新书房,社区级,书房,和合万家,万和社区,,绿汀路 1 号,119.999500,30.289600,,0571-88886666,120,每天 09:00-17:00,所有人,有,2026-11-20,';

/** Each line with a fault or two of its own. */
const FAULTY = [
  `甲 1,${GOOD}`,
  `bad-2,,社区级,书房,,万和社区,,绿汀路 1 号,119.999500,30.289600,,,1,,,,,`,
  `bad-3,${'长'.repeat(41)},省级,书店,丁片区,千和社区,,,30.289600,119.999500,西安80,12,一百,周八 09:00-12:00,猫,大概,2026-02-30,`,
  `bad-4,书房四,,,,,,绿汀路,abc,30.289600,,5.7E+10,1,每天 18:00-02:00,,,2027-01-01,`,
  `bad-5,书房五,小区级,书房,良睦同心,万和社区,,绿汀路,120.999500,30.289600,,,1,"每天 09:00-12:00,11:00-13:00",,,,`,
  `bad-6,书房六,小区级,书房,,万和社区,千和花苑,绿汀路,,30.289600,,,1,周一至周五,,,,`,
  `bad-7,书房七,小区级,书房,,万和社区,仓南新苑,#REF!,119.999500,30.289600,,,1,每天 09:00,,,,`,
  `bad-8,书房八,社区级,书房,,万和社区,,绿汀路,119.999500,30.289600,,,1,2月30日起：每天 09:00-10:00,,,,一、二、三、四、五、六、七、八、九、十、百`,
  `bad-8,书房九,社区级,书房,,万和社区,,绿汀路,119.999900,30.289900,,,1,单周周六 休息,,,,`,
  `bad-10,书房十,社区级,书房,,万和社区,,绿汀路,119.999500,30.289600,,,1,,,,,,多的一格`,
  `guoling-2,果岭幸福满仓共同体,街道级,邻里中心,,万和社区,,绿汀路,119.994849,30.292058,,,1,,,,,`,
  `guoling,果岭幸福满仓共同体,街道级,邻里中心,,万和社区,,绿汀路,119.994849,30.292058,,,1,,,,,`,
].join('\r\n');

const folder = mkdtempSync(join(tmpdir(), 'linli-import-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(name: string, rows: string): string {
  const path = join(folder, name);
  writeFileSync(path, `\uFEFF${HEADINGS}\r\n${rows}\r\n`);
  return path;
}

async function adminPage(context: BrowserContext, base: string, phoneNumber: string = DEMO.admin) {
  const { cookie } = await visitorOf(base, phoneNumber);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: base };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto('/staff/imports/');
  return page;
}

async function faultless(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target}`)).toEqual([]);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const width of [375, 1440]) {
  test(`at ${width}, thirty kinds of fault, then the corrected file`, async ({
    browser,
    baseURL,
  }) => {
    const base = baseURL ?? '';
    const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: base });
    const page = await adminPage(context, base);
    const name = `测试新书房${width}`;

    await test.step('the report names each by row and column, with what to do', async () => {
      await page.getByLabel('设施表').setInputFiles(fileOf('faulty.csv', FAULTY));
      await faultless(page);
      await page.getByRole('button', { name: '检查这个文件' }).click();
      await expect(page.getByText(/有 \d+ 个问题要改/)).toBeVisible();
      const lines = await page.locator('.problems li.stops').allInnerTexts();
      const kinds = new Set(lines.map((line) => line.replace(/“[^”]*”|\d+/g, '').slice(0, 40)));
      expect(kinds.size).toBeGreaterThanOrEqual(30);
      await expect(page.getByText(/第 4 行/)).toBeVisible();
      await expect(page.getByText(/对调过来：经度、纬度是 119.9995, 30.2896/)).toBeVisible();
      await expect(page.getByRole('button', { name: '导入登记册' })).toHaveCount(0);
      await faultless(page);
    });

    await test.step('the corrected one goes in whole', async () => {
      await page.getByRole('button', { name: '换一个文件' }).click();
      const row = `test-${width},${GOOD.replace('测试新书房', name).replace('119.999500', `119.99${width}`)}`;
      await page.getByLabel('设施表').setInputFiles(fileOf('good.csv', row));
      await page.getByRole('button', { name: '检查这个文件' }).click();
      await expect(page.getByText('登记册里没有，新增')).toBeVisible();
      await faultless(page);
      await page.getByRole('button', { name: '导入登记册' }).click();
      await page.getByRole('button', { name: '导入登记册' }).click();
      await expect(page.getByText(/导入好了：新增 1 处/)).toBeVisible();
      await faultless(page);
    });

    await test.step('and stands on the list', async () => {
      await page.goto(`/facilities/?q=${encodeURIComponent(name)}`);
      await expect(page.getByText(name).first()).toBeVisible();
    });
    await context.close();
  });
}

test('goes on where a dropped network stopped it', async ({ browser, baseURL }) => {
  const base = baseURL ?? '';
  const context = await browser.newContext({ baseURL: base });
  const page = await adminPage(context, base);
  const rows = Array.from(
    { length: 1100 },
    (_, n) =>
      `long-${n},${GOOD.replace('测试新书房', `长表书房${n}`).replace('30.289600', (30.28 + n / 1e5).toFixed(6))}`,
  );
  let parts = 0;
  await page.route('**/api/v1/staff/imports/*/rows', (route) => {
    parts += 1;
    return parts === 2 ? route.abort() : route.continue();
  });
  await page.getByLabel('设施表').setInputFiles(fileOf('long.csv', rows.join('\r\n')));
  await page.getByRole('button', { name: '检查这个文件' }).click();
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByText('没有要改的问题')).toBeVisible();
  expect(parts).toBe(4);
  await page.getByRole('button', { name: '作废这次检查' }).click();
  await expect(page.getByRole('button', { name: '检查这个文件' })).toBeVisible();
  await context.close();
});

test('is for the administrators of the subdistrict', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const page = await adminPage(context, baseURL ?? '', DEMO.zoneOperator);
  await expect(page.getByText('导入设施由街道管理员办')).toBeVisible();
  await context.close();
});

test('the templates come down, and the filled-in one goes up again', async ({ request }) => {
  for (const [name, type] of [
    ['template.csv', 'text/csv'],
    ['template.xlsx', 'spreadsheetml'],
  ] as const) {
    const reply = await request.get(`/staff/imports/${name}`);
    expect([reply.status(), reply.headers()['content-type']]).toEqual([
      200,
      expect.stringContaining(type),
    ]);
  }
});

test('on the command line: a report that changes nothing, a commit, and a second that says so', () => {
  const run = (file: string, ...options: string[]) => {
    const { status, stdout } = spawnSync('node', ['bin/import.ts', file, ...options], {
      encoding: 'utf8',
      env: { ...process.env, LINLI_DATA: join(folder, 'data') },
    });
    return { status, stdout };
  };
  const bad = run(fileOf('faulty.csv', FAULTY));
  expect([bad.status, bad.stdout]).toEqual([
    1,
    expect.stringMatching(/个问题要改.*什么都没有改动/),
  ]);
  const good = fileOf('good.csv', `cli-1,${GOOD}`);
  expect(run(good, '--commit').stdout).toMatch(/新增 1 处[\s\S]*导入好了：新增 1 处/);
  expect(run(good, '--commit').stdout).toMatch(/什么都没有变：1 处都和登记册一样/);
});
