/** What a service of the demo district is, before it becomes a row. */
import type { Audience } from '../../worker/features/directory/rules/kinds.ts';
import type { ServiceCategory } from '../../worker/features/directory/rules/services.ts';

export type ServicePlan = {
  id: string;
  name: string;
  aliases?: string[];
  category: ServiceCategory;
  summary: string;
  audience?: Audience[];
  eligibility?: string;
  minAge?: number;
  papers: string[];
  feeFen?: number | null;
  feeNote?: string;
  where: readonly Where[];
};

/** Sets of places: a counter of the street, of the zone centres, of every community centre, or a room of a centre. */
export type Where =
  | 'hall'
  | 'centres'
  | 'communities'
  | readonly [facilityId: string, scene: string];

/** Wherever papers are taken in. */
export const COUNTERS: readonly Where[] = ['hall', 'centres', 'communities'];
export const ID = '本人身份证';
export const BOOK = '户口簿';
