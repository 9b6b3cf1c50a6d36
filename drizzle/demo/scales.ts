/** How much of everything the district has: little, quick to load, or as much as the source tells of Cangqian. */

export const SCALES = ['demo', 'reference'] as const;
export type Scale = (typeof SCALES)[number];

/** The scale of that name, or where none is given undefined. Throws an Error that says which there are. */
export function scaleNamed(name: string | undefined): Scale | undefined {
  if (name === undefined) return undefined;
  const scale = SCALES.find((one) => one === name);
  if (!scale) throw new Error(`There is no scale “${name}”: choose ${SCALES.join(' or ')}.`);
  return scale;
}

export type Volumes = {
  /** Households besides the accounts one can sign in as. */
  neighbours: number;
  /** Grid workers among them. */
  gridWorkers: number;
  /** In any state. */
  merchants: number;
  /** Goods and coupons, in any state. */
  goods: number;
  /** What a clerk handed over and nobody undid; null = the few that the demo has. */
  redeemed: number | null;
  /** Attendees who came: somebody who was at two sessions counts twice. */
  participations: number | null;
  /** Deeds that residents told of and staff decided on. */
  claims: number;
  /** For so many days there has been anything at all. */
  pastDays: number;
  /** Of the programmes: 志愿积分, 共治积分. */
  budgets: { volunteer: number; civic: number };
  /** What the street pays merchants for a month at most. */
  ceilingFen: number;
};

export const VOLUMES: Readonly<Record<Scale, Volumes>> = {
  demo: {
    ...{ neighbours: 84, gridWorkers: 0, merchants: 24, goods: 72 },
    ...{ redeemed: null, participations: null, claims: 160, pastDays: 90 },
    ...{ budgets: { volunteer: 200_000, civic: 100_000 }, ceilingFen: 500_000 },
  },
  reference: {
    ...{ neighbours: 2400, gridWorkers: 12, merchants: 278, goods: 591 },
    ...{ redeemed: 23_400, participations: 39_122, claims: 15_000, pastDays: 190 },
    ...{ budgets: { volunteer: 800_000, civic: 400_000 }, ceilingFen: 6_000_000 },
  },
};

/** How many of `total` fall to one of `parts`, so that all together are exactly that many. */
export function share(total: number, parts: number, index: number): number {
  return Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
}
