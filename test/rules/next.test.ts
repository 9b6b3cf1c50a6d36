import { describe, expect, test } from 'vitest';
import { nextPath, signInPath } from '../../site/src/lib/next.ts';

describe('where to go after signing in', () => {
  test.each([
    '/',
    '/mine/',
    '/venues/guoling-badminton-1/?start=2026-11-26T15:00:00%2B08:00&party=2',
    '/mine/profile/#family',
    '/facilities/?q=%E4%B9%A6%E6%88%BF',
    '/facilities/?q=书房',
    '/venues/a/?back=//x',
    '/mine/?next=https://other.example/',
  ])('a page of this site: %s', (path) => expect(nextPath(path)).toBe(path));

  test.each([
    ['nothing', ''],
    ['another host', '//other.example/'],
    ['another host, by a backslash', '/\\other.example/'],
    ['a backslash anywhere', '/mine/\\..\\x'],
    ['a scheme', 'https://other.example/'],
    ['a scheme that runs', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['a relative path', 'mine/'],
    ['a dot path', './mine/'],
    ['a query alone', '?next=/'],
    ['a tab that browsers drop', '/\t/other.example/'],
    ['a line break', '/\n/other.example/'],
    ['a leading space', ' /mine/'],
    ['a space within', '/mine /'],
    ['NUL', '/\u0000/other.example/'],
    ['a C1 control', '/\u0085/x'],
    ['an invisible character', '/\u200b/x'],
    ['a byte order mark', '\ufeff/mine/'],
    ['dots that leave two slashes', '/.//other.example/'],
    ['dots that climb to two slashes', '/x/..//other.example/'],
    ['encoded dots that leave two slashes', '/%2e//other.example/'],
    ['the API', '/api/auth/sign-out'],
    ['the API, past dots', '/mine/../api/v1/me'],
    ['the sign-in page', '/sign-in/?next=/sign-in/'],
    ['too long', `/${'x'.repeat(500)}`],
  ])('%s is refused', (_, path) => expect(nextPath(path)).toBeNull());

  test.each([null, undefined])('%s is nowhere', (path) => expect(nextPath(path)).toBeNull());

  test('the sign-in page is told the whole path', () => {
    expect(signInPath('/sign-in/', '/venues/a/?start=1&party=2')).toBe(
      '/sign-in/?next=%2Fvenues%2Fa%2F%3Fstart%3D1%26party%3D2',
    );
    expect(signInPath('/sign-in/', '//other.example/')).toBe('/sign-in/');
  });
});
