import { csvTemplate } from '../../../lib/registerFile/template.ts';

/** For Excel in China: UTF-8 with the mark by which Excel knows it. */
export function GET(): Response {
  return new Response(`\uFEFF${csvTemplate()}`, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8' },
  });
}
