/** What several kinds of usage need: codes, audit rows, who is where and when. */
import type { Interval } from '../../worker/features/directory/rules/hours.ts';
import type { AuditRow } from './rows.ts';
import { seeded } from './seed.ts';

/** Eight digits, never the same twice. */
export type CodeSource = () => string;

export function codeSource(label: string): CodeSource {
  const seed = seeded(label);
  const given = new Set<string>();
  return () => {
    for (;;) {
      const code = String(seed.int(0, 99_999_999)).padStart(8, '0');
      if (!given.has(code)) {
        given.add(code);
        return code;
      }
    }
  };
}

type StaffAct = {
  act: string;
  noun: string;
  nounId: string;
  at: number;
  actorId: string;
  /** Null = of no one place. */
  facilityId: string | null;
  principalId?: string;
  reason?: string;
};

/** The row that must be there before a staff act. */
export function auditOf({ act, noun, nounId, principalId, reason, ...known }: StaffAct): AuditRow {
  return {
    id: `audit-${act.toLowerCase().replace('.', '-')}-${nounId}`,
    ...known,
    act,
    noun,
    nounId,
    principalId: principalId ?? null,
    reason: reason ?? null,
    detail: null,
  };
}

/** Keeps people from being in two places at once. */
export type Presence = {
  isFree: (personId: string, time: Interval) => boolean;
  occupy: (personId: string, time: Interval) => void;
};

export function presence(): Presence {
  const times = new Map<string, Interval[]>();
  return {
    isFree: (personId, time) =>
      !times.get(personId)?.some((one) => one.startAt < time.endAt && time.startAt < one.endAt),
    occupy: (personId, { startAt, endAt }) => {
      times.set(personId, [...(times.get(personId) ?? []), { startAt, endAt }]);
    },
  };
}
