/** What is decided about paying merchants: months, the window for objections, the street's ceiling. Pages read it too. */
import type { AccessTable, Role } from '../../lib/access.ts';

/** Issued → (disputed →) final. Final is for good. */
export const STATEMENT_STATES = ['issued', 'disputed', 'final'] as const;
export type StatementState = (typeof STATEMENT_STATES)[number];

export const DISPUTE_STATES = ['open', 'upheld', 'rejected'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** So many days after it is issued a merchant can object to a statement. */
export const DISPUTE_DAYS = 7;

/** Who pays merchants. */
export const PAYERS: readonly Role[] = ['subdistrict_admin'];

export const statementCan = {
  see: {
    staff: {
      roles: ['merchant_owner', 'zone_operator', 'subdistrict_admin'],
      states: STATEMENT_STATES,
    },
  },
  dispute: { staff: { roles: ['merchant_owner'], states: ['issued', 'disputed'] } },
  accept: { staff: { roles: ['merchant_owner'], states: ['issued'] } },
  decide: { staff: { roles: PAYERS, states: ['disputed'] } },
  finalise: { staff: { roles: PAYERS, states: ['issued'] } },
} satisfies AccessTable<StatementState>;
