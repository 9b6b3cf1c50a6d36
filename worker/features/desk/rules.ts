import type { Role } from '../../lib/access.ts';

/** Whoever runs something at a place has a desk there. */
export const DESK_ROLES = [
  'centre_staff',
  'canteen_staff',
  'zone_operator',
  'subdistrict_admin',
] as const satisfies readonly Role[];
