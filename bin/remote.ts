/**
 * Writes the site's register from the deployed database, when names from before pinyin search have their syllables; with `--demo`, loads the reference district into it first where
 * its register is empty. Part of `npm run deploy`; needs the Cloudflare account that wrangler is signed in to.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getPlatformProxy } from 'wrangler';
import { loadReferenceDistrict } from '../drizzle/demo/load.ts';
import { writeRegister } from './register.ts';
import { ROOT } from './site.ts';
import { fillSyllables } from './syllables.ts';

/** The project's own configuration, with the database bound to the deployed one. */
function remoteConfig(): string {
  const config = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8');
  const path = join(ROOT, '.linli', 'remote.toml');
  mkdirSync(join(ROOT, '.linli'), { recursive: true });
  writeFileSync(path, config.replace('migrations_dir = "drizzle"', 'remote = true'));
  return path;
}

const { env, dispose } = await getPlatformProxy<{ DB: D1Database }>({ configPath: remoteConfig() });
try {
  await fillSyllables(env.DB);
  if (process.argv.includes('--demo')) await loadReferenceDistrict(env.DB, Date.now());
  await writeRegister(env.DB);
} finally {
  await dispose();
}
