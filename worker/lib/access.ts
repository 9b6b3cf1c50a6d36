/** Who may do what: the shape of each noun's access table and the one function that reads it. Pure: pages read it too. */

export const ROLES = [
  'grid_worker',
  'centre_staff',
  'canteen_staff',
  'zone_operator',
  'subdistrict_admin',
  'merchant_owner',
  'merchant_clerk',
] as const;
export type Role = (typeof ROLES)[number];

export const SCOPE_KINDS = ['facility', 'zone', 'merchant', 'subdistrict'] as const;

/** A role in force: where it holds. `scopeId` is `*` for the subdistrict. */
export type Grant = { role: Role; scopeKind: (typeof SCOPE_KINDS)[number]; scopeId: string };

/** One act: in which states the owner may do it, and which roles may do it in which states. */
export type Access<State extends string> = {
  owner?: readonly State[];
  staff?: { roles: readonly Role[]; states: readonly State[] };
};

/** Noun × act × role × state. */
export type AccessTable<State extends string> = Record<string, Access<State>>;

/** Where a thing is, for the scope of a grant; `merchantId` where it is a merchant's. */
export type Place = { facilityId: string; zoneId: string; merchantId?: string };

/** Where what is of no place is: only a grant for the whole subdistrict covers it. */
export const EVERYWHERE: Place = { facilityId: '*', zoneId: '*' };

export type Verdict = 'allowed' | 'forbidden' | 'state';

/**
 * Whether somebody may do an act on a thing: `state` when the person may, but not while the thing is in this state.
 */
export function verdict<State extends string>(
  access: Access<State>,
  thing: { state: State; isOwner: boolean; place: Place },
  grants: readonly Grant[],
): Verdict {
  const asOwner = thing.isOwner && access.owner !== undefined;
  const asStaff = access.staff !== undefined && holdsRole(grants, access.staff.roles, thing.place);
  if (asOwner && access.owner?.includes(thing.state)) return 'allowed';
  if (asStaff && access.staff?.states.includes(thing.state)) return 'allowed';
  return asOwner || asStaff ? 'state' : 'forbidden';
}

/** Whether one of the roles is held at a place. */
export function holdsRole(grants: readonly Grant[], roles: readonly Role[], place: Place): boolean {
  return grants.some((grant) => roles.includes(grant.role) && covers(grant, place));
}

/** Whether somebody works for a merchant, in whatever role: then others decide about it. */
export function isOwn(grants: readonly Grant[], merchantId: string): boolean {
  return grants.some(
    ({ scopeKind, scopeId }) => scopeKind === 'merchant' && scopeId === merchantId,
  );
}

function covers(grant: Grant, place: Place): boolean {
  switch (grant.scopeKind) {
    case 'subdistrict':
      return true;
    case 'zone':
      return grant.scopeId === place.zoneId;
    case 'merchant':
      return grant.scopeId === place.merchantId;
    case 'facility':
      return grant.scopeId === place.facilityId;
  }
}
