import { describe, expect, it } from 'vitest';
import {
  CONSENT_VERSIONS,
  codeRefusal,
  couldBeBornOn,
  holdsConsent,
  maskName,
  maskPhone,
} from '../../worker/features/identity/rules.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('masking a name', () => {
  it.each([
    ['张秀兰', '张**'],
    ['张三', '张*'],
    ['欧阳娜娜', '欧阳**'],
    ['司马光', '司马*'],
    ['上官婉儿', '上官**'],
    ['诸葛亮', '诸葛*'],
    // Two characters are a surname and a given name.
    ['欧阳', '欧*'],
    ['东方', '东*'],
    // A surname before a marriage surname is not a compound surname.
    ['陈方安生', '陈***'],
    ['张', '张*'],
    ['阿依古丽·买买提', '阿***'],
    ['Anna Smith', 'A***'],
    // One character outside the basic plane is one character.
    ['𠮷田三', '𠮷**'],
    ['  李四 ', '李*'],
    ['', '居民'],
    ['   ', '居民'],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('masking a phone number', () => {
  it.each([
    ['+8613812341234', '138****1234'],
    ['13812341234', '138****1234'],
    ['8613812341234', '138****1234'],
    ['12345', '****'],
    ['', '****'],
  ])('%s → %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });
});

describe('a date of birth', () => {
  it.each([
    ['2026-11-25', true],
    ['2026-11-26', false],
    ['1906-11-25', true],
    ['1906-11-26', true],
    // 121 on this day.
    ['1905-11-25', false],
    ['1905-11-26', true],
    ['2024-02-29', true],
  ])('%s on 2026-11-25: %s', (bornOn, possible) => {
    expect(couldBeBornOn(bornOn, '2026-11-25')).toBe(possible);
  });
});

describe('a consent', () => {
  const version = CONSENT_VERSIONS.birth_date;
  it('counts only to the present text, while it stands, for its own kind', () => {
    const given = { kind: 'birth_date' as const, version, withdrawnAt: null };
    expect(holdsConsent([given], 'birth_date')).toBe(true);
    expect(holdsConsent([given], 'dependant')).toBe(false);
    expect(holdsConsent([{ ...given, version: '2020-01-01' }], 'birth_date')).toBe(false);
    expect(holdsConsent([{ ...given, withdrawnAt: 1 }], 'birth_date')).toBe(false);
    expect(holdsConsent([], 'birth_date')).toBe(false);
  });
});

describe('the refusal of a code', () => {
  it('names the limit and waits for the one that holds longest', () => {
    const now = 10 * DAY;
    const ago = (...minutes: number[]) => minutes.map((minute) => now - minute * MINUTE);
    expect(codeRefusal('code.minuteLimit', { number: ago(0.5), address: [] }, now)).toEqual({
      rule: { name: 'numberCodesIn1Min', value: 1 },
      possibleFromAt: now + MINUTE / 2,
    });
    const five = ago(0.5, 10, 20, 30, 50);
    expect(codeRefusal('code.minuteLimit', { number: five, address: [] }, now).possibleFromAt).toBe(
      now + 10 * MINUTE,
    );
  });

  it('finds which window of an address is full', () => {
    const now = 10 * DAY;
    const address = Array.from({ length: 60 }, (_, index) => now - index * 50_000 - 2 * MINUTE);
    expect(codeRefusal('code.addressLimit', { number: [], address }, now)).toEqual({
      rule: { name: 'addressCodesIn60Min', value: 60 },
      possibleFromAt: (address[59] ?? 0) + HOUR,
    });
  });

  it('never points into the past, though the limit fell away meanwhile', () => {
    expect(codeRefusal('code.dayLimit', { number: [], address: [] }, DAY).possibleFromAt).toBe(DAY);
  });
});
