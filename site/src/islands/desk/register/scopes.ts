/** Over which pages somebody may put a banner. */
import type { Areas } from '../../../../../worker/features/directory/schema.ts';
import { type BannerScope, mayPutUp } from '../../../../../worker/features/upkeep/rules.ts';
import type { Grant } from '../../../../../worker/lib/access.ts';
import { staffRegister } from '../../../i18n/zh/staffRegister.ts';

const words = staffRegister.banners.scopes;

export interface ScopeChoice {
  kind: BannerScope;
  /** `*` for the subdistrict. */
  id: string;
  label: string;
}

/** The subdistrict, zones and communities that one's grants reach; a single place has its banners at its record. */
export function bannerScopes(
  { zones, communities }: Pick<Areas, 'zones' | 'communities'>,
  grants: readonly Grant[],
): ScopeChoice[] {
  const all = [
    { kind: 'subdistrict', id: '*', zoneId: null, label: words.subdistrict() },
    ...zones.map(({ id, name }) => ({ kind: 'zone', id, zoneId: id, label: words.zone(name) })),
    ...communities.map(({ id, zoneId, name }) => ({
      kind: 'community',
      id,
      zoneId,
      label: words.community(name),
    })),
  ] as (ScopeChoice & { zoneId: string | null })[];
  return all
    .filter(({ kind, zoneId }) => mayPutUp({ kind, zoneId, facilityId: '' }, grants))
    .map(({ kind, id, label }) => ({ kind, id, label }));
}
