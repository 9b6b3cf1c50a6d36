/**
 * How long a resident waits from pressing a key in the search box until the answers stand on the screen, on a cheap phone: a
 * processor six times slower than this one, and a slow network that the search must not need.
 */
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../../bin/browser.mjs';

/** What Lighthouse takes for a cheap phone. */
const CPU_SLOWDOWN = 6;
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

/** Runs in the page: from each input event to the frame after the list has changed. */
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
  const page = await browser.newPage({
    viewport: { width: 375, height: 667 },
    // Only for the waiting of the benchmark itself, which evaluates text.
    bypassCSP: true,
  });
  await page.addInitScript({ content: WATCH });
  const fetched = page.waitForResponse(/\/api\/v1\/search\/index/);
  await page.goto(`${url}/search/`);
  await fetched;
  const phone = await page.context().newCDPSession(page);
  await phone.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await phone.send('Network.emulateNetworkConditions', SLOW_NETWORK);
  const waits: number[] = [];
  for (const word of WORDS) waits.push(...(await typed(page, word)));
  await browser.close();
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(share * (waits.length - 1))]?.toFixed(1);
  say(
    `\nSearch on the phone: ${waits.length} keys, processor ${CPU_SLOWDOWN} × slower, key to painted answers: ` +
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms\n`,
  );
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
