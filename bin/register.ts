/** The site's copy of the register: what the static pages are made from at build time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRegister } from '../worker/features/directory/queries.ts';
import { openDb } from '../worker/lib/db.ts';
import { ROOT } from './site.ts';

export async function writeRegister(d1: D1Database): Promise<void> {
  const file = join(ROOT, '.linli', 'register.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(await readRegister(openDb(d1))));
}
