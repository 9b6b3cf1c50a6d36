import writeXlsxFile from 'write-excel-file/node';
import { templateLines, templateWords } from '../../../lib/registerFile/template.ts';

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });

/** Every cell is text, so that Excel makes no date of a phone number; a second sheet has the words that are understood. */
export async function GET(): Promise<Response> {
  const [headings = [], ...rows] = templateLines();
  const text = (value: string) => ({ value, type: String, format: '@' });
  const { title, wordsTitle, words } = templateWords();
  const bytes = await writeXlsxFile([
    {
      data: [headings.map(bold), ...rows.map((row) => row.map(text))],
      sheet: title,
      columns: headings.map((heading) => ({ width: Math.max(12, heading.length * 2 + 4) })),
      stickyRowsCount: 1,
    },
    { data: words.map(([column, all]) => [bold(column), text(all)]), sheet: wordsTitle },
  ]).toBuffer();
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    },
  });
}
