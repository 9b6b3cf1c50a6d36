/**
 * `node test/standards/hsds.ts PATH`: whether the answers of the HSDS API pass the JSON Schemas of the specification.
 *
 * PATH is a copy of https://github.com/openreferral/specification at its branch 3.0. Its schemas allow any further field:
 * here they are closed first, so that a misspelt one is found too.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { startLinli } from '../../bin/server.ts';

type Json = Record<string, unknown>;
type Page = { total_items: number; total_pages: number; contents: { id: string }[] };

const [root] = process.argv.slice(2);
if (!root) throw new Error('Say where the specification lies: node test/standards/hsds.ts PATH');

const say = (line: string) => process.stdout.write(`${line}\n`);
const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));

function schemaOf(file: string): Json {
  return JSON.parse(readFileSync(join(root ?? '', 'schema', file), 'utf8')) as Json;
}

/** With the schemas it refers to in their place, and closed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const { $ref: ref, $id: _, ...rest } = value as Json;
  if (typeof ref === 'string') return closed(schemaOf(ref));
  const inside = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, closed(one)]));
  const isObject = typeof rest.properties === 'object' && rest.type === 'object';
  return { ...inside, ...(isObject && { additionalProperties: false }) };
}

function validatorOf(file: string): ValidateFunction {
  const validate = ajv.compile(closed(schemaOf(file)) as Json);
  if (validate({})) throw new Error(`${file} accepts anything`);
  return validate;
}

const linli = await startLinli({ port: 0, say });
const answers: { what: string; file: string; things: readonly unknown[] }[] = [];

async function ask<T>(path: string): Promise<T> {
  const reply = await fetch(new URL(`/api/v1/hsds${path}`, linli.url));
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Every thing of a list, page by page. */
async function listed(path: string): Promise<{ id: string }[]> {
  const things: { id: string }[] = [];
  for (let page = 1; ; page += 1) {
    const sign = path.includes('?') ? '&' : '?';
    const { contents, total_pages: last } = await ask<Page>(
      `${path}${sign}per_page=200&page=${page}`,
    );
    things.push(...contents);
    if (page >= last) return things;
  }
}

/** How many of a list are asked for one by one as well. */
const SAMPLE = 40;

async function gather(path: string, lists: string, nested: string, canBeFull = true) {
  const things = await listed(path);
  answers.push({ what: path, file: lists, things });
  if (canBeFull) {
    const full = await listed(`${path}?full=true`);
    answers.push({ what: `${path}?full=true`, file: nested, things: full });
  }
  const step = Math.max(1, Math.floor(things.length / SAMPLE));
  const some = things.filter((_, index) => index % step === 0);
  const one = await Promise.all(some.map(({ id }) => ask(`${path}/${id}`)));
  answers.push({ what: `${path}/{id}`, file: nested, things: one });
}

try {
  await gather('/services', 'compiled/service_list.json', 'compiled/service.json');
  await gather(
    '/service_at_locations',
    'compiled/service_at_location_list.json',
    'compiled/service_at_location.json',
  );
  await gather('/organizations', 'compiled/organization_list.json', 'compiled/organization.json');
  await gather('/taxonomies', 'taxonomy.json', 'taxonomy.json', false);
  await gather('/taxonomy_terms', 'taxonomy_term.json', 'taxonomy_term.json', false);
} finally {
  await linli.stop();
}

/** How many fail. */
function check({ what, file, things }: (typeof answers)[number]): number {
  const validate = validatorOf(file);
  const errors = things.flatMap((thing) =>
    validate(thing) ? [] : [ajv.errorsText(validate.errors)],
  );
  say(`${what}: ${things.length - errors.length} of ${things.length} pass ${file}`);
  for (const error of [...new Set(errors)].slice(0, 3)) say(`  ${error.slice(0, 600)}`);
  return errors.length;
}

// Only now: to compile a schema takes seconds in which connections that wait would be lost.
const failed = answers.map(check).reduce((sum, count) => sum + count, 0);
say(failed === 0 ? 'All answers pass.' : `${failed} answers fail.`);
process.exitCode = failed === 0 ? 0 : 1;
