/**
 * What the first view of each page weighs and whether old engines can run it, read off the built site.
 * Budgets of design §7: ≤ 40 KB gzip of JavaScript and ≤ 120 KB in all for a resident page.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const SITE = join(import.meta.dirname, '..', 'dist', 'site');
const SCRIPT_LIMIT = 40 * 1024;
const TOTAL_LIMIT = 120 * 1024;

/** Later than Chrome 86 or Safari 14; bundlers lower syntax, not methods. */
const TOO_NEW = [
  /\.at\(-?\d+\)/,
  /\.findLast(Index)?\(/,
  /\.(toSorted|toReversed|toSpliced)\(/,
  /\bstructuredClone\(/,
  /\bObject\.(groupBy|hasOwn)\(/,
  /\bArray\.fromAsync\(/,
  /\bcrypto\.randomUUID\(/,
];

const faults: string[] = [];
const sizes = new Map<string, number>();

function gzipped(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(file)).length;
  sizes.set(file, size);
  return size;
}

function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => join(folder, name));
}

/** A script and everything it imports before it runs. */
function withImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, from] of code.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    if (from) withImports(join(dirname(file), from), seen);
  }
  return seen;
}

function partsOf(html: string): { scripts: Set<string>; styles: Set<string> } {
  const scripts = new Set<string>();
  const sources = /(?:src|component-url|renderer-url|before-hydration-url)="(\/[^"]+\.js)"/g;
  for (const [, path] of html.matchAll(sources)) {
    for (const file of withImports(join(SITE, path ?? ''))) scripts.add(file);
  }
  const styles = new Set<string>();
  for (const [, path] of html.matchAll(/<link[^>]+href="(\/[^"]+\.css)"/g)) {
    styles.add(join(SITE, path ?? ''));
  }
  return { scripts, styles };
}

function checkPage(page: string): { scripts: number; total: number } {
  const name = `/${relative(SITE, page).replace(/index\.html$/, '')}`;
  const html = readFileSync(page, 'utf8');
  const { scripts, styles } = partsOf(html);
  const script = [...scripts].reduce((sum, file) => sum + gzipped(file), 0);
  const style = [...styles].reduce((sum, file) => sum + gzipped(file), 0);
  const total = gzipped(page) + script + style;
  const isResident = !name.startsWith('/staff/');
  if (isResident && script > SCRIPT_LIMIT) faults.push(`${name}: ${script} bytes of script`);
  if (isResident && total > TOTAL_LIMIT) faults.push(`${name}: ${total} bytes in all`);
  if (!html.includes('http-equiv="content-security-policy"')) faults.push(`${name}: no policy`);
  if (!html.includes('lang="zh-CN"')) faults.push(`${name}: no language`);
  for (const [, url] of html.matchAll(/(?:src|href)="(https?:\/\/[^"]+)"/g)) {
    if (/<(?:script|link|img)[^>]+$/.test(html.slice(0, html.indexOf(url ?? '')))) {
      faults.push(`${name}: loads ${url}`);
    }
  }
  return { scripts: script, total };
}

const pages = filesBelow(SITE, '.html');
const weights = pages.map((page) => ({ page, ...checkPage(page) }));
for (const file of filesBelow(SITE, '.js')) {
  const code = readFileSync(file, 'utf8');
  for (const pattern of TOO_NEW) {
    const found = pattern.exec(code)?.[0];
    if (found) faults.push(`${relative(SITE, file)}: ${found} is unknown to Chrome 86`);
  }
}

weights.sort((a, b) => b.total - a.total);
const [heaviest] = weights;
process.stdout.write(
  `${pages.length} pages; the heaviest is /${relative(SITE, heaviest?.page ?? '')}: ${heaviest?.scripts} bytes of script, ${heaviest?.total} in all (gzip).\n`,
);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0 || pages.length < 412) process.exit(1);
