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

test('a resident is told that it is for staff', async ({ context, baseURL }) => {
  const base = baseURL ?? '';
  const page = await deskPage(context, base, DEMO.resident);
  await expect(page.getByText('这里不归您')).toBeVisible();
});
