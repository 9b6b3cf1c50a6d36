/** Invented neighbours: parents with children, older people, a few young ones. */
import type { PersonRow } from './rows.ts';
import { at, type Seed, seeded } from './seed.ts';

export type Household = {
  /** The user's id, and that of the person. */
  id: string;
  /** Empty for a fresh account. */
  name: string;
  /** The last digits of the demo phone number. */
  number: number;
  /** Nobody signs in as they: they have no number. */
  phoneless?: true;
  /** Whole years today; null = not told. */
  age: number | null;
  homeEstateId: string | null;
  dependants: {
    slug: string;
    name: string;
    relation: NonNullable<PersonRow['relation']>;
    age: number;
  }[];
};

const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林郑沈章俞钱金陆姚方潘余'];
const ADULT_NAMES = [
  '敏',
  '佳',
  '婷婷',
  '晓东',
  '海燕',
  '志强',
  '雯',
  '磊',
  '静',
  '丽娟',
  '建波',
  '洁',
  '伟',
  '莉',
  '晨',
  '芳芳',
  '杰',
  '小红',
  '鹏飞',
  '春燕',
];
const ELDER_NAMES = [
  '秀英',
  '桂珍',
  '国华',
  '建国',
  '玉兰',
  '阿根',
  '水泉',
  '金娣',
  '福祥',
  '爱珍',
  '荣根',
  '雪琴',
  '祖德',
  '惠芬',
  '炳生',
  '月仙',
];
const CHILD_NAMES = [
  '子涵',
  '一诺',
  '梓轩',
  '雨桐',
  '浩然',
  '欣怡',
  '宇航',
  '可欣',
  '俊熙',
  '诗涵',
  '奕辰',
  '语彤',
  '睿',
  '朵朵',
  '天佑',
  '思齐',
];

/** How many households of each kind. */
const PARENTS = 40;
const ELDERS = 40;
const YOUNG = 4;

const AGES: Readonly<
  Record<'parents' | 'elders' | 'young', readonly [least: number, most: number]>
> = { parents: [30, 46], elders: [60, 91], young: [20, 29] };

/** The first 84 are the same at every scale. */
export function neighbours(estateIds: readonly string[], count: number): Household[] {
  const seed = seeded('neighbours');
  const more = seeded('more neighbours');
  return Array.from({ length: count }, (_, index) => {
    if (index >= PARENTS + ELDERS + YOUNG) return oneOfMany(more, index, estateIds);
    const kind = index < PARENTS ? 'parents' : index < PARENTS + ELDERS ? 'elders' : 'young';
    const surname = seed.pick(SURNAMES);
    const household: Household = {
      id: neighbourId(index + 1),
      name: surname + at(kind === 'elders' ? ELDER_NAMES : ADULT_NAMES, index * 7),
      number: 100 + index,
      age: seed.int(...AGES[kind]),
      homeEstateId: at(estateIds, index * 3),
      dependants: [],
    };
    if (kind === 'parents') household.dependants = family(seed, surname, index);
    return household;
  });
}

/** Those that every scale has, and everybody who isn't a neighbour: the days close by are theirs. */
export function isOneOfTheFirst(residentId: string): boolean {
  const no = Number(residentId.match(/^resident-(\d+)$/)?.[1] ?? 0);
  return no <= PARENTS + ELDERS + YOUNG;
}

/** `resident-01` is the first. */
export function neighbourId(no: number): string {
  return `resident-${String(no).padStart(2, '0')}`;
}

function oneOfMany(seed: Seed, index: number, estateIds: readonly string[]): Household {
  const drawn = seed.next();
  const kind = drawn < 0.45 ? 'parents' : drawn < 0.85 ? 'elders' : 'young';
  const surname = seed.pick(SURNAMES);
  return {
    ...{ id: neighbourId(index + 1), number: 100 + index, phoneless: true },
    name: surname + seed.pick(kind === 'elders' ? ELDER_NAMES : ADULT_NAMES),
    age: seed.int(...AGES[kind]),
    homeEstateId: at(estateIds, index),
    dependants: kind === 'parents' ? family(seed, surname, index) : [],
  };
}

/** One or two children, most of school age; in every sixth family a parent who is acted for, too. */
function family(seed: Seed, surname: string, index: number): Household['dependants'] {
  const child = (slug: string, age: number, turn: number) => ({
    slug,
    name: surname + at(CHILD_NAMES, turn),
    relation: 'child' as const,
    age,
  });
  return [
    child('child-1', seed.int(6, 11), index * 5),
    ...(index % 3 === 0
      ? []
      : [child('child-2', seed.chance(0.6) ? seed.int(6, 12) : seed.int(2, 5), index * 5 + 3)]),
    ...(index % 6 === 0
      ? [
          {
            slug: 'parent-1',
            name: seed.pick(SURNAMES) + at(ELDER_NAMES, index),
            relation: 'parent' as const,
            age: seed.int(62, 88),
          },
        ]
      : []),
  ];
}
