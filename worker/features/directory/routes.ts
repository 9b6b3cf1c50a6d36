import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import {
  datedHoursInput,
  datedHoursListSchema,
  datedHoursSchema,
  numberInput,
  recordSchema,
  withdrawInput,
} from '../upkeep/schema.ts';
import { setDatedHours, withdrawDatedHours } from './commands/datedHours.ts';
import { addNumber } from './commands/number.ts';
import { listAreas } from './queries/areas.ts';
import { listDatedHours } from './queries/datedHours.ts';
import { findDoors } from './queries/doors.ts';
import { getFacility } from './queries/facilities.ts';
import { listFacilities } from './queries/list.ts';
import { listPoints } from './queries/points.ts';
import { getService, listServices } from './queries/services.ts';
import { listShapes } from './queries/shapes.ts';
import {
  areaSchema,
  doorsInput,
  doorsSchema,
  facilitiesInput,
  facilityPageSchema,
  facilityPointsSchema,
  facilitySchema,
  mapShapesSchema,
  pointsInput,
  serviceInput,
  servicePageSchema,
  serviceSchema,
  servicesInput,
} from './schema.ts';

const tag = 'directory';

export const directoryRoutes = routes()
  .get(
    '/areas',
    endpoint({ summary: 'Zones, communities and estates', tag, answer: areaSchema }),
    publicFor(300),
    async (c) => c.json(await listAreas(c.var.ctx), 200),
  )
  .get(
    '/facilities',
    endpoint({ summary: 'Facilities, nearest first', tag, answer: facilityPageSchema }),
    publicFor(30),
    input('query', facilitiesInput),
    async (c) => c.json(await listFacilities(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/facilities/points',
    endpoint({ summary: 'Facilities as points on a map', tag, answer: facilityPointsSchema }),
    publicFor(30),
    input('query', pointsInput),
    async (c) => c.json(await listPoints(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/map-shapes',
    endpoint({ summary: 'The schematic of the district, in GCJ-02', tag, answer: mapShapesSchema }),
    publicFor(300),
    async (c) => c.json(await listShapes(c.var.ctx), 200),
  )
  .get(
    '/facilities/:id',
    endpoint({
      summary: 'One facility',
      tag,
      answer: facilitySchema,
      refusals: ['facility.notFound', 'facility.moved'],
    }),
    // What staff change is on the page within a minute, also for whoever looked a moment ago.
    publicFor(15, 15),
    input('param', idParam),
    async (c) => c.json(await getFacility(c.var.ctx, c.req.valid('param').id), 200),
  )
  .get(
    '/doors',
    endpoint({
      summary: 'The four doors: the nearest open place of each verb',
      tag,
      answer: doorsSchema,
    }),
    publicFor(30),
    input('query', doorsInput),
    async (c) => c.json(await findDoors(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/services',
    endpoint({ summary: 'Services, by kind', tag, answer: servicePageSchema }),
    publicFor(300),
    input('query', servicesInput),
    async (c) => c.json(await listServices(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/services/:id',
    endpoint({
      summary: 'One service, and where it is offered',
      tag,
      answer: serviceSchema,
      refusals: ['service.notFound'],
    }),
    publicFor(30),
    input('param', idParam),
    input('query', serviceInput),
    async (c) =>
      c.json(await getService(c.var.ctx, c.req.valid('param').id, c.req.valid('query')), 200),
  );

export const directoryStaffRoutes = routes()
  .post(
    '/staff/facilities/:id/numbers',
    endpoint({
      summary: 'Give a place another number; the ones it has go on leading to it',
      tag,
      answer: recordSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'idempotency.mismatch',
        'facility.notFound',
        'alias.taken',
        'alias.retired',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', numberInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await once(() => addNumber(c.var.actorCtx, id, c.req.valid('json'))), 201);
    },
  )
  .get(
    '/staff/facilities/:id/dated-hours',
    endpoint({
      summary: 'Dated hours of a place, today’s and later',
      tag,
      answer: datedHoursListSchema,
      refusals: ['auth.required', 'auth.forbidden', 'facility.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => c.json(await listDatedHours(c.var.actorCtx, c.req.valid('param').id), 200),
  )
  .post(
    '/staff/facilities/:id/dated-hours',
    endpoint({
      summary: 'Say which hours replace the weekly ones from one day to another',
      tag,
      answer: datedHoursSchema,
      status: 201,
      refusals: [
        'auth.required',
        'auth.forbidden',
        'idempotency.mismatch',
        'facility.notFound',
        'scene.notFound',
        'datedHours.interval',
        'datedHours.past',
        'datedHours.overlap',
      ],
    }),
    signedIn,
    input('param', idParam),
    input('json', datedHoursInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await once(() => setDatedHours(c.var.actorCtx, id, c.req.valid('json'))), 201);
    },
  )
  .post(
    '/staff/dated-hours/:id/withdraw',
    endpoint({
      summary: 'Take dated hours back: the weekly ones hold again',
      tag,
      answer: datedHoursSchema,
      refusals: ['auth.required', 'auth.forbidden', 'datedHours.notFound'],
    }),
    signedIn,
    input('param', idParam),
    input('json', withdrawInput),
    async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await withdrawDatedHours(c.var.actorCtx, id, c.req.valid('json').reason), 200);
    },
  );
