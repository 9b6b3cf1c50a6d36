/** Calendar files as ical.js reads them when it forgives nothing, and as RFC 5545 wants their lines. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarFile } from '../../worker/lib/calendar-file.ts';

const START = Date.parse('2026-11-26T15:00:00+08:00');
const SUMMARY = '国岭羽毛球；第 1 片，半场\\整场'.repeat(6);
const NOTE = `替家人（欧阳**）\n${'番茄炒蛋 ×2、😀鱼头豆腐汤 ×1、'.repeat(9)}\n到了出示号码。`;

const file = calendarFile('邻里', [
  {
    uid: 'b-1@booking.linli.invalid',
    sequence: 2,
    status: 'confirmed',
    summary: SUMMARY,
    place: '国岭共同体, 4 楼; 仓前街道',
    note: NOTE,
    startAt: START,
    endAt: START + 3_600_000,
    madeAt: START - 86_400_000,
    changedAt: START - 43_200_000,
    remindMin: 60,
  },
  {
    uid: 'b-2@booking.linli.invalid',
    sequence: 1,
    status: 'cancelled',
    summary: '短',
    place: '',
    note: '',
    startAt: START,
    endAt: START + 1,
    madeAt: START,
    changedAt: START,
  },
]);

describe('a calendar file', () => {
  const forgives = ICAL.design.strict;
  beforeAll(() => {
    ICAL.design.strict = true;
  });
  afterAll(() => {
    ICAL.design.strict = forgives;
  });

  it('says the same again when it is read', () => {
    const calendar = new ICAL.Component(ICAL.parse(file));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
    const [event] = calendar
      .getAllSubcomponents('vevent')
      .map((part) => new ICAL.Event(part, { strictExceptions: true }));
    expect(event).toMatchObject({
      uid: 'b-1@booking.linli.invalid',
      sequence: 2,
      summary: SUMMARY,
      location: '国岭共同体, 4 楼; 仓前街道',
      description: NOTE,
    });
    expect(event?.startDate.toJSDate().getTime()).toBe(START);
    expect(event?.endDate.toJSDate().getTime()).toBe(START + 3_600_000);
  });

  it('has of each event what RFC 5545 asks for, once', () => {
    const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
    expect(events).toHaveLength(2);
    for (const event of events) {
      const counts = ['uid', 'dtstamp', 'dtstart', 'dtend', 'sequence', 'status', 'summary'].map(
        (name) => [name, event.getAllProperties(name).length],
      );
      expect(counts).toEqual(counts.map(([name]) => [name, 1]));
      for (const alarm of event.getAllSubcomponents('valarm')) {
        const has = ['action', 'trigger', 'description'].map((name) => alarm.hasProperty(name));
        expect(has).toEqual([true, true, true]);
      }
    }
  });

  it('ends every line with CRLF, folds after 75 octets, and parts no character', () => {
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = file.split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
    const octets = lines.map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(lines.filter((line) => line.startsWith(' ')).length).toBeGreaterThan(10);
    // Half a character becomes U+FFFD on the way out.
    expect(new TextDecoder().decode(new TextEncoder().encode(file))).not.toContain('\ufffd');
    expect(lines.filter((line) => !line.isWellFormed())).toEqual([]);
  });
});
