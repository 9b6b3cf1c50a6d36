/** A resident's morning, and the staff who serve it: the whole way, in a real browser on the served worker. */
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { ask, DEMO, expectOk, lastCode, signIn } from './people.ts';

type Item = { id: string; kind: string; code: string; title: string };

/** Gives a page the worker's clock. */
async function withClock(page: Page, base: string): Promise<void> {
  const { headers } = await fetch(new URL('/api/v1/areas', base));
  await page.clock.install({ time: new Date(process.env.LINLI_NOW ?? headers.get('Date') ?? 0) });
  await page.clock.resume();
}

async function signInByCode(page: Page, base: string, phoneNumber: string): Promise<void> {
  await page.getByLabel('手机号').fill(phoneNumber.replace('+86', ''));
  await page.getByRole('button', { name: '发短信数字' }).click();
  const field = page.getByLabel('短信里的 6 位数字');
  await field.waitFor();
  await field.fill(await lastCode(base, phoneNumber));
  await page.getByRole('button', { name: '同意并登录' }).click();
}

/** The page of somebody signed in without the form. */
async function pageOf(context: BrowserContext, base: string, phoneNumber: string): Promise<Page> {
  const { cookie } = await signIn(base, phoneNumber);
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: base };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await withClock(page, base);
  return page;
}

test('open canteen, sign in, lunch, venue, an activity for two, all in Mine, one cancelled; and the desk serves each', async ({
  page,
  browser,
  baseURL,
}) => {
  const base = baseURL ?? '';
  await withClock(page, base);

  await test.step('the nearest open canteen is one tap away', async () => {
    await page.goto('/');
    const door = page.getByRole('link', { name: /去就餐.*万和社区食堂.*4\s*分钟/ });
    await expect(door).toBeVisible();
    await door.click();
    await expect(page.getByRole('heading', { level: 1, name: '万和社区食堂' })).toBeVisible();
  });

  await test.step('lunch is ordered, with sign-in on the way and the basket kept', async () => {
    await page
      .getByRole('link', { name: /看菜单，订餐/ })
      .first()
      .click();
    await page.getByRole('button', { name: '多一份梅干菜烧肉' }).click();
    await page.getByRole('button', { name: '多一份清炒小青菜' }).click();
    await page.getByRole('button', { name: '去下单' }).click();
    await page.getByRole('button', { name: '下单', exact: true }).click();
    await signInByCode(page, base, DEMO.resident);
    await expect(page.getByText('梅干菜烧肉').first()).toBeVisible();
    await page.getByRole('button', { name: '下单', exact: true }).click();
    await expect(page.getByText(/\d{4}\s?\d{4}/).first()).toBeVisible();
  });

  await test.step('a venue is booked', async () => {
    await page.goto('/venues/guoling-study/');
    await page.getByRole('button', { name: /^11:00/ }).click();
    await page.getByRole('button', { name: '约这一场' }).click();
    await expect(page.getByText(/\d{4}\s?\d{4}/).first()).toBeVisible();
  });

  await test.step('two people are signed up for an activity in one act', async () => {
    await page.goto('/activities/phone-class/');
    await page.getByRole('checkbox', { name: /吴桂英/ }).check();
    await page.getByRole('button', { name: /^报名/ }).click();
    await expect(page.getByText(/\d{4}\s?\d{4}/).first()).toBeVisible();
  });

  const agenda = async () => {
    const cookies = await page.context().cookies();
    const as = {
      phoneNumber: DEMO.resident,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    };
    return (await expectOk(ask<{ items: Item[] }>(base, 'GET', '/api/v1/me/agenda', { as }))).items;
  };

  await test.step('all three stand in Mine, today first', async () => {
    await page.goto('/mine/');
    await expect(page.getByText('万和社区食堂').first()).toBeVisible();
    await expect(page.getByText('书房座位').first()).toBeVisible();
    await expect(page.getByText(/手机课/).first()).toBeVisible();
    expect((await agenda()).map(({ kind }) => kind).sort()).toEqual([
      'booking',
      'mealOrder',
      'registration',
    ]);
  });

  const served = Object.fromEntries((await agenda()).map((item) => [item.kind, item]));

  await test.step('the kitchen hands the meal over by its code, once', async () => {
    const desk = await pageOf(await browser.newContext(), base, DEMO.canteenStaff);
    await handIn(desk, served.mealOrder?.code ?? '', {
      act: '交餐',
      done: /的餐交了/,
      used: /已经取走/,
    });
    await desk.close();
  });

  await test.step('the centre checks the booking in, and sees both who come to the activity', async () => {
    const desk = await pageOf(await browser.newContext(), base, DEMO.centreStaff);
    await handIn(desk, served.booking?.code ?? '', {
      act: '签到',
      done: /签到了/,
      used: /已经签到过/,
    });
    await desk.goto('/staff/activities/');
    await desk
      .getByRole('link', { name: /手机课：自己挂号/ })
      .first()
      .click();
    await expect(desk.getByText('赵*').first()).toBeVisible();
    await expect(desk.getByText('吴**').first()).toBeVisible();
    await desk.close();
  });

  await test.step('one is cancelled and gone', async () => {
    await page.goto(`/mine/registrations/${served.registration?.id}/`);
    await page.getByRole('button', { name: '取消报名' }).click();
    for (const name of [/赵琳/, /吴桂英/]) await page.getByRole('checkbox', { name }).check();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '取消报名' }).click();
    await expect
      .poll(async () => (await agenda()).map(({ kind }) => kind))
      .not.toContain('registration');
  });
});

/** Types a code at the desk, does what it stands for, and finds that the code is then used up. */
async function handIn(
  desk: Page,
  code: string,
  { act, done, used }: { act: string; done: RegExp; used: RegExp },
): Promise<void> {
  await desk.goto('/staff/');
  const box = desk.getByRole('textbox', { name: '签到、取餐' });
  const look = desk.getByRole('button', { name: '查', exact: true });
  const panel = desk.getByRole('alert').filter({ hasText: '赵*' });
  await box.fill(code);
  await look.click();
  await expect(panel).toBeVisible();
  // A press within the first moments is taken for a scanner's Enter.
  await expect(async () => {
    await panel.getByRole('button', { name: act, exact: true }).click();
    await expect(desk.getByText(done)).toBeVisible();
  }).toPass();
  await box.fill(code);
  await look.click();
  await expect(desk.getByText(used).first()).toBeVisible();
}
