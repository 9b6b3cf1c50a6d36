/** A month of a merchant: issued, checked on a phone, objected to, answered at the desk, accepted, and paid. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { ask, DEMO, expectOk, visitorOf } from './people.ts';

const PHONE = { width: 375, height: 667 };
const WIDE = { width: 1440, height: 900 };

async function pageOf(
  browser: Browser,
  base: string,
  phoneNumber: string,
  viewport: { width: number; height: number },
) {
  const { cookie } = await visitorOf(base, phoneNumber);
  const context = await browser.newContext({ viewport });
  const cookies = cookie.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=');
    return { name, value: value.join('='), url: base };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? Date.now()) });
  await page.clock.resume();
  return page;
}

async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

const fenOf = async (page: Page) =>
  Math.round(
    Number((await page.locator('.statement .figure .n').first().textContent())?.slice(1)) * 100,
  );

test('a month is issued, objected to, answered, accepted and paid', async ({
  browser,
  baseURL,
}) => {
  const base = baseURL ?? '';
  const street = await pageOf(browser, base, DEMO.admin, WIDE);
  await test.step('what wasn’t issued by itself is issued once', async () => {
    await street.goto('/staff/statements/');
    const button = street.getByRole('button', { name: /^出 .*的对账单$/ });
    const rows = street.locator('.statements tbody tr');
    await expect(button).toBeVisible();
    const before = await rows.count();
    await button.click();
    await expect(street.getByRole('status').first()).toContainText(/出了 \d+ 张对账单/);
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
    await button.click();
    await expect(street.getByRole('status').first()).toContainText('都出过了');
    await expectSound(street);
  });

  const owner = await pageOf(browser, base, DEMO.merchantOwner, PHONE);
  await test.step('its merchant checks it on a phone, and says what is wrong', async () => {
    await owner.goto('/staff/statements/');
    await expect(owner.getByText('等商家核对')).toBeVisible();
    await expectSound(owner);
    await owner.locator('.statements a').first().click();
    await expect(owner.getByRole('button', { name: '都对，确认' })).toBeVisible();
    await owner
      .getByRole('button', { name: /^不对：/ })
      .first()
      .click();
    await owner.getByRole('button', { name: '提异议' }).click();
    await expect(owner.getByRole('alert')).toContainText('写一句怎么回事');
    await owner.getByLabel('说说怎么回事').fill('那天东西没有给出去');
    await expectSound(owner);
    await owner.getByRole('button', { name: '提异议' }).click();
    await expect(owner.getByText('提了，街道核对后会通知您。')).toBeVisible();
    await expect(owner.getByText('有异议').first()).toBeVisible();
    await expect(owner.getByRole('button', { name: '都对，确认' })).toHaveCount(0);
  });

  const id = new URL(owner.url()).searchParams.get('id') ?? '';
  const before = await fenOf(owner);
  await test.step('the street answers, and the line is struck out', async () => {
    await street.goto('/staff/statements/');
    await street.getByRole('button', { name: '有异议' }).click();
    await street.locator(`a[href="?id=${id}"]`).click();
    await expect(street.getByText('商家说：那天东西没有给出去')).toBeVisible();
    await expect(street.getByRole('button', { name: /^结算 / })).toHaveCount(0);
    await street.getByRole('button', { name: /^认可，划掉这一单：/ }).click();
    await expect(street.getByRole('alert')).toContainText('写一句答复');
    await street.getByLabel('怎么答复').fill('核对过，确实没有给');
    await expectSound(street);
    await street.getByRole('button', { name: /^认可，划掉这一单：/ }).click();
    await expect(street.getByText('认可了，已经通知商家。')).toBeVisible();
    await expect(street.locator('.statement-lines s')).toHaveCount(1);
  });

  await test.step('its merchant undoes what was struck out, and accepts the rest', async () => {
    await owner.goto('/mine/notices/');
    await expect(owner.getByText('街道认可了').first()).toBeVisible();
    await owner.goto(`/staff/statements/?id=${id}`);
    await expect(owner.getByText('街道答复：核对过，确实没有给')).toBeVisible();
    await owner.getByRole('button', { name: /^撤销核销：/ }).click();
    await owner.getByLabel('为什么撤销').fill('没有给出去');
    await owner.getByRole('button', { name: '撤销核销', exact: true }).click();
    await expect(owner.getByText('撤销了，积分退回去了。')).toBeVisible();
    await expect(owner.getByText('划掉并撤销了')).toBeVisible();
    expect(await fenOf(owner)).toBeLessThan(before);
    await owner.getByRole('button', { name: '都对，确认' }).click();
    const asked = owner.getByRole('region', { name: '确认这张对账单？' });
    await expectSound(owner);
    await asked.getByRole('button', { name: '都对，确认' }).click();
    await expect(owner.getByText('确认了，等街道结算。')).toBeVisible();
    await expect(owner.getByRole('button', { name: /^不对：/ })).toHaveCount(0);
  });

  await test.step('the street pays it, within the ceiling', async () => {
    await street.goto(`/staff/statements/?id=${id}`);
    await street.getByRole('button', { name: /^结算 ¥/ }).click();
    const asked = street.getByRole('region', { name: /结算 ¥.*？$/ });
    await asked.getByRole('button', { name: '结算', exact: true }).click();
    await expect(street.getByText('结算了，已经通知商家。')).toBeVisible();
    await street.getByRole('button', { name: '回到列表' }).click();
    const paid = street.locator('.bars li', { hasText: '已结算' }).locator('b');
    await expect(paid).not.toHaveText('¥0.00');
    await expectSound(street);
  });

  await test.step('and it stays, as a table and on paper', async () => {
    await owner.reload();
    await expect(owner.getByText('结算了').first()).toBeVisible();
    const [download] = await Promise.all([
      owner.waitForEvent('download'),
      owner.getByRole('link', { name: '下载表格（CSV）' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^linli-statement-\d{4}-\d{2}\.csv$/);
    await owner.emulateMedia({ media: 'print' });
    await expect(owner.getByText('商家（签字盖章）')).toBeVisible();
    await expect(owner.getByRole('button', { name: '打印' })).toBeHidden();
  });

  await test.step('and the ledger adds up', async () => {
    const admin = await visitorOf(base, DEMO.admin);
    const { items } = await expectOk(
      ask<{ items: { state: string }[] }>(base, 'GET', '/api/v1/staff/statements?state=final', {
        as: admin,
      }),
    );
    expect(items.length).toBeGreaterThan(0);
    const { items: proofs } = await expectOk(
      ask<{ items: { holds: boolean }[] }>(base, 'GET', '/api/v1/points/proofs'),
    );
    expect(proofs.filter(({ holds }) => !holds)).toEqual([]);
  });
});

test('who has to do with neither is told where to go', async ({ browser, baseURL }) => {
  const clerk = await pageOf(browser, baseURL ?? '', DEMO.merchantClerk, PHONE);
  await clerk.goto('/staff/statements/');
  await expect(clerk.getByText('对账归商家和街道')).toBeVisible();
  await expect(clerk.getByRole('link', { name: '去店里核销' })).toBeVisible();
  await expectSound(clerk);
});
