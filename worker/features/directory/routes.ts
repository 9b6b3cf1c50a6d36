import { endpoint, input, publicFor, routes } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { listAreas } from './queries/areas.ts';
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
