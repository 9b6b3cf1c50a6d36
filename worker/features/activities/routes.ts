import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { createActivity } from './commands/activity.ts';
import { checkInRegistration, markAttendance } from './commands/attendance.ts';
import { cancelRegistration } from './commands/cancel.ts';
import { register } from './commands/register.ts';
import { cancelSession, changeCapacity } from './commands/sessions.ts';
import { getActivity, listActivities } from './queries/activities.ts';
import { getRegistration, listMyRegistrations } from './queries/registrations.ts';
import { listParticipants, listStaffSessions } from './queries/staff.ts';
import {
  activitiesInput,
  activityInput,
  activitySchema,
  attendanceInput,
  cancelInput,
  cancelSessionInput,
  capacityInput,
  codeInput,
  newActivityInput,
  participantsSchema,
  registerInput,
  registrationPageSchema,
  registrationPassSchema,
  registrationSchema,
  registrationsInput,
  sessionPageSchema,
  staffSessionPageSchema,
  staffSessionSchema,
  staffSessionsInput,
} from './schema.ts';

const tag = 'activities';

/** Seats change from moment to moment: what is shown is never older than this. */
const PUBLIC_S = 10;

export const activityRoutes = routes()
  .get(
    '/activities',
    endpoint({
      summary: 'Sessions going on or ahead, in order of time',
      tag,
      answer: sessionPageSchema,
    }),
    publicFor(PUBLIC_S),
    input('query', activitiesInput),
    async (c) => c.json(await listActivities(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/activities/:id',
    endpoint({
      summary: 'One activity with its sessions',
      tag,
      answer: activitySchema,
      refusals: ['activity.notFound'],
    }),
    publicFor(PUBLIC_S),
    input('param', idParam),
    input('query', activityInput),
    async (c) =>
      c.json(await getActivity(c.var.ctx, c.req.valid('param').id, c.req.valid('query')), 200),
  )
  .post(
    '/activities/:id/registrations',
    endpoint({
      summary: 'Sign up oneself and one’s dependants, all or none',
      tag,
      answer: registrationSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.expired',
        'activity.notFound',
        'session.notFound',
        'session.choose',
        'session.cancelled',
        'session.noSignUp',
        'session.notOpenYet',
        'session.signUpOver',
        'person.notFound',
        'person.nameRequired',
        'person.bornOnRequired',
        'registration.age',
        'registration.exists',
        'registration.full',
        'registration.waitFull',
        'points.short',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', registerInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), activityId: c.req.valid('param').id };
      return c.json(await once(() => register(c.var.actorCtx, wanted)), 201);
    },
  )
  .get(
    '/me/registrations',
    endpoint({
      summary: 'One’s own registrations, ahead or behind',
      tag,
      answer: registrationPageSchema,
      refusals: ['auth.required', 'auth.expired'],
    }),
    signedIn,
    input('query', registrationsInput),
    async (c) => c.json(await listMyRegistrations(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .get(
    '/registrations/:id',
    endpoint({
      summary: 'One of one’s own registrations',
      tag,
      answer: registrationSchema,
      refusals: ['auth.required', 'auth.expired', 'registration.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await getRegistration(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/registrations/:id/cancel',
    endpoint({
      summary: 'Give back all seats or some',
      tag,
      answer: registrationSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'registration.notFound',
        'registration.state',
        'registration.cancelTooLate',
        'attendee.notFound',
        'attendee.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', cancelInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), id: c.req.valid('param').id };
      return c.json(await cancelRegistration(c.var.actorCtx, wanted), 200);
    },
  )
  .post(
    '/staff/activities',
    endpoint({
      summary: 'Plan an activity with its sessions',
      tag,
      answer: activitySchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'facility.notFound',
        'session.interval',
        'organiser.notFound',
        'organiser.self',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', newActivityInput),
    async (c) => {
      const wanted = c.req.valid('json');
      return c.json(await once(() => createActivity(c.var.actorCtx, wanted)), 201);
    },
  )
  .get(
    '/staff/sessions',
    endpoint({
      summary: 'The sessions of a day within one’s scope',
      tag,
      answer: staffSessionPageSchema,
      refusals: ['auth.required', 'auth.expired', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('query', staffSessionsInput),
    async (c) => c.json(await listStaffSessions(c.var.actorCtx, c.req.valid('query')), 200),
  )
  .patch(
    '/staff/sessions/:id',
    endpoint({
      summary: 'Change how many may come',
      tag,
      answer: staffSessionSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'session.notFound',
        'session.state',
        'session.belowTaken',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', capacityInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), id: c.req.valid('param').id };
      return c.json(await changeCapacity(c.var.actorCtx, wanted), 200);
    },
  )
  .post(
    '/staff/sessions/:id/cancel',
    endpoint({
      summary: 'Cancel a session and tell everybody',
      tag,
      answer: staffSessionSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'session.notFound',
        'session.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', cancelSessionInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), id: c.req.valid('param').id };
      return c.json(await cancelSession(c.var.actorCtx, wanted), 200);
    },
  )
  .get(
    '/staff/sessions/:id/participants',
    endpoint({
      summary: 'Who takes part and who waits, names masked',
      tag,
      answer: participantsSchema,
      refusals: ['auth.required', 'auth.expired', 'auth.forbidden', 'session.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listParticipants(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/sessions/:id/attendance',
    endpoint({
      summary: 'Mark who came',
      tag,
      answer: participantsSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'auth.forbidden',
        'session.notFound',
        'session.state',
        'session.notStarted',
        'attendee.notFound',
        'attendee.state',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', attendanceInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), id: c.req.valid('param').id };
      return c.json(await markAttendance(c.var.actorCtx, wanted), 200);
    },
  )
  .post(
    '/staff/registrations/check-in',
    endpoint({
      summary: 'Mark everybody of a code as there',
      tag,
      answer: registrationPassSchema,
      refusals: [
        'auth.required',
        'auth.expired',
        'pass.notFound',
        'registration.state',
        'session.notStarted',
        'session.state',
      ],
    }),
    signedIn,
    input('json', codeInput),
    async (c) => c.json(await checkInRegistration(c.var.actorCtx, c.req.valid('json').code), 200),
  );
