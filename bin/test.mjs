/** `npm test`: installs what it needs, then checks and tests everything. What CI runs. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, install, ROOT, run } from './install.mjs';

/** The district the browser tests walk: loaded anew, on a Wednesday morning, canteens just open and lunch still to be ordered. */
const DISTRICT = {
  LINLI_DATA: '.linli/test',
  LINLI_NOW: '2026-11-25T10:37:00+08:00',
};

install();
rmSync(join(ROOT, DISTRICT.LINLI_DATA), { recursive: true, force: true });
const { installBrowser } = await import('./browser.mjs');
process.env.PATH = environment.PATH;
installBrowser();

const steps = [
  ['Format and lint', 'biome', ['ci', '.']],
  ['Types', 'tsc', ['--noEmit']],
  ['Rules and worker on D1', 'vitest', ['run']],
  ['The district and the site', 'node', ['bin/prepare-site.ts']],
  ['Types of the site', 'astro', ['check', '--tsconfig', 'site/tsconfig.json']],
  ['Budgets', 'node', ['test/budgets.ts']],
  ['The worker as deployed', 'wrangler', ['deploy', '--dry-run', '--outdir', '.linli/dry-run']],
  ['In the browser and over HTTP', 'playwright', ['test']],
];
for (const [title, command, args] of steps) {
  process.stdout.write(`\n── ${title}\n`);
  run(command, args, { CI: '1', NO_COLOR: '1', ...DISTRICT });
}
process.stdout.write('\nAll checks passed.\n');
