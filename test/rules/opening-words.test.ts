import { describe, expect, test } from 'vitest';
import { openingWords, opensLabel, untilWords } from '../../site/src/lib/opening.ts';

const now = Date.parse('2026-11-25T10:37:00+08:00');
const at = (time: string, on = '2026-11-25') => `${on}T${time}:00+08:00`;

describe('how a place stands, in words', () => {
  test('open until, and around the clock', () => {
    expect(openingWords({ state: 'open', until: at('21:00') }, now)).toEqual({
      kind: 'open',
      text: '开到 21:00',
    });
    expect(openingWords({ state: 'open' }, now)).toEqual({ kind: 'open', text: '一直开着' });
  });

  test('closes within the hour', () => {
    expect(openingWords({ state: 'open', until: at('11:37') }, now)).toEqual({
      kind: 'soon',
      text: '11:37 关门',
    });
    expect(openingWords({ state: 'open', until: at('11:38') }, now).kind).toBe('open');
  });

  test('midnight belongs to today, what runs past it to the next day', () => {
    expect(untilWords(at('00:00', '2026-11-26'), now)).toBe('24:00');
    expect(untilWords(at('02:00', '2026-11-26'), now)).toBe('次日 2:00');
  });

  test('shut: opens today, tomorrow, on a later day, or nobody knows when', () => {
    const shut = (nextOpen?: string) => openingWords({ state: 'closed', nextOpen }, now).text;
    expect(shut(at('14:00'))).toBe('14:00 开');
    expect(shut(at('08:30', '2026-11-26'))).toBe('明天 8:30 开');
    expect(shut(at('09:00', '2026-11-28'))).toBe('28 日 周六 9:00 开');
    expect(shut()).toBe('没开，何时开打电话问');
    expect(opensLabel(at('14:00'), now)).toBe('开门');
    expect(opensLabel(at('08:30', '2026-11-26'), now)).toBe('明天开门');
  });

  test('not known is neither open nor shut', () => {
    expect(openingWords({ state: 'unknown' }, now)).toEqual({
      kind: 'ask',
      text: '没报开门，打电话问',
    });
  });
});
