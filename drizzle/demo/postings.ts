/** What those who came to something that earns were posted without telling of it. */
import { dayOf } from '../../worker/lib/time.ts';
import type { Caps } from './caps.ts';
import type { Ledger } from './ledger.ts';
import { programmeOf, ruleOf } from './points.ts';
import type {
  ActivityRow,
  ActivitySessionRow,
  AttendeeRow,
  EarningPostingRow,
  RegistrationRow,
} from './rows.ts';

type Came = {
  activity: readonly ActivityRow[];
  activitySession: readonly ActivitySessionRow[];
  registration: readonly RegistrationRow[];
  attendee: readonly AttendeeRow[];
};

export function postingRows(all: Came, ledger: Ledger, caps: Caps): EarningPostingRow[] {
  const activityOf = new Map(all.activity.map((one) => [one.id, one]));
  const sessionOf = new Map(all.activitySession.map((one) => [one.id, one]));
  const residentOf = new Map(all.registration.map(({ id, residentId }) => [id, residentId]));
  return all.attendee.flatMap((one): EarningPostingRow[] => {
    const session = sessionOf.get(one.sessionId);
    const activity = activityOf.get(session?.activityId ?? '');
    const residentId = residentOf.get(one.registrationId);
    const { state, markedAt, markedBy } = one;
    if (state !== 'attended' || markedAt === null || markedBy === null) return [];
    if (!session || !activity?.earns || residentId !== one.personId) return [];
    const rule = ruleOf(activity.earns);
    const doneOn = dayOf(session.startAt);
    if (!caps.take(residentId, rule, doneOn)) return [];
    const { act, points } = rule;
    const cause = { causeKind: 'attendance', causeId: `${session.id}:${one.personId}` };
    const transactionId = ledger.earn(residentId, programmeOf(rule.programmeId), {
      ...{ ...cause, points, note: activity.title, at: markedAt, postedBy: markedBy },
    });
    return [
      {
        ...{ ...cause, ruleId: `rule-${act}`, act, residentId, doneOn, points },
        facilityId: activity.facilityId,
        ...{ transactionId, postedAt: markedAt },
      },
    ];
  });
}
