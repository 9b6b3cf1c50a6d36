/** Builds the static site when its sources or the register changed since the last build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** What a page can be made from. Worker rules and shapes are imported by islands. */
const SOURCES = ['site', 'worker', 'astro.config.mjs', 'package-lock.json', '.linli/register.json'];
const STAMP = join(ROOT, 'dist', 'site.hash');

export function buildOnce(say: (line: string) => void): void {
  const hash = hashOf(SOURCES);
  const built = existsSync(join(ROOT, 'dist', 'site', 'index.html'));
  if (built && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  say('Building the site …');
  const { status, stdout, stderr } = spawnSync('astro', ['build'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) throw new Error(`astro build failed\n${stdout}\n${stderr}`);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, hash);
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, join(ROOT, source));
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
  } else {
    hash.update(path.slice(ROOT.length)).update(readFileSync(path));
  }
}
