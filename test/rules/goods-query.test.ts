import { describe, expect, test } from 'vitest';
import { inFives } from '../../site/src/islands/goods/goodWords.ts';
import {
  foldedCount,
  goodIdIn,
  goodPath,
  quantityFrom,
  searchOf,
  wantedFrom,
} from '../../site/src/lib/goods-query.ts';

describe('what the list of goods is asked for, in the address', () => {
  test('goes into the address and comes back the same', () => {
    const wanted = { kind: 'good', category: 'grocery', can: 'now', q: '鸡蛋' } as const;
    expect(wantedFrom(searchOf(wanted))).toEqual(wanted);
    expect(foldedCount(wanted)).toBe(2);
  });

  test('leaves out what makes no sense', () => {
    expect(wantedFrom('?kind=gift&category=x&can=yes&marked=1&q=%20')).toEqual({});
    expect(wantedFrom(`?q=${'长'.repeat(50)}`).q).toHaveLength(40);
  });

  test('of what is marked nothing else is asked', () => {
    expect(wantedFrom('?marked=only&kind=good&q=鸡蛋')).toEqual({ marked: 'only' });
  });
});

describe('the page of a good', () => {
  test.each([
    ['/goods/good-01-1/', 'good-01-1'],
    ['/goods/one/', undefined],
    ['/goods/', undefined],
    ['/goods/A%20B/', undefined],
  ])('%s', (path, id) => expect(goodIdIn(path)).toBe(id));

  test('keeps how many are wanted while somebody signs in', () => {
    expect(goodPath('eggs', 2)).toBe('/goods/eggs/?quantity=2');
    expect(goodPath('eggs')).toBe('/goods/eggs/');
    expect(quantityFrom('?quantity=2')).toBe(2);
    expect(
      ['?quantity=0', '?quantity=1.5', '?quantity=100', '?quantity=x', ''].map(quantityFrom),
    ).toEqual([1, 1, 1, 1, 1]);
  });
});

test('ten digits are read aloud in fives', () => {
  expect(inFives('9595438728')).toBe('95954 38728');
});
