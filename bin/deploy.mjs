/**
 * `npm run deploy`: migrations, the site from the deployed register, the worker. `npm run deploy -- --demo` also loads the
 * reference district into an empty database. What comes before the first time is in README.md, “On Cloudflare”.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run } from './install.mjs';

const UNSET = '00000000-0000-0000-0000-000000000000';

if (readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').includes(UNSET)) {
  process.stderr.write('wrangler.toml has no database yet: see “On Cloudflare” in README.md.\n');
  process.exit(1);
}
install();
run('wrangler', ['d1', 'migrations', 'apply', 'DB', '--remote']);
run('node', ['bin/remote.ts', ...process.argv.slice(2)]);
run('astro', ['build']);
run('wrangler', ['deploy']);
