/** The project's own source as the tests of the house see it: its files, and what each of them imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths from the root of the project, `/` between folders. */
export function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export type Import = {
  file: string;
  /** A path from the root of the project, or the name of a package. */
  from: string;
  /** Nothing of it is left when the program runs. */
  typeOnly: boolean;
  reExport: boolean;
};

/** What a file says in code: no comments. Of an .astro file its head and its scripts. */
export function syntaxOf(file: string): ts.SourceFile {
  const text = file.endsWith('.astro') ? codeOfAstro(textOf(file)) : textOf(file);
  const kind = /x$|astro$/.test(file) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

function codeOfAstro(text: string): string {
  const [, head = ''] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
  return [head, ...scripts.map(([, script]) => script)].join('\n');
}

export function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean, reExport = false) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const name = specifier.text;
    const from = name.startsWith('.') ? normalize(join(dirname(file), name)) : name;
    found.push({ file, from, typeOnly, reExport });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isOfTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal as ts.Expression, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(syntaxOf(file));
  return found;
}

function isOfTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  );
}
