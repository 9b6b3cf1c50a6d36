/** `npm run import-network -- FILE`: checks a walking network and puts it in force in the local database. */
import { spawnSync } from 'node:child_process';
import { environment, install, ROOT } from './install.mjs';

install();
const { status } = spawnSync('node', ['bin/import-network.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...environment, IMPORT_FROM: process.env.INIT_CWD ?? process.cwd() },
});
process.exit(status ?? 1);
