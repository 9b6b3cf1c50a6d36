import type { Category } from '../../../worker/features/directory/rules/kinds.ts';
import { facility } from '../i18n/zh/facility.ts';
import type { IconName } from './icons.ts';

const words = facility.floorThemes;

export interface FloorTheme {
  title: string;
  icon: IconName;
}

interface Group {
  kinds: readonly Category[];
  icon: IconName;
  title: (has: (...wanted: Category[]) => boolean) => string;
}

/** In order of preference where two have as many scenes. */
const GROUPS: readonly Group[] = [
  { kinds: ['fitness', 'sport'], icon: 'fitness', title: () => words.move },
  { kinds: ['school_ground'], icon: 'school', title: () => words.ground },
  { kinds: ['reading', 'culture'], icon: 'read', title: () => words.learn },
  {
    kinds: ['elder_care', 'child_care', 'children'],
    icon: 'heart',
    title: (has) => {
      if (!has('elder_care')) return words.young;
      return has('child_care') || has('children') ? words.care : words.old;
    },
  },
  {
    kinds: ['dining', 'service_hall', 'parcel'],
    icon: 'dine',
    title: (has) => {
      if (!has('dining')) return words.serve;
      return has('service_hall') ? words.eatAndDo : words.eat;
    },
  },
  { kinds: ['market'], icon: 'basket', title: () => words.shop },
  { kinds: ['health'], icon: 'medical', title: () => words.heal },
  { kinds: ['meeting'], icon: 'meetingRoom', title: () => words.meet },
  { kinds: ['green', 'centre'], icon: 'leaf', title: () => words.rest },
];

/** What a floor is for, from what there is most of on it. */
export function floorTheme(categories: readonly Category[]): FloorTheme {
  const inGroup = ({ kinds }: Group) => categories.filter((one) => kinds.includes(one));
  const sizes = GROUPS.map((group) => inGroup(group).length);
  const group = GROUPS[sizes.indexOf(Math.max(...sizes))] as Group;
  const has = (...wanted: Category[]) => wanted.some((one) => categories.includes(one));
  const eats = group.icon !== 'dine' || has('dining');
  return { title: group.title(has), icon: eats ? group.icon : 'counter' };
}
