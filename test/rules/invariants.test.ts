/** docs/invariants.md tells the truth: what keeps a promise is there, the test that proves it too, and no trigger is left out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesIn, syntaxOf, textOf } from './source.ts';

type Row = { rule: string; keptBy: string[]; provedBy: { file: string; title: string }[] };

const ROWS: Row[] = textOf('docs/invariants.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (rule|---)/.test(line))
  .map((line) => {
    const [rule = '', keptBy = '', provedBy = ''] = line.slice(2, -2).split(' | ');
    return {
      rule,
      keptBy: [...keptBy.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
      provedBy: [...provedBy.matchAll(/`([^`]+)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({
        file: `test/${file}.${file.startsWith('e2e/') ? 'spec' : 'test'}.ts`,
        title,
      })),
    };
  });

const SQL = filesIn('drizzle', /^\d{4}_\w+\.sql$/)
  .map(textOf)
  .join('\n');

/** Those that stand after the last migration. */
function triggers(): Set<string> {
  const names = new Set<string>();
  for (const [, verb, name = ''] of SQL.matchAll(/^(CREATE|DROP) TRIGGER (\w+)/gm)) {
    if (verb === 'CREATE') names.add(name);
    else names.delete(name);
  }
  return names;
}

/** Named CHECKs, unique indexes, and keys of several columns. */
function constraints(): Set<string> {
  const named = /(?:CONSTRAINT ["`](\w+)["`] CHECK|CREATE UNIQUE INDEX `(\w+)`)/g;
  const keys = [...SQL.matchAll(/PRIMARY KEY\([^)]+\)/g)].map(([key]) => key.replaceAll('`', ''));
  return new Set([...[...SQL.matchAll(named)].map(([, a, b]) => a ?? b ?? ''), ...keys]);
}

/** The codes with which a batch can be aborted on a condition. */
function guards(): Set<string> {
  const codes = filesIn('worker/features', /\.ts$/).flatMap((file) =>
    [...textOf(file).matchAll(/\bguard\(\s*[\w.]+,\s*'([a-zA-Z]+\.[a-zA-Z]+)'/g)].map(
      ([, code = '']) => code,
    ),
  );
  return new Set(codes);
}

/** Every text in the code of a test file: titles, also those of a table of tests. */
function textsIn(file: string): Set<string> {
  const texts = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(syntaxOf(file));
  return texts;
}

const isThere = (file: string) => existsSync(join(import.meta.dirname, '../..', file));

describe('the table of invariants', () => {
  test('has rows for what is built, each kept and proved by something', () => {
    expect(ROWS.length).toBeGreaterThan(40);
    for (const row of ROWS) {
      expect(row).toMatchObject({
        keptBy: [expect.any(String), ...row.keptBy.slice(1)],
        provedBy: [expect.any(Object), ...row.provedBy.slice(1)],
      });
    }
  });

  test('names only what is in the migrations, in a guard, or in the code', () => {
    const known = new Set([...triggers(), ...constraints(), ...guards()]);
    const names = ROWS.flatMap(({ keptBy }) => keptBy);
    const isKnown = (name: string) =>
      name.startsWith('worker/') ? isThere(name) : known.has(name);
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });

  test('names every trigger and every guard', () => {
    const named = new Set(ROWS.flatMap(({ keptBy }) => keptBy));
    expect([...triggers(), ...guards()].filter((name) => !named.has(name))).toEqual([]);
  });

  test('names only tests that there are', () => {
    const proofs = ROWS.flatMap(({ provedBy }) => provedBy);
    const missing = proofs.filter(({ file, title }) => !isThere(file) || !textsIn(file).has(title));
    expect(missing).toEqual([]);
  });

  test('and the tests past every command are all in it', () => {
    const named = new Set(ROWS.flatMap(({ provedBy }) => provedBy.map(({ title }) => title)));
    const tried = [
      ...textOf('test/worker/promises.test.ts').matchAll(/^ {2}\[\n {4}'([^']+)',$/gm),
    ];
    expect(tried.length).toBeGreaterThan(50);
    expect(tried.flatMap(([, title = '']) => (named.has(title) ? [] : title))).toEqual([]);
  });
});
