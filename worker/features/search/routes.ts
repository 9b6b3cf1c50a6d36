import { endpoint, input, once, publicFor, routes, signedIn } from '../../lib/http.ts';
import { idParam } from '../../lib/schema.ts';
import { changeSynonym, createSynonym, deleteSynonym } from './commands/synonyms.ts';
import { readIndex, readOpenings } from './queries/phone.ts';
import { searchAll } from './queries/search.ts';
import { listSynonyms } from './queries/synonyms.ts';
import {
  openingsSchema,
  searchIndexSchema,
  searchInput,
  searchSchema,
  synonymChangeInput,
  synonymInput,
  synonymListSchema,
  synonymSchema,
} from './schema.ts';

const tag = 'search';

const publicRoutes = routes()
  .get(
    '/search',
    endpoint({
      summary: 'Places, scenes, services, venues, canteens, activities and estates by their words',
      tag,
      answer: searchSchema,
    }),
    publicFor(30),
    input('query', searchInput),
    async (c) => c.json(await searchAll(c.var.ctx, c.req.valid('query')), 200),
  )
  .get(
    '/search/index',
    endpoint({
      summary: 'The whole directory for a phone that searches by itself',
      tag,
      answer: searchIndexSchema,
    }),
    publicFor(60),
    async (c) => c.json(await readIndex(c.var.ctx), 200),
  )
  .get(
    '/search/openings',
    endpoint({ summary: 'Which places are open, and until when', tag, answer: openingsSchema }),
    publicFor(30),
    async (c) => c.json(await readOpenings(c.var.ctx), 200),
  )
  .get(
    '/synonyms',
    endpoint({ summary: 'Words that find the same', tag, answer: synonymListSchema }),
    publicFor(0),
    async (c) => c.json(await listSynonyms(c.var.ctx), 200),
  );

const REFUSALS = ['auth.required', 'auth.forbidden', 'synonym.words', 'synonym.taken'] as const;

const staffRoutes = routes()
  .post(
    '/staff/synonyms',
    endpoint({
      summary: 'Let words find the same',
      tag,
      answer: synonymSchema,
      status: 201,
      refusals: [...REFUSALS, 'synonym.limit', 'idempotency.mismatch'],
    }),
    signedIn,
    input('json', synonymInput),
    async (c) => c.json(await once(() => createSynonym(c.var.actorCtx, c.req.valid('json'))), 201),
  )
  .put(
    '/staff/synonyms/:id',
    endpoint({
      summary: 'Change a group of words',
      tag,
      answer: synonymSchema,
      refusals: [...REFUSALS, 'synonym.notFound', 'synonym.changed'],
    }),
    signedIn,
    input('param', idParam),
    input('json', synonymChangeInput),
    async (c) =>
      c.json(
        await changeSynonym(c.var.actorCtx, c.req.valid('param').id, c.req.valid('json')),
        200,
      ),
  )
  .delete(
    '/staff/synonyms/:id',
    endpoint({
      summary: 'Forget a group of words',
      tag,
      answer: null,
      refusals: ['auth.required', 'auth.forbidden', 'synonym.notFound'],
    }),
    signedIn,
    input('param', idParam),
    async (c) => {
      await deleteSynonym(c.var.actorCtx, c.req.valid('param').id);
      return c.body(null, 204);
    },
  );

export const searchRoutes = routes().route('/', publicRoutes).route('/', staffRoutes);
