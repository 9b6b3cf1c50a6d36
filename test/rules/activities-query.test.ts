import { describe, expect, test } from 'vitest';
import {
  foldedCount,
  periodOf,
  searchOf,
  wantedFrom,
} from '../../site/src/lib/activities-query.ts';
import { activityIdIn, activityPath, wishFrom } from '../../site/src/lib/activity-path.ts';

describe('what the list of activities is asked for, in the address', () => {
  test('goes into the address and comes back the same', () => {
    const wanted = {
      audience: 'elder',
      category: 'class',
      zone: 'a',
      within: '10',
      when: 'weekend',
      open: 'now',
    } as const;
    expect(wantedFrom(searchOf(wanted))).toEqual(wanted);
    expect(foldedCount(wanted)).toBe(4);
  });

  test('leaves out what makes no sense', () => {
    expect(
      wantedFrom('?audience=all&category=x&zone=A/..&within=7&when=never&from=heute&open=yes'),
    ).toEqual({});
  });

  test('a named day goes before a period, and a period does not run backwards', () => {
    expect(wantedFrom('?when=today&from=2026-11-26')).toEqual({ when: 'today' });
    expect(wantedFrom('?from=2026-11-26&to=2026-11-25')).toEqual({ from: '2026-11-26' });
  });

  test.each([
    ['2026-11-25', 'weekend', '2026-11-28', '2026-11-29'],
    ['2026-11-28', 'weekend', '2026-11-28', '2026-11-29'],
    ['2026-11-29', 'weekend', '2026-11-29', '2026-11-29'],
    ['2026-12-31', 'tomorrow', '2027-01-01', '2027-01-01'],
    ['2026-11-25', 'today', '2026-11-25', '2026-11-25'],
  ] as const)('on %s, %s is from %s to %s', (today, when, from, to) => {
    expect(periodOf({ when }, today)).toEqual({ from, to });
  });
});

describe('what somebody is about to sign up for, in the address', () => {
  test('goes through signing in and comes back the same', () => {
    const wish = { sessionId: 'choir-2026-11-27', who: ['demo-resident', 'prs_1m'] };
    const path = activityPath('choir', wish);
    expect(wishFrom(path.slice(path.indexOf('?')))).toEqual(wish);
    expect(activityPath('choir', {})).toBe('/activities/choir/');
  });

  test('takes no more people than there may be, and none with a strange id', () => {
    const many = Array.from({ length: 20 }, (_, index) => `p${index}`).join('.');
    expect(wishFrom(`?who=${many}`).who).toHaveLength(9);
    expect(wishFrom('?who=<b>&session=../x')).toEqual({});
  });

  test.each([
    ['/activities/choir/', 'choir'],
    ['/activities/one/', undefined],
    ['/activities/', undefined],
    ['/activities/A B/', undefined],
  ])('the id in %s', (path, id) => {
    expect(activityIdIn(path)).toBe(id);
  });
});
