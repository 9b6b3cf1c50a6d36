/** Volunteering: tasks, places in them, being there, and hours. */
import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { checkByCode, checkByStaff } from './commands/check.ts';
import { correctHours } from './commands/hours.ts';
import { cancelSignUp, signUp } from './commands/signUp.ts';
import { cancelTask, publishTask } from './commands/tasks.ts';
import { getServiceHours, listMySignUps, serviceHoursFile } from './queries/mine.ts';
import { getCheckCode, listStaffTasks, listVolunteers, placeHoursFile } from './queries/staff.ts';
import { getTask, listTasks } from './queries/tasks.ts';
import {
  checkCodeSchema,
  checkInput,
  correctionInput,
  csvSchema,
  monthInput,
  mySignUpsSchema,
  newTaskInput,
  reasonInput,
  serviceHoursSchema,
  signUpInput,
  staffCheckInput,
  staffTaskSchema,
  staffTasksSchema,
  taskPageSchema,
  taskSchema,
  tasksInput,
  volunteersSchema,
} from './schema.ts';

const tag = 'volunteering';
const mediaType = 'text/csv';
const CSV_HEADERS = { 'Content-Type': `${mediaType}; charset=utf-8` };

/** Places change from moment to moment. */
const PUBLIC_S = 10;

export const volunteeringRoutes = routes()
  .get(
    '/volunteer-tasks',
    endpoint({ summary: 'Volunteer tasks going on or ahead', tag, answer: taskPageSchema }),
    publicFor(PUBLIC_S),
    input('query', tasksInput),
    async (c) => c.json(await listTasks(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/volunteer-tasks/:id',
    endpoint({
      summary: 'One volunteer task',
      tag,
      answer: taskSchema,
      refusals: ['task.notFound'],
    }),
    publicFor(PUBLIC_S),
    input('param', idParam),
    async (c) => c.json(await getTask(c.var.ctx, c.req.valid('param').id), 200),
  )
  .post(
    '/volunteer-tasks/:id/sign-ups',
    endpoint({
      summary: 'Take a place, for oneself and one’s household, all or none',
      tag,
      answer: mySignUpsSchema,
      status: 201,
      refusals: [
        'auth.required',
        'task.notFound',
        'task.state',
        'task.notOpenYet',
        'task.signUpOver',
        'task.full',
        'task.age',
        'task.guardian',
        'person.notFound',
        'person.nameRequired',
        'person.bornOnRequired',
        'signUp.exists',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', signUpInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), taskId: c.req.valid('param').id };
      return c.json(await once(() => signUp(c.var.actorCtx, wanted)), 201);
    },
  )
  .post(
    '/volunteer-tasks/:id/check',
    endpoint({
      summary: 'Check in or out by the code that the place shows',
      tag,
      answer: mySignUpsSchema,
      refusals: [
        'auth.required',
        'task.notFound',
        'task.state',
        'signUp.notFound',
        'check.codeOld',
        'check.tooEarly',
        'check.over',
        'check.notIn',
        'check.notBegun',
        'check.noMinutes',
        'check.done',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', checkInput),
    async (c) => {
      const check = { ...c.req.valid('json'), taskId: c.req.valid('param').id };
      const secret = c.env.AUTH_SECRET;
      return c.json(await checkByCode(c.var.actorCtx, { ...check, secret }), 200);
    },
  )
  .get(
    '/me/volunteering',
    endpoint({
      summary: 'What I signed up for, ahead and behind',
      tag,
      answer: mySignUpsSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await listMySignUps(c.var.actorCtx), 200),
  )
  .post(
    '/volunteer-sign-ups/:id/cancel',
    endpoint({
      summary: 'Give a place back',
      tag,
      answer: mySignUpsSchema,
      refusals: ['auth.required', 'signUp.notFound', 'signUp.state', 'signUp.cancelTooLate'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await cancelSignUp(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .get(
    '/me/service-hours',
    endpoint({
      summary: 'Service hours of the household',
      tag,
      answer: serviceHoursSchema,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => c.json(await getServiceHours(c.var.actorCtx), 200),
  )
  .get(
    '/me/service-hours.csv',
    endpoint({
      summary: 'The same as a table, hours with two decimals',
      tag,
      answer: csvSchema,
      mediaType,
      refusals: ['auth.required'],
    }),
    signedIn,
    async (c) => {
      c.header('Content-Disposition', 'attachment; filename="service-hours.csv"');
      return c.body(await serviceHoursFile(c.var.actorCtx), 200, CSV_HEADERS);
    },
  )
  .get(
    '/staff/volunteer-tasks',
    endpoint({
      summary: 'Tasks of the places in my scope, from a month ago on',
      tag,
      answer: staffTasksSchema,
      refusals: ['auth.required', 'auth.forbidden'],
    }),
    signedIn,
    async (c) => c.json(await listStaffTasks(c.var.actorCtx), 200),
  )
  .post(
    '/staff/volunteer-tasks',
    endpoint({
      summary: 'Publish a task',
      tag,
      answer: taskSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'facility.notFound',
        'facility.retired',
        'task.interval',
        'idempotency.mismatch',
      ],
    }),
    signedIn,
    input('json', newTaskInput),
    async (c) => c.json(await once(() => publishTask(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .post(
    '/staff/volunteer-tasks/:id/cancel',
    endpoint({
      summary: 'Call a task off before it begins, and tell everybody',
      tag,
      answer: staffTaskSchema,
      refusals: ['auth.required', 'auth.forbidden', 'task.notFound', 'task.state'],
    }),
    signedIn,
    input('param', idParam),
    input('json', reasonInput),
    async (c) => {
      const wanted = { ...c.req.valid('json'), id: c.req.valid('param').id };
      return c.json(await cancelTask(c.var.actorCtx, wanted), 200);
    },
  )
  .get(
    '/staff/volunteer-tasks/:id/people',
    endpoint({
      summary: 'Who signed up and who is there, names masked',
      tag,
      answer: volunteersSchema,
      refusals: ['auth.required', 'auth.forbidden', 'task.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listVolunteers(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .get(
    '/staff/volunteer-tasks/:id/code',
    endpoint({
      summary: 'What the code at the place says now; it changes every five minutes',
      tag,
      answer: checkCodeSchema,
      refusals: ['auth.required', 'auth.forbidden', 'task.notFound', 'task.state'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      const asked = { id: c.req.valid('param').id, secret: c.env.AUTH_SECRET };
      return c.json(await getCheckCode(c.var.actorCtx, asked), 200);
    },
  )
  .post(
    '/staff/volunteer-sign-ups/:id/check',
    endpoint({
      summary: 'Check somebody in or out by hand, or put a forgotten check-out right',
      tag,
      answer: volunteersSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'signUp.notFound',
        'signUp.state',
        'task.state',
        'check.own',
        'check.tooEarly',
        'check.over',
        'check.notIn',
        'check.notBegun',
        'check.noMinutes',
        'check.done',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', staffCheckInput),
    async (c) =>
      c.json(await checkByStaff(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .post(
    '/staff/volunteer-sign-ups/:id/corrections',
    endpoint({
      summary: 'Put recorded minutes right; what stood before stays visible',
      tag,
      answer: volunteersSchema,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'signUp.notFound',
        'task.state',
        'check.own',
        'check.notIn',
        'service.minutes',
        'service.changed',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', correctionInput),
    async (c) =>
      c.json(await correctHours(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')), 200),
  )
  .get(
    '/staff/service-hours.csv',
    endpoint({
      summary: 'Service hours of a place in a month, as a table',
      tag,
      answer: csvSchema,
      mediaType,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('query', monthInput),
    async (c) => {
      const { facility, month } = c.req.valid('query');
      const name = `service-hours-${facility}-${month}.csv`;
      c.header('Content-Disposition', `attachment; filename="${name}"`);
      return c.body(await placeHoursFile(c.var.actorCtx, c.req.valid('query')), 200, CSV_HEADERS);
    },
  );
