/** What the front-door commands do before anything else. Plain Node 20, no packages: nothing is installed yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

const STAMP = join(ROOT, 'node_modules', '.linli-installed');

/** The environment of everything started from here: the pinned Node first, no telemetry, no questions. */
export const environment = {
  ...process.env,
  PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_LOG_PATH: join(ROOT, '.wrangler', 'logs'),
  npm_config_yes: 'true',
};

/**
 * Installs what the lock file says, once for each lock file. Not `npm ci`: the lock file lacks the builds for other
 * systems that the registry it was made with didn't have, and `ci` refuses such a file on every system.
 */
export function install() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  process.stdout.write('Installing packages …\n');
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(STAMP, lock);
}

/** Runs a command to its end and leaves with its exit code when it fails. */
export function run(command, args, extra = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...environment, ...extra },
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
