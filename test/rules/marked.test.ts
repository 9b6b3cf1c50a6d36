import { expect, test } from 'vitest';
import { piecesOf } from '../../site/src/lib/marked.ts';

test.each([
  ['nothing marked', '书房', [], ['书房']],
  ['one part', '万和书房', [[2, 4]], ['万和', '[书房]']],
  [
    'parts in any order',
    '万和社区食堂',
    [
      [4, 6],
      [0, 2],
    ],
    ['[万和]', '社区', '[食堂]'],
  ],
  [
    'parts that overlap',
    '万和书房',
    [
      [0, 3],
      [2, 4],
    ],
    ['[万和书]', '[房]'],
  ],
] as const)('a name in pieces: %s', (_what, name, marks, pieces) => {
  expect(piecesOf(name, marks).map(({ text, marked }) => (marked ? `[${text}]` : text))).toEqual(
    pieces,
  );
});
