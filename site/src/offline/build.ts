/** Writes `/sw.js` once the site is built: the service worker, told which files to keep. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** What is kept from the first visit on; `/facilities/one/` brings the files that all pages of places need. */
const PAGES = ['/search/', '/offline/', '/facilities/one/'];
const SOURCE = join(import.meta.dirname, 'service-worker.js');

export function serviceWorker(): AstroIntegration {
  return {
    name: 'service-worker',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const site = fileURLToPath(dir);
        const files = [...PAGES, ...new Set(PAGES.flatMap((page) => filesOf(site, page)))];
        const source = readFileSync(SOURCE, 'utf8');
        const hash = createHash('sha256').update(source);
        for (const path of files) hash.update(path).update(readFileSync(fileOf(site, path)));
        const build = { version: hash.digest('hex').slice(0, 12), files };
        writeFileSync(join(site, 'sw.js'), `const BUILD = ${JSON.stringify(build)};\n${source}`);
      },
    },
  };
}

function fileOf(site: string, path: string): string {
  return join(site, path.endsWith('/') ? `${path}index.html` : path);
}

/** Scripts, styles and the icon that a page names, and what the scripts import before they run. */
function filesOf(site: string, page: string): string[] {
  const html = readFileSync(fileOf(site, page), 'utf8');
  const named = [...html.matchAll(/"(\/(?:_astro\/[^"]+\.(?:js|css)|favicon\.svg))"/g)];
  const found = new Set<string>();
  for (const [, path = ''] of named) addWithImports(site, path, found);
  return [...found];
}

function addWithImports(site: string, path: string, found: Set<string>): void {
  if (found.has(path) || !existsSync(join(site, path))) return;
  found.add(path);
  if (!path.endsWith('.js')) return;
  const code = readFileSync(join(site, path), 'utf8');
  for (const [, from = ''] of code.matchAll(/(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g)) {
    addWithImports(site, join(dirname(path), from), found);
  }
}
