/** `npm run import -- FILE`: takes a register of places into the local database; without `--commit` it only reports. */
import { spawnSync } from 'node:child_process';
import { environment, install, ROOT } from './install.mjs';

install();
const { status } = spawnSync('node', ['bin/import.ts', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...environment, IMPORT_FROM: process.env.INIT_CWD ?? process.cwd() },
});
process.exit(status ?? 1);
