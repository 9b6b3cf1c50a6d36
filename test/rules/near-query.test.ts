import { describe, expect, test } from 'vitest';
import { foldedCount, searchOf, tidy, wantedFrom } from '../../site/src/lib/near-query.ts';

describe('what the list is asked for, in the address', () => {
  test('goes into the address and comes back the same', () => {
    const wanted = {
      level: 'community',
      category: 'reading',
      community: 'wanhe',
      within: '10',
      open: 'now',
      q: '绿汀 路&',
    } as const;
    expect(wantedFrom(searchOf(wanted))).toEqual(wanted);
  });

  test('wanting everything is an empty address', () => {
    expect(searchOf({})).toBe('');
    expect(wantedFrom('')).toEqual({});
  });

  test('leaves out what makes no sense', () => {
    expect(
      wantedFrom('?verb=sleep&level=__proto__&within=7&open=yes&zone=%3Cscript%3E&q=%20%20&x=1'),
    ).toEqual({});
    expect(wantedFrom('?verb=toString&category=constructor')).toEqual({});
  });

  test('cuts a long text to what the API takes', () => {
    expect(wantedFrom(`?q=${'书'.repeat(60)}`).q).toHaveLength(40);
  });

  test('the narrower of two that contradict each other stays', () => {
    expect(tidy({ verb: 'read', category: 'dining', zone: 'a', community: 'wanhe' })).toEqual({
      category: 'dining',
      community: 'wanhe',
    });
  });

  test('counts the conditions that fold away', () => {
    expect(foldedCount({ verb: 'read', within: '5', open: 'now' })).toBe(0);
    expect(foldedCount({ level: 'estate', zone: 'a', q: '书' })).toBe(3);
  });
});
