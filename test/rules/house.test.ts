/**
 * The house: which files there are and what may know what (the folder map of README.md). A rule names a breach of it that
 * it would catch, so that no rule goes blind; an exception says why it is one, and goes when it isn't needed any more.
 */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesIn, type Import, importsOf, syntaxOf, textOf } from './source.ts';

const KINDS = ['tables', 'schema', 'rules', 'queries', 'commands', 'routes'];
/** What may be a folder, when one file would be too long. */
const FOLDERS = KINDS.filter((kind) => kind !== 'tables');

const WORKER = filesIn('worker', /\.ts$/);
const SITE = filesIn('site/src', /\.(ts|tsx|astro)$/);
const PROGRAM = [
  ...WORKER,
  ...SITE,
  ...filesIn('bin', /\.(ts|mjs)$/),
  ...filesIn('drizzle/demo', /\.ts$/),
];
const IMPORTS = PROGRAM.flatMap(importsOf);

type Part = { feature: string; kind: string };

/** `worker/features/venues/rules/slots.ts` → the rules of venues. */
function partOf(path: string): Part | null {
  const [, feature, kind] = /^worker\/features\/(\w+)\/(\w+)(?:\.ts|\/\w+\.ts)$/.exec(path) ?? [];
  return feature && kind ? { feature, kind } : null;
}

const isOf = (path: string, ...kinds: string[]) => kinds.includes(partOf(path)?.kind ?? '');
const isForeign = ({ file, from }: Import) =>
  partOf(from) !== null && partOf(file)?.feature !== partOf(from)?.feature;
const isPackage = (from: string) => !/^(worker|site|bin|drizzle|test)\//.test(from);

type Rule = {
  name: string;
  breaks: (one: Import) => boolean;
  wouldCatch: Omit<Import, 'reExport'>;
  /** `file ← what it imports`: why. */
  exceptions?: Record<string, string>;
};

const IMPORT_RULES: Rule[] = [
  {
    name: 'the library knows no feature',
    breaks: ({ file, from }) => file.startsWith('worker/lib/') && partOf(from) !== null,
    wouldCatch: {
      file: 'worker/lib/http.ts',
      from: 'worker/features/venues/rules/slots.ts',
      typeOnly: true,
    },
  },
  {
    name: 'rules know other rules, shapes by their types, and of the library what is pure',
    breaks: ({ file, from, typeOnly }) =>
      isOf(file, 'rules') &&
      !isOf(from, 'rules') &&
      !['worker/lib/time.ts', 'worker/lib/access.ts', 'worker/lib/errors.ts'].includes(from) &&
      !(typeOnly && (isOf(from, 'schema') || from === 'worker/lib/calendar-file.ts')),
    wouldCatch: {
      file: 'worker/features/venues/rules/slots.ts',
      from: 'drizzle-orm',
      typeOnly: false,
    },
    exceptions: {
      'worker/features/circle/rules/ways.ts ← graphology':
        'a graph in memory: pure, and better kept than one of ours',
      'worker/features/circle/rules/ways.ts ← graphology-shortest-path':
        'Dijkstra over it: pure, and better kept than one of ours',
      'worker/features/exchange/rules/jsonLd.ts ← worker/lib/datum.ts':
        'pages are built from this rule, and what they tell programs is in WGS-84: pure arithmetic',
      'worker/features/mall/rules.ts ← cdigit':
        'the check digit of ISO/IEC 7064: pure arithmetic, and better kept than ours',
    },
  },
  {
    name: 'shapes know no database and no HTTP',
    breaks: ({ file, from }) =>
      isOf(file, 'schema') &&
      !isOf(from, 'schema', 'rules') &&
      (isPackage(from) ? from !== 'zod' : !/^worker\/lib\/(schema|time|access)\.ts$/.test(from)),
    wouldCatch: {
      file: 'worker/features/venues/schema.ts',
      from: 'worker/lib/db.ts',
      typeOnly: false,
    },
  },
  {
    name: 'the tables of a feature are its own; others point to them with foreign keys only',
    breaks: (one) =>
      one.file.startsWith('worker/') &&
      isForeign(one) &&
      isOf(one.from, 'tables') &&
      !isOf(one.file, 'tables'),
    wouldCatch: {
      file: 'worker/features/desk/queries.ts',
      from: 'worker/features/venues/tables.ts',
      typeOnly: false,
    },
    exceptions: {
      'worker/app.ts ← worker/features/identity/tables.ts':
        'better-auth reads and writes its own tables: it is given them where all is composed',
    },
  },
  {
    name: 'tables know tables, and the types of what they hold',
    breaks: ({ file, from, typeOnly }) =>
      isOf(file, 'tables') &&
      partOf(from) !== null &&
      !isOf(from, 'tables') &&
      !(typeOnly && isOf(from, 'rules')),
    wouldCatch: {
      file: 'worker/features/venues/tables.ts',
      from: 'worker/features/venues/queries/venues.ts',
      typeOnly: true,
    },
  },
  {
    name: 'routes know neither drizzle nor the database nor tables',
    breaks: ({ file, from }) =>
      isOf(file, 'routes') &&
      (from.startsWith('drizzle') || from === 'worker/lib/db.ts' || isOf(from, 'tables')),
    wouldCatch: {
      file: 'worker/features/venues/routes.ts',
      from: 'worker/lib/db.ts',
      typeOnly: true,
    },
  },
  {
    name: 'only routes, the library and the composition know HTTP',
    breaks: ({ file, from }) =>
      partOf(file) !== null &&
      !isOf(file, 'routes') &&
      (from.startsWith('hono') || from === 'worker/lib/http.ts'),
    wouldCatch: {
      file: 'worker/features/venues/commands/bookVenue.ts',
      from: 'worker/lib/http.ts',
      typeOnly: true,
    },
  },
  {
    name: 'nothing leans on routes but the composition and the types of the site’s client',
    breaks: ({ file, from, typeOnly }) =>
      isOf(from, 'routes') && file !== 'worker/app.ts' && !(typeOnly && file.startsWith('site/')),
    wouldCatch: {
      file: 'worker/features/desk/queries.ts',
      from: 'worker/features/venues/routes.ts',
      typeOnly: true,
    },
  },
  {
    name: 'reading leads to no writing',
    breaks: ({ file, from }) => isOf(file, 'queries') && isOf(from, 'commands', 'routes'),
    wouldCatch: {
      file: 'worker/features/desk/queries.ts',
      from: 'worker/features/venues/commands/checkIn.ts',
      typeOnly: false,
    },
  },
  {
    name: 'only worker/lib/time.ts knows Temporal',
    breaks: ({ file, from }) => /temporal/i.test(from) && file !== 'worker/lib/time.ts',
    wouldCatch: { file: 'site/src/lib/format.ts', from: 'temporal-polyfill', typeOnly: false },
  },
  {
    name: 'only the platform knows Cloudflare',
    breaks: ({ file, from }) =>
      from.includes('cloudflare') && (file.startsWith('worker/') || file.startsWith('site/')),
    wouldCatch: { file: 'worker/lib/http.ts', from: 'cloudflare:workers', typeOnly: false },
    exceptions: {
      'site/src/worker-types.d.ts ← @cloudflare/workers-types':
        'the types of the API name D1; the site has no other use for them',
    },
  },
  {
    name: 'the site takes from the worker its rules, and types',
    breaks: ({ file, from, typeOnly }) =>
      file.startsWith('site/') &&
      from.startsWith('worker/') &&
      !isOf(from, 'rules') &&
      !(typeOnly && (isOf(from, 'schema', 'routes') || isTypesForPages(from))),
    wouldCatch: {
      file: 'site/src/lib/api.ts',
      from: 'worker/features/venues/schema.ts',
      typeOnly: false,
    },
  },
  {
    name: 'the worker knows nothing of the site, and neither knows the commands of the front door',
    breaks: ({ file, from }) =>
      (file.startsWith('worker/') && /^(site|bin|drizzle|test)\//.test(from)) ||
      (file.startsWith('site/') && /^(bin|drizzle|test)\//.test(from)),
    wouldCatch: {
      file: 'worker/app.ts',
      from: 'site/src/lib/paths.ts',
      typeOnly: false,
    },
    exceptions: {
      'site/src/lib/register.ts ← bin/register.ts':
        'the type of the file that the static pages are made from',
    },
  },
  {
    name: 'nothing passes on what another file has: no barrels',
    breaks: ({ reExport }) => reExport,
    wouldCatch: {
      file: 'worker/features/venues/rules.ts',
      from: 'worker/features/venues/rules/slots.ts',
      typeOnly: false,
    },
  },
];

function isTypesForPages(path: string): boolean {
  return path === 'worker/app.ts' || /^worker\/lib\/(access|errors|http|time)\.ts$/.test(path);
}

describe('what may know what', () => {
  test.each(IMPORT_RULES)('$name', ({ breaks, wouldCatch, exceptions = {} }) => {
    expect(breaks({ ...wouldCatch, reExport: true })).toBe(true);
    const breaches = IMPORTS.filter(breaks).map(({ file, from }) => `${file} ← ${from}`);
    expect([...new Set(breaches)].sort()).toEqual(Object.keys(exceptions).sort());
  });

  test('nothing in the worker goes round in a circle', () => {
    const edges = Map.groupBy(
      IMPORTS.filter(({ typeOnly }) => !typeOnly),
      ({ file }) => file,
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (done.has(file) || way.includes(file)) return;
      for (const { from } of edges.get(file) ?? []) follow(from, [...way, file]);
      done.add(file);
    };
    for (const file of WORKER) follow(file, []);
    expect(circles).toEqual([]);
  });
});

describe('the files of a feature', () => {
  const inFeatures = WORKER.filter((file) => file.startsWith('worker/features/'));

  test('bear one of six names, or lie in a folder of that name, all but tables', () => {
    const strange = inFeatures.filter((file) => {
      const part = partOf(file);
      const isFile = part !== null && file.endsWith(`/${part.kind}.ts`);
      return !part || !(isFile ? KINDS : FOLDERS).includes(part.kind);
    });
    expect(strange).toEqual([]);
  });

  test('are one file or one folder, never both', () => {
    const folders = inFeatures.flatMap((file) => /^(.*\/\w+)\/\w+\.ts$/.exec(file)?.[1] ?? []);
    expect(inFeatures.filter((file) => folders.includes(file.replace(/\.ts$/, '')))).toEqual([]);
  });
});

test('no file is named for being of use', () => {
  expect(PROGRAM.filter((file) => /(util|helper|misc)s?\b/i.test(file))).toEqual([]);
});

/** What stands in a file as code: names and texts, not comments. */
type Word = { file: string; text: string };

function wordsOf(file: string): Word[] {
  const words: Word[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      words.push({ file, text: `${node.expression.getText()}.${node.name.text}` });
    } else if (ts.isIdentifier(node) || ts.isStringLiteral(node)) {
      words.push({ file, text: node.text });
    } else if (ts.isNewExpression(node) && node.arguments?.length === 0) {
      words.push({ file, text: `new ${node.expression.getText()}()` });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntaxOf(file));
  return words;
}

const WORDS = [...WORKER, ...SITE].flatMap(wordsOf);

type WordRule = {
  name: string;
  of: 'worker/' | 'worker/features/' | 'site/' | '';
  word: RegExp;
  wouldCatch: string;
  /** file: why it may. */
  but?: Record<string, string>;
};

const WORD_RULES: WordRule[] = [
  {
    name: 'nobody opens a transaction: D1 has none, a batch is one',
    of: '',
    word: /\b(db|tx|database)\.transaction$/,
    wouldCatch: 'ctx.db.transaction',
  },
  {
    name: 'routes ask queries and commands, never the database',
    of: 'worker/features/',
    word: /\.(DB|prepare)$/,
    wouldCatch: 'c.env.DB',
  },
  {
    name: 'only the platform knows what Cloudflare gives',
    of: 'worker/',
    word: /^(Fetcher|RateLimit|ExecutionContext|ExportedHandler|caches|CF-[\w-]+|ASSETS)$|\.executionCtx$/,
    wouldCatch: 'CF-Connecting-IP',
    but: {
      'worker/lib/platform.ts': 'it is the platform',
      'worker/index.ts': 'Cloudflare calls it',
      'worker/app.ts': 'hands what Cloudflare gave with the request to the platform',
    },
  },
  {
    name: 'features know the database as Drizzle shows it, not as D1',
    of: 'worker/features/',
    word: /^D1[A-Z]\w+$/,
    wouldCatch: 'D1Database',
  },
  {
    name: 'the clock is an argument',
    of: 'worker/',
    word: /^(Date\.now|new Date\(\)|performance\.now)$/,
    wouldCatch: 'Date.now',
    but: {
      'worker/lib/platform.ts': 'it is the clock',
      'worker/lib/auth.ts': 'better-auth tells no time when it asks for an id',
    },
  },
  {
    name: 'chance comes from worker/lib/ids.ts',
    of: 'worker/',
    word: /^(Math\.random|crypto\.(getRandomValues|randomUUID))$/,
    wouldCatch: 'Math.random',
    but: {
      'worker/lib/ids.ts': 'it makes ids and codes',
      'worker/app.ts': 'names each request',
    },
  },
  {
    name: 'only site/src/lib/format.ts formats days and times',
    of: 'site/',
    word: /^Intl(\.|$)|\.toLocale\w*String$|\.get(Hours|Minutes|Day|Date|Month|FullYear)$/,
    wouldCatch: 'day.toLocaleDateString',
    but: { 'site/src/lib/format.ts': 'it is the one' },
  },
];

describe('what no file says', () => {
  test.each(WORD_RULES)('$name', ({ of, word, wouldCatch, but = {} }) => {
    expect(word.test(wouldCatch)).toBe(true);
    const said = WORDS.filter(({ file, text }) => file.startsWith(of) && word.test(text));
    expect(said.filter(({ file }) => !(file in but))).toEqual([]);
    expect([...new Set(said.map(({ file }) => file))].sort()).toEqual(Object.keys(but).sort());
  });

  test('routes touch no ctx.db', () => {
    const routes = WORDS.filter(({ file }) => isOf(file, 'routes'));
    expect(routes.filter(({ text }) => /\.db$/.test(text))).toEqual([]);
  });
});

test('no feature names the tables of another in SQL', () => {
  const ownerOf = new Map<string, string>();
  for (const file of WORKER.filter((one) => isOf(one, 'tables'))) {
    for (const [, name = ''] of textOf(file).matchAll(/sqliteTable\(\s*'(\w+)'/g)) {
      ownerOf.set(name, partOf(file)?.feature ?? '');
    }
  }
  expect(ownerOf.get('booking')).toBe('venues');
  const foreign = WORKER.flatMap((file) =>
    [...textOf(file).matchAll(/\b(?:FROM|JOIN|INTO|UPDATE) (\w+)/g)]
      .filter(([, name = '']) => ownerOf.has(name) && ownerOf.get(name) !== partOf(file)?.feature)
      .map(([said]) => `${file}: ${said}`),
  );
  expect(foreign).toEqual([]);
});

/** Lines that a function of the worker, of the demo district or of the front door may have. */
const MOST_LINES = 70;

test('no function of the worker is longer than a screen', () => {
  const long: string[] = [];
  for (const file of PROGRAM.filter((one) => !one.startsWith('site/'))) {
    const source = syntaxOf(file);
    const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1;
    const visit = (node: ts.Node): void => {
      const [from, until] = [lineOf(node.getStart()), lineOf(node.end)];
      const isFunction = ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
      if (isFunction && until - from >= MOST_LINES) long.push(`${file}:${from}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  expect(long).toEqual([]);
});
