import Papa from 'papaparse';
import { FileFault } from './fault.ts';

/** The cells of each line. Separators are commas, semicolons or tabs; a cell in quotes may go over several lines. */
export function csvLines(text: string): string[][] {
  // Excel's own first line that names the separator.
  const [named = '', separator] = /^sep=(.)\r?\n/.exec(text) ?? [];
  const { data, errors } = Papa.parse<string[]>(text.slice(named.length), {
    delimiter: separator ?? separatorOf(text),
    skipEmptyLines: false,
  });
  const open = errors.find(({ type }) => type === 'Quotes');
  if (open) throw new FileFault('file.quotes', String((open.row ?? 0) + 1));
  return named ? [[], ...data] : data;
}

/** The one there is most of in the first line that has any. */
function separatorOf(text: string): string {
  const line = text.split(/\r?\n/, 6).find((one) => /[,;\t]/.test(one)) ?? '';
  const count = (mark: string) => line.split(mark).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}
