/** Browsers of people who are signed in on a phone or at a desk, at the hour that the worker keeps. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { ask, DEMO, expectOk, type Visitor, visitorOf } from './people.ts';

/** A page of somebody with a demo number, signed in without the form; `at` is what its clock shows. */
export async function pageOf(
  browser: Browser,
  base: string,
  phoneNumber: string,
  width: number,
  at?: string,
) {
  return pageFor(browser, base, await visitorOf(base, phoneNumber), width, at);
}

/** A page of a visitor; the phone knows from the first page on that somebody is signed in. */
export async function pageFor(
  browser: Browser,
  base: string,
  { cookie }: Visitor,
  width: number,
  at = process.env.LINLI_NOW,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height: 800 },
  });
  const cookies = cookie.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=');
    return { name, value: value.join('='), url: base };
  });
  await context.addCookies(cookies);
  await context.addInitScript("localStorage.setItem('linli.signedIn', '1')");
  const page = await context.newPage();
  await page.clock.install({ time: new Date(at ?? Date.now()) });
  await page.clock.resume();
  return page;
}

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** What the page of one's own points says there is to spend. */
export async function balanceOn(page: Page): Promise<number> {
  await page.goto('/mine/points/');
  return Number((await page.locator('.balance .n').textContent())?.replace(',', ''));
}

/** Claims a deed of a hundred points, which two of the staff confirm. */
export async function earnHundred(base: string, as: Visitor): Promise<void> {
  const today = (process.env.LINLI_NOW ?? new Date().toISOString()).slice(0, 10);
  const body = { act: 'courage', facilityId: 'guoling', doneOn: today, note: '拦住了小偷' };
  const { id } = await expectOk(ask<{ id: string }>(base, 'POST', '/api/v1/claims', { as, body }));
  for (const staff of [DEMO.admin, DEMO.centreStaff]) {
    const by = { as: await visitorOf(base, staff), body: { verdict: 'confirm', unrelated: true } };
    await expectOk(ask(base, 'POST', `/api/v1/staff/claims/${id}/verdict`, by));
  }
}

/** Waits until the search page has kept its directory, and how the places stand, for when the network goes. */
export async function keptSearch(page: Page): Promise<void> {
  const kept = () => page.evaluate<string[]>('Object.keys(localStorage)');
  await expect.poll(kept).toContain('linli.search.index');
  await expect.poll(kept).toContain('linli.search.openings');
}
