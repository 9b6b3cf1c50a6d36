import { describe, expect, it } from 'vitest';
import {
  isStale,
  MAX_ATTEMPTS,
  NOTICE_KINDS,
  retryAfterMs,
  sentenceOf,
  TEXT_MAX_LENGTH,
} from '../../worker/features/notices/rules.ts';

const long = '很长的名字'.repeat(20);
const start = '2026-12-31T23:30:00+08:00';

describe('a sentence', () => {
  it('says what happened in plain words', () => {
    const facility = '果岭邻里中心';
    expect(
      sentenceOf('booking.released', {
        venue: '羽毛球 1 号场',
        facility,
        start,
        reason: '地面漏水',
      }),
    ).toBe('您约的羽毛球 1 号场（果岭邻里中心，12月31日周四23:30）用不了了：地面漏水。请另约。');
    expect(sentenceOf('registration.promoted', { activity: '四点半课堂', facility, start })).toBe(
      '您候补的四点半课堂排上了，12月31日周四23:30，果岭邻里中心。来不了请取消。',
    );
    expect(sentenceOf('session.cancelled', { activity: '手机课', start, reason: '老师生病' })).toBe(
      '您报名的手机课（12月31日周四23:30）取消了：老师生病。',
    );
    expect(sentenceOf('signIn.code', { code: '123456' })).toContain('123456');
  });

  it('says of points that came back whether they can still be spent', () => {
    const back = { good: '米', points: '10' };
    expect(sentenceOf('redemption.lapsed', back)).toContain('10 积分已经退回。');
    const all = sentenceOf('redemption.lapsed', { ...back, lapsed: '10' });
    expect(all).toContain('10 积分已经退回，但有效期已过，用不了了。');
    const part = sentenceOf('redemption.undone', { ...back, lapsed: '4', reason: '拿错了' });
    expect(part).toContain('10 积分已经退回，其中 4 分有效期已过。');
    const most = { good: long, reason: long, points: '100000', lapsed: '99999' };
    for (const kind of ['redemption.lapsed', 'redemption.undone', 'redemption.revoked'] as const) {
      for (const lapsed of [most.lapsed, most.points]) {
        const text = sentenceOf(kind, { ...most, lapsed });
        expect([kind, Array.from(text).length <= TEXT_MAX_LENGTH]).toEqual([kind, true]);
      }
    }
  });

  it('fits one text message, however long the names', () => {
    for (const kind of [...NOTICE_KINDS, 'signIn.code' as const]) {
      const text = sentenceOf(kind, {
        code: '123456',
        venue: long,
        facility: long,
        activity: long,
        place: long,
        reason: long,
        start,
      });
      expect([kind, Array.from(text).length <= TEXT_MAX_LENGTH]).toEqual([kind, true]);
    }
  });

  it('stays a sentence when a part is missing or no time', () => {
    for (const kind of NOTICE_KINDS) {
      expect(sentenceOf(kind, {})).not.toMatch(/undefined|NaN|null/);
      expect(sentenceOf(kind, { start: 'soon' })).not.toMatch(/undefined|NaN|Invalid/);
    }
  });

  it('carries no link and no brackets of a signature', () => {
    const reason = '【银行】点 https://evil.test/x';
    const text = sentenceOf('session.cancelled', { activity: '手机课', start, reason });
    expect(text).not.toMatch(/http|【|】/);
  });
});

describe('trying again', () => {
  it('waits twice as long each time', () => {
    expect(Array.from({ length: MAX_ATTEMPTS }, (_, i) => retryAfterMs(i + 1) / 60_000)).toEqual([
      0.5, 1, 2, 4, 8, 16, 32, 64,
    ]);
  });

  it('gives up on a code whose time is over, on nothing else', () => {
    expect(isStale('signIn.code', 5 * 60_000)).toBe(false);
    expect(isStale('signIn.code', 5 * 60_000 + 1)).toBe(true);
    expect(isStale('booking.released', 86_400_000)).toBe(false);
  });
});
