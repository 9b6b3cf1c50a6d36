/** `npm run bench`: the benchmarks of test/bench, each on a district of its own that is loaded anew; `-- scale` or `-- ledger` runs only that one. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run } from './install.mjs';

const NOW = '2026-11-25T09:40:00+08:00';
const BENCHMARKS = {
  acts: 'test/bench/run.ts',
  scale: 'test/bench/scale.ts',
  ledger: 'test/bench/ledger.ts',
};

install();
const [only] = process.argv.slice(2);
for (const [name, script] of Object.entries(BENCHMARKS)) {
  if (only && only !== name) continue;
  const data = `.linli/bench-${name}`;
  rmSync(join(ROOT, data), { recursive: true, force: true });
  run('node', [script], { LINLI_DATA: data, LINLI_NOW: NOW });
}
