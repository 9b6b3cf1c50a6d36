/** The register at the desk: what a resident says is wrong is accepted, put right and confirmed; what holds for a while comes and goes. */
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { ask, DEMO, expectOk, visitorOf } from './people.ts';

const PLACE = 'guoling';

async function deskPage(context: BrowserContext, base: string, phoneNumber: string) {
  const { cookie } = await visitorOf(base, phoneNumber);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: base };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  await page.goto('/staff/register/');
  return page;
}

async function faultless(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)).toEqual(
    [],
  );
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const width of [1440, 375]) {
  test.describe(`at ${width}`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('a report is accepted with an answer, and the record is put right and confirmed', async ({
      context,
      baseURL,
    }) => {
      const base = baseURL ?? '';
      const said = `周三下午其实不开（${width}）`;
      const reported = ask(base, 'POST', `/api/v1/facilities/${PLACE}/reports`, {
        as: await visitorOf(base, DEMO.resident),
        body: { subject: 'hours', text: said },
      });
      await expectOk(reported);
      const page = await deskPage(context, base, DEMO.zoneOperator);
      const row = page.getByRole('article').filter({ hasText: said });
      await row.getByRole('button', { name: /^采纳/ }).click();
      await row.getByRole('button', { name: '采纳', exact: true }).click();
      await expect(row.getByText('请写一句回话')).toBeVisible();
      await row.getByLabel('给居民的回话').fill('已经改好，谢谢您');
      await row.getByRole('button', { name: '采纳', exact: true }).click();
      await expect(page.getByRole('status').filter({ hasText: '采纳了' })).toBeVisible();

      const hours = page.getByLabel('开放时间');
      await hours.fill('周八 09:00-17:00');
      await page.getByRole('button', { name: '存好' }).click();
      await expect(page.getByText('哪一天看不懂')).toBeVisible();
      await faultless(page);
      const newHours = width === 375 ? '每天 09:00-20:00' : '每天 09:00-20:30';
      await hours.fill(newHours);
      await page.getByRole('button', { name: '存好' }).click();
      await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible();
      await expect(page.getByRole('list').filter({ hasText: newHours })).toBeVisible();

      await page.getByRole('button', { name: '已到现场核对' }).click();
      await page.getByRole('button', { name: '已到现场核对' }).click();
      await expect(page.getByRole('status').filter({ hasText: '今天有人到现场' })).toBeVisible();
    });

    test('what somebody else saved meanwhile is told, and nothing typed is lost', async ({
      context,
      baseURL,
    }) => {
      const base = baseURL ?? '';
      const page = await deskPage(context, base, DEMO.zoneOperator);
      await page.goto(`/staff/register/?place=${PLACE}`);
      const address = `绿汀路 ${width} 号`;
      await page.getByLabel('地址').fill(address);
      const as = await visitorOf(base, DEMO.admin);
      const path = `/api/v1/staff/facilities/${PLACE}`;
      type Kept = { revision: number };
      const { revision } = await expectOk(ask<Kept>(base, 'GET', `${path}/record`, { as }));
      const body = { revision, phone: `0571-8888${String(width).padStart(4, '0')}` };
      await expectOk(ask(base, 'PATCH', path, { as, body }));
      await page.getByRole('button', { name: '存好' }).click();
      const told = page.getByRole('alert').filter({ hasText: '别人改过' });
      await expect(told).toContainText('街道管理员');
      await expect(told).toContainText('电话');
      await told.getByRole('button', { name: '换上新的登记' }).click();
      await expect(page.getByLabel('电话')).toHaveValue(body.phone);
      await expect(page.getByLabel('地址')).toHaveValue(address);
      await page.getByRole('button', { name: '存好' }).click();
      await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible();
    });

    test('a condition and a banner are set and lifted', async ({ context, baseURL }) => {
      const base = baseURL ?? '';
      const page = await deskPage(context, base, DEMO.zoneOperator);
      await page.getByLabel('名称、地址或编号').fill('果岭');
      await page.getByRole('button', { name: '找', exact: true }).click();
      await page
        .getByRole('button', { name: /^看登记：果岭/ })
        .first()
        .click();
      const lift = async (what: string) => {
        await page.getByRole('button', { name: `撤掉${what}` }).click();
        await page.getByLabel('为什么撤').fill('好了');
        await page.getByRole('button', { name: '撤掉', exact: true }).last().click();
      };
      await page.getByRole('button', { name: '登一条状况' }).click();
      await page.getByLabel('怎么了').fill('泳池换水');
      await page.getByRole('button', { name: '登上去' }).click();
      await expect(page.getByRole('status').filter({ hasText: '状况登上了' })).toBeVisible();
      await faultless(page);
      await lift('状况：泳池换水');
      await expect(page.getByRole('status').filter({ hasText: '状况撤掉了' })).toBeVisible();

      await page.getByRole('link', { name: '回到要办的事' }).click();
      await page.getByRole('button', { name: '挂一条公告' }).click();
      await page.getByRole('textbox', { name: '公告' }).fill('今晚停水');
      await page.getByRole('button', { name: '挂上去' }).click();
      await expect(page.getByRole('status').filter({ hasText: '公告挂上了' })).toBeVisible();
      await faultless(page);
      await lift('公告：今晚停水');
      await expect(page.getByRole('status').filter({ hasText: '公告撤掉了' })).toBeVisible();
    });
  });
}

/** A place that nobody else tries anything with, as an import brings it in. */
async function imported(base: string, id: string, name: string): Promise<void> {
  const as = await visitorOf(base, DEMO.admin);
  const job = {
    fileName: `${id}.csv`,
    fileHash: Buffer.from(id.padEnd(32, '-')).toString('hex').slice(0, 64),
    format: 'csv',
    datum: 'gcj02',
    rowsTotal: 1,
  };
  const cells = {
    ...{ id, name, level: '社区级', category: '书房', community: '万和社区' },
    ...{ address: '绿汀路 1 号', lng: '119.999500', lat: '30.289600' },
  };
  const made = await expectOk(
    ask<{ id: string }>(base, 'POST', '/api/v1/staff/imports', { as, body: job }),
  );
  const path = `/api/v1/staff/imports/${made.id}`;
  await expectOk(ask(base, 'POST', `${path}/rows`, { as, body: { rows: [{ rowNo: 2, cells }] } }));
  await expectOk(ask(base, 'POST', `${path}/commit`, { as }));
}

for (const width of [1440, 375]) {
  test(`at ${width}, days of their own, another number, a merging, and nothing typed is lost`, async ({
    browser,
    baseURL,
  }) => {
    const base = baseURL ?? '';
    const context = await browser.newContext({ viewport: { width, height: 800 }, baseURL: base });
    const [twice, once] = [`twice-${width}`, `once-${width}`];
    await imported(base, twice, `重登书房${width}`);
    await imported(base, once, `留下书房${width}`);
    const page = await deskPage(context, base, DEMO.admin);
    await page.goto(`/staff/register/?place=${twice}`);

    await test.step('a day is shut, and shown on the page', async () => {
      await page.getByRole('button', { name: '登几天的开放时间' }).click();
      await page.getByRole('button', { name: '登上去' }).click();
      await expect(page.getByText('请写因为什么')).toBeVisible();
      await page.getByLabel('因为什么').fill('盘点');
      await faultless(page);
      await page.getByRole('button', { name: '登上去' }).click();
      await expect(page.getByRole('status').filter({ hasText: '马上能看到' })).toBeVisible();
      type Shown = { opening: { state: string; reason: string } };
      const shown = await expectOk(ask<Shown>(base, 'GET', `/api/v1/facilities/${twice}`));
      expect(shown.opening).toMatchObject({ state: 'closed', reason: '盘点' });
    });

    await test.step('another number leads to it', async () => {
      await page.getByRole('button', { name: '加新编号' }).click();
      await page.getByRole('textbox', { name: '新编号', exact: true }).fill(`no-${width}`);
      await page.getByLabel('为什么重新编号').fill('街道统一编号');
      await page.getByRole('button', { name: '加上', exact: true }).click();
      await expect(page.getByRole('status').filter({ hasText: `no-${width}` })).toBeVisible();
      await faultless(page);
    });

    await test.step('what is typed is not left without a question', async () => {
      await page.getByLabel('地址').fill('绿汀路 2 号');
      await page.getByRole('link', { name: '回到要办的事' }).click();
      await page.getByRole('button', { name: '留下接着改' }).click();
      await expect(page.getByLabel('地址')).toHaveValue('绿汀路 2 号');
      await page.getByLabel('经度').fill('116.397000');
      await page.getByRole('button', { name: '存好' }).click();
      await expect(page.getByText('位置不在本街道')).toBeVisible();
      await page.getByRole('link', { name: '回到要办的事' }).click();
      await page.getByRole('button', { name: '不存了，回去' }).click();
      await expect(page.getByLabel('名称、地址或编号')).toBeVisible();
    });

    await test.step('it is merged, and both numbers lead to the other', async () => {
      await page.goto(`/staff/register/?place=${twice}`);
      await page.getByRole('button', { name: '合并这一处' }).click();
      await page.getByLabel('并到哪一处').last().fill(once);
      await page.getByRole('button', { name: '找', exact: true }).click();
      await page.getByRole('button', { name: `留下留下书房${width}` }).click();
      await page.getByLabel('为什么并').fill('登记了两遍');
      await faultless(page);
      await page.getByRole('button', { name: '合并', exact: true }).click();
      await expect(page.getByRole('heading', { name: `留下书房${width}` })).toBeVisible();
      for (const number of [twice, `no-${width}`]) {
        const { url } = await fetch(`${base}/facilities/${number}/`);
        expect(url).toBe(`${base}/facilities/${once}/`);
      }
    });
    await context.close();
  });
}

test('a resident is told that it is for staff', async ({ context, baseURL }) => {
  const base = baseURL ?? '';
  const page = await deskPage(context, base, DEMO.resident);
  await expect(page.getByText('这里不归您')).toBeVisible();
});
