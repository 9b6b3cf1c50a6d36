/** Finds a Chromium for the browser tests, or installs one. Prints nothing when one is there. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium that is there, or null. */
export function findBrowser() {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_PATHS];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}

/** Playwright's own download first; where that can't be reached, the system's package. */
export function installBrowser() {
  const root = process.getuid?.() === 0;
  const attempts = [
    ['playwright', ['install', ...(root ? ['--with-deps'] : []), 'chromium']],
    ['apt-get', ['update']],
    ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']],
  ];
  for (const [command, args] of attempts) {
    if (findBrowser()) return;
    process.stdout.write(`Looking for a browser: ${command} ${args.join(' ')}\n`);
    spawnSync(command, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (!findBrowser()) {
    throw new Error('No Chromium found. Install one, or name it with CHROMIUM_PATH.');
  }
}
