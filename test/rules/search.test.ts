import { describe, expect, test } from 'vitest';
import type { Position } from '../../worker/features/directory/rules/walk.ts';
import { lookupOf, slippedLookupOf } from '../../worker/features/search/queries/lookup.ts';
import {
  alikeOf,
  type Findable,
  type Kind,
  readyFor,
} from '../../worker/features/search/rules/match.ts';
import { search } from '../../worker/features/search/rules/rank.ts';
import { oneSlipApart } from '../../worker/features/search/rules/slips.ts';
import { isOneWord, tidyWords } from '../../worker/features/search/rules/synonyms.ts';
import {
  folded,
  LONGEST_QUERY,
  queryOf,
  readings,
} from '../../worker/features/search/rules/words.ts';
import { syllablesOf } from '../../worker/lib/pinyin.ts';

type Entry = Findable & { position: Position | null; isOpen: boolean };

const HOME: Position = { lng: 120, lat: 30.3 };

/** `km` north of home. */
function entry(
  name: string,
  {
    kind = 'facility',
    more = '',
    km = 1,
    isOpen = false,
  }: {
    kind?: Kind;
    more?: string;
    km?: number | null;
    isOpen?: boolean;
  } = {},
): Entry {
  const position = km === null ? null : { lng: HOME.lng, lat: HOME.lat + km / 111.32 };
  const syllables = syllablesOf(name);
  return {
    kind,
    id: `${kind} ${name} ${km}`,
    facilityId: null,
    name,
    syllables,
    more,
    position,
    isOpen,
  };
}

const SYNONYMS = [
  ['食堂', '餐厅', '助餐', '吃饭'],
  ['卫生站', '社区医院', '看病'],
  ['图书馆', '书房', '看书'],
];

function ask(text: string, entries: readonly Entry[], near: Position | null = HOME) {
  const { hits, didYouMean } = search(entries.map(readyFor), {
    text,
    near,
    alike: alikeOf(SYNONYMS),
    standingOf: ({ position, isOpen }) => ({ position, isOpen }),
  });
  return { hits, didYouMean, names: hits.map((hit) => hit.entry.name) };
}

function meantBy(text: string, ...synonyms: string[][]): string | null {
  const standingOf = () => ({ position: null, isOpen: true });
  return search(DISTRICT.map(readyFor), { text, near: null, alike: alikeOf(synonyms), standingOf })
    .didYouMean;
}

const DISTRICT = [
  entry('万和社区食堂', { more: '绿汀路 288 号 万和社区' }),
  entry('万和书房', { more: '文一西路 12 号 万和社区' }),
  entry('万和党群服务站'),
  entry('葛巷卫生服务站'),
  entry('卫生站', { kind: 'scene', more: '果岭幸福满仓共同体' }),
  entry('羽毛球馆（整馆）', { kind: 'venue', more: '果岭幸福满仓共同体' }),
  entry('手机课：自己挂号', { kind: 'activity', more: '果岭幸福满仓共同体' }),
  entry('永福 24 小时自助书房'),
  entry('和合雅居', { kind: 'estate', more: '万和社区', km: 2 }),
];

describe('what finds what', () => {
  test.each([
    ['食堂', '万和社区食堂', 'contains'],
    ['餐厅', '万和社区食堂', 'synonym'],
    ['吃饭', '万和社区食堂', 'synonym'],
    ['万和社区食堂', '万和社区食堂', 'exact'],
    ['万和社区', '万和社区食堂', 'begins'],
    ['万和食堂', '万和社区食堂', 'apart'],
    ['食堂 万和', '万和社区食堂', 'apart'],
    ['万和餐厅', '万和社区食堂', 'synonym'],
    ['绿汀路', '万和社区食堂', 'alias'],
    ['绿汀路食堂', '万和社区食堂', 'alias'],
    ['shitang', '万和社区食堂', 'sound'],
    ['SHI TANG', '万和社区食堂', 'sound'],
    ['ｓｈｉｔａｎｇ', '万和社区食堂', 'sound'],
    ['shit', '万和社区食堂', 'sound'],
    ['st', '万和社区食堂', 'sound'],
    ['whsqst', '万和社区食堂', 'spelt'],
    ['wanheshufang', '万和书房', 'spelt'],
    ['wanheshitang', '万和社区食堂', 'sound'],
    ['wh食堂', '万和社区食堂', 'sound'],
    ['dqfw', '万和党群服务站', 'sound'],
    ['书', '万和书房', 'contains'],
    ['和合', '和合雅居', 'begins'],
    ['羽毛球', '羽毛球馆（整馆）', 'begins'],
    ['羽毛球馆整馆', '羽毛球馆（整馆）', 'exact'],
    ['果岭羽毛球', '羽毛球馆（整馆）', 'alias'],
    ['挂号', '手机课：自己挂号', 'contains'],
    ['２４小时', '永福 24 小时自助书房', 'contains'],
    ['永福24小时', '永福 24 小时自助书房', 'begins'],
  ])('%s finds %s', (text, name, how) => {
    const found = ask(text, DISTRICT).hits.find((hit) => hit.entry.name === name);
    expect(found?.match.how).toBe(how);
  });

  test.each([
    ['nothing bears it', '电影院线'],
    ['a single letter says nothing', 's'],
    ['syllables are not cut in two', 'itang'],
    ['short words have no typos', '食糖'],
    ['all words have to be borne', '食堂 羽毛球'],
    ['two slips are too many', '万合食糖'],
    ['emoji are no words', '🏸🏸'],
    ['nor are signs', '"*-（）'],
    ['nor spaces', '   '],
  ])('%s: %s finds nothing', (_why, text) => {
    expect(ask(text, DISTRICT).names).toEqual([]);
  });

  test.each([
    ['食堂"', '万和社区食堂'],
    ['食堂*', '万和社区食堂'],
    ['食堂 -万和', '万和社区食堂'],
    ['食堂🍚', '万和社区食堂'],
    ['characters : 食堂', null],
    ['食堂 NEAR 万和', null],
    ["食堂'); DROP TABLE facility;--", null],
  ])('the operators of a search language are only signs or words: %s', (text, name) => {
    expect(ask(text, DISTRICT).names).toEqual(name === null ? [] : [name]);
  });
});

describe('the part of the name that answers', () => {
  test.each([
    ['食堂', '万和社区食堂', ['食堂']],
    ['万和食堂', '万和社区食堂', ['万和', '食堂']],
    ['餐厅', '万和社区食堂', ['食堂']],
    ['shitang', '万和社区食堂', ['食堂']],
    ['shit', '万和社区食堂', ['食堂']],
    ['qst', '万和社区食堂', ['区食堂']],
    ['wanheshitang', '万和社区食堂', ['万和', '食堂']],
    ['xiaoshi', '永福 24 小时自助书房', ['小时']],
    ['绿汀路', '万和社区食堂', []],
  ])('%s in %s', (text, name, parts) => {
    const found = ask(text, DISTRICT).hits.find((hit) => hit.entry.name === name);
    expect(found?.match.marks.map(([from, until]) => name.slice(from, until))).toEqual(parts);
  });
});

describe('did you mean', () => {
  test.each([
    ['万合社区食堂', '万和社区食堂', '万和社区食堂'],
    ['万合食堂', '万和食堂', '万和社区食堂'],
    ['卫生战', '卫生站', '卫生站'],
    ['羽毛求馆', '羽毛球馆', '羽毛球馆（整馆）'],
    ['羽球毛馆', '羽毛球馆', '羽毛球馆（整馆）'],
    ['shitamg', '食堂', '万和社区食堂'],
    ['sitang', '食堂', '万和社区食堂'],
    ['yumaoqui', '羽毛球', '羽毛球馆（整馆）'],
    ['社区医完', '社区医院', null],
    ['餐听', '餐厅', null],
  ])('%s → %s, and finds what bears it', (text, meant, name) => {
    const { didYouMean, names } = ask(text, DISTRICT);
    expect([didYouMean, names]).toEqual([meant, name === null ? [] : [name]]);
  });

  test('of two characters takes one for another only where all they may stand for means the same', () => {
    expect(meantBy('食糖', ['食堂', '食府', '餐厅'])).toBe('食堂');
    expect(meantBy('食糖', ['食堂', '餐厅'], ['食疗', '药膳'])).toBeNull();
    expect(meantBy('糖', ['食堂', '餐厅'])).toBeNull();
  });

  test.each(['食堂', '电影院线', '万和'])('asks nothing back about %s', (text) => {
    expect(ask(text, DISTRICT).didYouMean).toBeNull();
  });

  test('says what most of the hits would have been found by', () => {
    const entries = [
      entry('老年活动中星'),
      entry('甲老年活动中心', { km: 2 }),
      entry('乙老年活动中心', { km: 3 }),
    ];
    expect(ask('活动中欣', entries)).toMatchObject({
      didYouMean: '活动中心',
      names: ['甲老年活动中心', '乙老年活动中心'],
    });
  });
});

describe('who comes first', () => {
  test('exact, begins, contains, apart, alias, synonym; the whole name spelt before a part of it', () => {
    const entries = [
      entry('万和师堂坊', { km: 0.1 }),
      entry('万和餐厅', { km: 0.2 }),
      entry('万和书房', { more: '食堂弄 3 号', km: 0.3 }),
      entry('万和社区食堂', { km: 0.4 }),
      entry('新万和食堂', { km: 0.5 }),
      entry('万和食堂一号', { km: 0.6 }),
      entry('万和食堂', { km: 9 }),
    ];
    expect(ask('万和食堂', entries).names).toEqual([
      '万和食堂',
      '万和食堂一号',
      '新万和食堂',
      '万和社区食堂',
      '万和书房',
      '万和餐厅',
    ]);
    expect(ask('wanheshitang', entries).names).toEqual([
      '万和食堂',
      '万和师堂坊',
      '万和社区食堂',
      '新万和食堂',
      '万和食堂一号',
    ]);
  });

  test('a word with synonyms asks for a kind of place: near and open before being called just that', () => {
    const entries = [
      entry('食堂', { kind: 'scene', km: 5, isOpen: true }),
      entry('食堂一号', { km: 0.2 }),
      entry('良睦社区食堂', { km: 1.2, isOpen: true }),
      entry('万和社区食堂', { km: 0.4, isOpen: true }),
      entry('长者助餐点', { km: 0.9, isOpen: true }),
      entry('做一顿年夜饭', { kind: 'activity', more: '万和社区食堂', km: 0.1 }),
    ];
    const nearest = ['万和社区食堂', '长者助餐点', '良睦社区食堂', '食堂一号', '食堂'];
    for (const text of ['食堂', '餐厅', '吃饭']) {
      expect(ask(text, entries).names.filter((name) => name !== '做一顿年夜饭')).toEqual(nearest);
    }
    // What only stands in the house bears the word by where it is, and comes last.
    expect(ask('食堂', entries).names).toEqual([...nearest, '做一顿年夜饭']);
    expect(ask('shitang', entries).names).toEqual([
      '万和社区食堂',
      '良睦社区食堂',
      '食堂一号',
      '食堂',
    ]);
  });

  test('a canteen or venue that bears the name of its house stands in the row of the house', () => {
    const inside = (name: string, kind: Kind, facilityId: string): Entry => ({
      ...entry(name, { kind, more: '万和社区食堂' }),
      facilityId,
    });
    const house = { ...entry('万和社区食堂'), id: 'wanhe', facilityId: 'wanhe' };
    const canteen = inside('万和社区食堂', 'canteen', 'wanhe');
    const entries = [
      canteen,
      house,
      inside('万和社区食堂', 'canteen', 'elsewhere'),
      inside('万和食堂包间', 'venue', 'wanhe'),
      inside('万和社区食堂', 'scene', 'wanhe'),
    ];
    const rows = ask('食堂', entries).hits.map(({ entry: { kind, facilityId }, also }) => [
      kind,
      facilityId,
      also.map(({ id }) => id),
    ]);
    expect(rows).toEqual([
      ['facility', 'wanhe', [canteen.id]],
      ['scene', 'wanhe', []],
      ['venue', 'wanhe', []],
      ['canteen', 'elsewhere', []],
    ]);
    // Where only canteens are asked for there is no row to stand in.
    expect(ask('食堂', [canteen]).hits).toHaveLength(1);
  });

  test('within a class what is open within half an hour, and then the nearer', () => {
    const entries = [
      entry('甲食堂', { km: 0.3 }),
      entry('乙食堂', { km: 0.9, isOpen: true }),
      entry('丙食堂', { km: 0.6, isOpen: true }),
      entry('丁食堂', { km: 5, isOpen: true }),
    ];
    expect(ask('食堂', entries).names).toEqual(['丙食堂', '乙食堂', '甲食堂', '丁食堂']);
    // Nobody knows from where: what is open first, then by name.
    expect(ask('食堂', entries, null).names).toEqual(['丁食堂', '丙食堂', '乙食堂', '甲食堂']);
  });

  test('what has no place comes after what has one, and the order is the same each time', () => {
    const entries = [
      entry('社保卡办理', { kind: 'service', km: null }),
      entry('社保卡窗口', { kind: 'scene' }),
      entry('社保卡窗口'),
    ];
    const kinds = (from: readonly Entry[]) => ask('社保卡', from).hits.map((hit) => hit.entry.kind);
    expect(kinds(entries)).toEqual(['facility', 'scene', 'service']);
    expect(kinds([...entries].reverse())).toEqual(['facility', 'scene', 'service']);
  });
});

describe('taking a query apart', () => {
  test('keeps the length of each character, so that marks fit', () => {
    expect(folded('Ａ１㎡食堂')).toBe('a1㎡食堂');
  });

  test('looks at so much and no more', () => {
    const { words } = queryOf('食堂 '.repeat(200));
    expect(words).toHaveLength(6);
    expect(queryOf('长'.repeat(500)).joined).toHaveLength(LONGEST_QUERY);
  });

  test('reads a run in parts of two characters or more', () => {
    expect(readings('书房')).toEqual([['书房']]);
    expect(readings('万和食堂')).toEqual([['万和食堂'], ['万和', '食堂']]);
    expect(readings('一二三四五六')).toContainEqual(['一二', '三四', '五六']);
    expect(readings('长'.repeat(13))).toHaveLength(1);
  });
});

describe('one slip', () => {
  test.each([
    ['卫生站', '卫生战', true],
    ['卫生站', '卫生', true],
    ['卫生', '卫生站', true],
    ['shitang', 'sihtang', true],
    ['shitang', 'shitang', false],
    ['卫生站', '卫站', true],
    ['卫生站', '医生战', false],
    ['abcd', 'badc', false],
    ['abc', 'cba', false],
  ])('%s and %s', (a, b, expected) => expect(oneSlipApart(a, b)).toBe(expected));
});

test('a query in the language of FTS5 holds only quoted runs', () => {
  for (const text of [
    '食堂" OR *',
    'NEAR(食 堂)',
    'a-b c^d {x}',
    '书',
    'wanheshitang万和',
    '羽'.repeat(60),
  ]) {
    const query = queryOf(text);
    for (const lookup of [lookupOf(query), slippedLookupOf(query) ?? '']) {
      const rest = lookup
        .replaceAll(/"[\p{L}\p{N}]+"/gu, '')
        .replaceAll(/characters|sounds|slips|AND|OR/g, '');
      expect(rest).toMatch(/^[ :*()]*$/);
    }
  }
});

describe('words that mean the same', () => {
  test('are trimmed and stand once', () => {
    expect(tidyWords([' 食堂', '餐厅 ', '食堂', 'WiFi', 'wifi'])).toEqual(['食堂', '餐厅', 'WiFi']);
  });

  test.each([
    ['食堂', true],
    ['wifi', true],
    ['24小时', false],
    ['看 书', false],
    ['吃饭！', false],
  ])('%s is one word: %s', (word, expected) => expect(isOneWord(word)).toBe(expected));
});
