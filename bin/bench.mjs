/** `npm run bench`: the benchmark of test/bench, on a district of its own that is loaded anew. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run } from './install.mjs';

const DISTRICT = { LINLI_DATA: '.linli/bench', LINLI_NOW: '2026-11-25T09:40:00+08:00' };

install();
rmSync(join(ROOT, DISTRICT.LINLI_DATA), { recursive: true, force: true });
run('node', ['test/bench/run.ts'], DISTRICT);
