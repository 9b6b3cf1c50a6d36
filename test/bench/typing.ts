/**
 * How long a resident waits from pressing a key in the search box until the answers stand on the screen, on phones whose
 * processor is four and six times slower than this one, and on a slow network that the search must not need. Beside each
 * stands the bare case: a page that does nothing with a key but write it down.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../bin/browser.mjs';

/** What Lighthouse takes for a usual phone, and for a cheap one. */
const CPU_SLOWDOWNS = [4, 6];
const SLOW_NETWORK = {
  offline: false,
  latency: 400,
  downloadThroughput: 50_000,
  uploadThroughput: 25_000,
};

/** Typed key by key: names, synonyms, pinyin, initials, two words run together, slips, and what nothing is called. */
const WORDS = [
  '食堂',
  '社区医院',
  '卫生战',
  '看书',
  '羽毛球',
  '快递',
  '母婴室',
  '四点半课堂',
  '万和食堂',
  '果岭共同体',
  '火星基地',
  '老年大学',
  '医保报销',
  '仓前',
  'shitang',
  'dqfw',
  'wanheshitang',
  'weishengzan',
  'yumaoqiu',
  'shufang',
];

/** The bare case. */
const BARE_PAGE = `<!doctype html><main><input type="search"><p></p></main><script>
  document.querySelector('input').addEventListener('input', ({ target }) => {
    document.querySelector('p').textContent = target.value;
  });
</script>`;

/** Runs in the page: from each input event until the first frame that shows what it changed is painted. */
const WATCH = `
  window.waits = [];
  addEventListener('input', ({ timeStamp }) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => waits.push(performance.now() - timeStamp);
        painted.port2.postMessage(null);
      });
    });
    observer.observe(document.querySelector('main'), { childList: true, characterData: true, subtree: true });
  }, true);
`;

/** Types all words into the search of a served Linli, and says how long the keys waited, in ms. */
export async function measureTyping(url: string, say: (line: string) => void): Promise<void> {
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? undefined,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const [page, bare] = [await openPage(browser), await openPage(browser)];
  const fetched = page.waitForResponse(/\/api\/v1\/search\/index/);
  await page.goto(`${url}/search/`);
  await fetched;
  await bare.route(/bare/, (route) => route.fulfill({ contentType: 'text/html', body: BARE_PAGE }));
  await bare.goto(`${url}/bare/`);
  say('\nSearch on the phone, key to painted answers (bare: key to painted key), ms\n');
  say(HEAD.map((name, index) => (index ? name.padStart(9) : name.padEnd(24))).join(''));
  for (const slowdown of CPU_SLOWDOWNS) {
    const floor = await waitsOn(bare, slowdown);
    const waits = await waitsOn(page, slowdown);
    say(lineOf(`search, ${slowdown} × slower`, waits));
    say(lineOf('  bare', floor));
    say(`  ratio of the medians ${(shareOf(waits, 0.5) / shareOf(floor, 0.5)).toFixed(1)}`);
  }
  await browser.close();
}

const HEAD = ['', 'keys', 'p50', 'p95', 'longest'];

async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 375, height: 667 },
    // Only for the waiting of the benchmark itself, which evaluates text.
    bypassCSP: true,
  });
  await page.addInitScript({ content: WATCH });
  return page;
}

/** The waits of all keys, in ms, the shortest first. */
async function waitsOn(page: Page, slowdown: number): Promise<number[]> {
  await page.bringToFront();
  const phone = await page.context().newCDPSession(page);
  await phone.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await phone.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  const waits: number[] = [];
  for (const word of WORDS) waits.push(...(await typed(page, word)));
  await phone.detach();
  return waits.sort((a, b) => a - b);
}

function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

function lineOf(name: string, sorted: readonly number[]): string {
  const figures = [0.5, 0.95, 1].map((share) => shareOf(sorted, share).toFixed(1).padStart(9));
  return `${name.padEnd(24)}${String(sorted.length).padStart(9)}${figures.join('')}`;
}

async function typed(page: Page, word: string): Promise<number[]> {
  await page.getByRole('searchbox').fill('');
  await page.evaluate(
    'new Promise((resolve) => setTimeout(resolve, 100)).then(() => { waits = []; })',
  );
  for (const [index, key] of Array.from(word).entries()) {
    await page.keyboard.insertText(key);
    await page.waitForFunction(`waits.length > ${index}`);
  }
  return page.evaluate<number[]>('waits');
}
