/** Every kind of problem that a row can have, and what is taken for what it means. */
import { describe, expect, test } from 'vitest';
import { importProblems } from '../../site/src/i18n/zh/importProblems.ts';
import type { Cells } from '../../worker/features/directory/rules/registerColumns.ts';
import { ROW_PROBLEMS, type RowProblemCode } from '../../worker/features/imports/rules/problems.ts';
import { type Ground, stageRow } from '../../worker/features/imports/rules/row.ts';
import { toGcj02 } from '../../worker/lib/datum.ts';
import { pinyinOf, syllablesOf } from '../../worker/lib/pinyin.ts';

const ground: Ground = {
  areas: {
    zones: [
      { id: 'a', letter: 'A', name: '和合万家' },
      { id: 'b', letter: 'B', name: '良睦同心' },
    ],
    communities: [
      { id: 'wanhe', zoneId: 'a', name: '万和社区' },
      { id: 'liangmu', zoneId: 'b', name: '良睦社区' },
    ],
    estates: [
      { id: 'huayuan', communityId: 'wanhe', name: '万和花苑', lng: 119.9995, lat: 30.2896 },
      { id: 'yayuan', communityId: 'liangmu', name: '良睦雅苑', lng: 120.02, lat: 30.2896 },
    ],
  },
  known: new Map([['known', { lng: 119.9995, lat: 30.2896 }]]),
  datum: 'gcj02',
  anywhere: false,
  today: '2026-11-25',
  toGcj02,
  spell: (name) => ({ pinyin: pinyinOf(name), syllables: syllablesOf(name) }),
};

const GOOD: Cells = {
  id: 'wanhe-9',
  name: '万和书房',
  level: '社区级',
  category: '书房',
  community: '万和社区',
  address: '绿汀路 1 号',
  lng: '119.999500',
  lat: '30.289600',
};

const stage = (cells: Cells, more: Partial<Ground> = {}) =>
  stageRow({ rowNo: 2, cells: { ...GOOD, ...cells } }, { ...ground, ...more });
const codesOf = (cells: Cells, more: Partial<Ground> = {}) =>
  stage(cells, more).problems.map(({ column, code, hint }) => `${column} ${code} ${hint}`.trim());

describe('what is wrong with a row', () => {
  test.each<[string, Cells, string[]]>([
    [
      'a formula that failed',
      { address: '#REF!' },
      ['address cell.error', 'address address.empty'],
    ],
    ['unseen characters', { name: '万和\u0007书房' }, ['name text.control']],
    ['characters that were lost', { name: '万和\uFFFD书房' }, ['name text.control']],
    ['a name too long', { name: '万'.repeat(41) }, ['name text.tooLong 40']],
    ['no name', { name: ' ' }, ['name name.empty']],
    [
      'full-width digits',
      { phone: '０５７１－８８８８６６６６' },
      ['phone digits.wide 0571-88886666'],
    ],
    ['a bad number', { id: '万和 9' }, ['id id.bad']],
    ['no number', { id: '' }, ['id id.made wanhe-wanheshufang']],
    ['no level', { level: '' }, ['level level.empty']],
    ['an unknown level', { level: '省级' }, ['level level.unknown']],
    ['no category', { category: '' }, ['category category.empty']],
    ['an unknown category', { category: '书店' }, ['category category.unknown 书房']],
    ['an unknown zone', { zone: 'D' }, ['zone zone.unknown 和合万家、良睦同心']],
    ['no community', { community: '' }, ['community community.empty']],
    [
      'an unknown community',
      { community: '千和' },
      ['community community.unknown 万和社区、良睦社区'],
    ],
    ['a community of another zone', { zone: 'B' }, ['community community.otherZone 和合万家']],
    ['an estate-level place without estate', { level: '小区级' }, ['estate estate.missing']],
    [
      'an unknown estate',
      { level: '小区级', estate: '千和花苑' },
      ['estate estate.unknown 万和花苑'],
    ],
    [
      'an estate of another community',
      { level: '小区级', estate: '良睦雅苑' },
      ['estate estate.otherCommunity 良睦社区'],
    ],
    ['an estate that is not needed', { estate: '万和花苑' }, ['estate estate.notNeeded']],
    ['no address', { address: '' }, ['address address.empty']],
    ['no position', { lat: '' }, ['lat position.empty']],
    [
      'longitude and latitude swapped',
      { lng: '30.289600', lat: '119.999500' },
      ['lng position.swapped 119.9995, 30.2896'],
    ],
    ['outside the district', { lng: '120.1995' }, ['lng position.outside 120.1995, 30.2896']],
    ['on no map of the country', { lng: '0.0000', lat: '0.0000' }, ['lng position.outside 0, 0']],
    ['far from its community', { lng: '120.0150' }, ['lng position.farFromCommunity']],
    ['few decimals', { lng: '119.999' }, ['lng position.coarse']],
    ['no number of degrees', { lng: "119°59'58" }, ['lng number.bad']],
    ['an unknown datum', { datum: '西安80' }, ['datum datum.unknown WGS-84、GCJ-02、BD-09']],
    [
      'a known place half a kilometre away: the wrong datum',
      { id: 'known', lng: '119.994849', lat: '30.292058' },
      ['lng datum.suspected WGS-84'],
    ],
    ['a bad phone number', { phone: '5.71E+11' }, ['phone phone.bad']],
    ['a bad area', { areaM2: '一百' }, ['areaM2 area.bad 1000000']],
    ['no area', { areaM2: '' }, ['areaM2 area.empty']],
    ['a day that there isn’t', { hours: '周八 09:00-12:00' }, ['hours hours.day 1 周八']],
    ['closing before opening', { hours: '每天 18:00-02:00' }, ['hours hours.order 4 18:00-02:00']],
    [
      'openings that overlap',
      { hours: '每天 09:00-12:00,11:00-15:00' },
      ['hours hours.overlap 1 每天 09:00-12:00,11:00-15:00'],
    ],
    ['no times', { hours: '周一至周五' }, ['hours hours.noTimes 1 周一至周五']],
    ['a time that there isn’t', { hours: '每天 09:00' }, ['hours hours.time 4 09:00']],
    [
      'a season that there isn’t',
      { hours: '2月30日起：每天 09:00-10:00' },
      ['hours hours.season 1 2月30日'],
    ],
    ['rest in odd weeks', { hours: '单周周六 休息' }, ['hours hours.rest 1 单周周六 休息']],
    ['an unknown audience', { audience: '老人、猫' }, ['audience audience.unknown 猫']],
    ['an unknown answer', { lift: '大概有' }, ['lift access.unknown']],
    ['a date that there isn’t', { checkedOn: '2026-02-30' }, ['checkedOn checkedOn.bad']],
    [
      'a check that is still to come',
      { checkedOn: '2026-11-26' },
      ['checkedOn checkedOn.future 2026-11-25'],
    ],
    [
      'too many names',
      { aliases: '一、二、三、四、五、六、七、八、九、十、百' },
      ['aliases aliases.tooMany 10'],
    ],
  ])('%s', (_, cells, expected) => expect(codesOf(cells)).toEqual(expected));

  test('every problem of a row is told at once', () => {
    expect(
      stage({ name: '', level: '省级', lng: 'x', phone: '1', hours: '周八 9:00' }).problems,
    ).toHaveLength(5);
  });

  test('a register of another district is let in where that is asked for', () => {
    expect(codesOf({ lng: '116.397400', lat: '39.909200' }, { anywhere: true })).toEqual([]);
  });
});

describe('what is taken for what it means', () => {
  test.each<[string, Cells, Record<string, unknown>]>([
    ['names without their last word', { community: '万和', zone: 'A' }, { community_id: 'wanhe' }],
    [
      'names in code',
      { level: 'community', category: 'reading' },
      { level: 'community', category: 'reading' },
    ],
    [
      'GPS',
      { datum: 'WGS84', lng: '119.994849', lat: '30.292058' },
      { lng: expect.closeTo(119.9995, 4), lat: expect.closeTo(30.2896, 4) },
    ],
    [
      'Baidu',
      { datum: '百度', lng: '120.006030', lat: '30.295480' },
      { lng: expect.closeTo(119.9995, 3), lat: expect.closeTo(30.2896, 3) },
    ],
    ['a number with its unit', { areaM2: '１,２００㎡' }, { area_m2: 1200 }],
    ['a phone number in brackets', { phone: '(0571) 88886666' }, { phone: '057188886666' }],
    ['dates as they are written', { checkedOn: '2026年1月2日' }, { checked_on: '2026-01-02' }],
    ['dates in digits', { checkedOn: '20260102' }, { checked_on: '2026-01-02' }],
    ['people by their usual names', { audience: '老年人/儿童' }, { audience: ['elder', 'child'] }],
    [
      'an answer with a note',
      { lift: '有（后门）' },
      { access: { lift: { answer: 'yes', note: '后门' } } },
    ],
    ['hours nobody knows', { hours: '不详' }, { hours: null }],
    ['other names', { aliases: '老书房、万和阅览室' }, { aliases: ['老书房', '万和阅览室'] }],
  ])('%s', (_, cells, data) => {
    const row = stage(cells);
    expect(row.problems.filter(({ stops }) => stops)).toEqual([]);
    expect(row.data).toMatchObject(data);
  });

  test('a column that the table has not got is not said', () => {
    expect(Object.keys(stage({}).data)).not.toContain('phone');
  });
});

test('each kind of problem has words, which say what to do; there are more than thirty that stop', () => {
  const codes = Object.keys(ROW_PROBLEMS) as RowProblemCode[];
  expect(codes.filter((code) => ROW_PROBLEMS[code]).length).toBeGreaterThan(30);
  for (const code of codes) {
    const { what, fix } = importProblems[code]('值', '1 提示');
    expect([code, what, fix]).toEqual([
      code,
      expect.stringMatching(/.{4}/),
      expect.stringMatching(/.{4}/),
    ]);
  }
});
