/** The kinds of services. */

export const SERVICE_CATEGORIES = [
  'papers',
  'insurance',
  'elder',
  'child',
  'disabled',
  'work',
  'housing',
  'legal',
  'living',
] as const;
export type ServiceCategory = (typeof SERVICE_CATEGORIES)[number];
