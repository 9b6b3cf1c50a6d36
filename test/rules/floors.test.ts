import { describe, expect, test } from 'vitest';
import { floorTheme } from '../../site/src/lib/floors.ts';

describe('what a floor is for', () => {
  test('what there is most of names it', () => {
    expect(floorTheme(['fitness', 'sport', 'sport', 'health'])).toEqual({
      title: '动一动',
      icon: 'fitness',
    });
    expect(floorTheme(['reading', 'culture', 'meeting']).title).toBe('学一学');
  });

  test('old and young together, or one of them alone', () => {
    expect(floorTheme(['elder_care', 'children', 'child_care']).title).toBe('老小都安心');
    expect(floorTheme(['elder_care', 'elder_care']).title).toBe('老人安心');
    expect(floorTheme(['children', 'child_care']).title).toBe('孩子的地方');
  });

  test('eating and errands, or errands alone with a counter for a sign', () => {
    expect(floorTheme(['dining', 'service_hall', 'parcel']).title).toBe('吃饭和办事');
    expect(floorTheme(['service_hall', 'service_hall'])).toEqual({
      title: '办事',
      icon: 'counter',
    });
  });
});
