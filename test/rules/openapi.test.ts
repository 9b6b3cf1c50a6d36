import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { errors } from '../../site/src/i18n/zh/errors.ts';
import { createApp } from '../../worker/app.ts';
import type { Env } from '../../worker/lib/platform.ts';

type Document = { openapi: string; paths: Record<string, Record<string, { responses: object }>> };

const app = createApp();

async function document(): Promise<Document> {
  const env = { AUTH_SECRET: 'for tests only, of enough length', DB: {} } as unknown as Env;
  const reply = await app.request('/api/v1/openapi.json', {}, env);
  return (await reply.json()) as Document;
}

/** `GET /facilities/{id}` for each route of /api/v1, from the application itself. */
function servedRoutes(): string[] {
  const served = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
    .map(
      ({ method, path }) =>
        `${method} ${path.slice('/api/v1'.length).replace(/:(\w+)(?:\{[^}]*\})?/g, '{$1}')}`,
    )
    .filter((route) => route !== 'GET /openapi.json');
  return [...new Set(served)].sort();
}

/** Routes that only pages of the desk, the counter and other programs ask; of `merchants` all but applying. */
const FOR_STAFF = /^\/api\/v1\/(staff|desk|counter|hsds|merchants\/|statements\/)/;

function codesIn(responses: object): string[] {
  return Object.entries(responses as Record<string, { description: string }>)
    .filter(([status]) => Number(status) >= 400)
    .flatMap(([, { description }]) => description.split(', '));
}

describe('the OpenAPI document', () => {
  it('is valid 3.1', async () => {
    const { valid, errors } = await new Validator().validate(await document());
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('covers every route, and no other', async () => {
    const { openapi, paths } = await document();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
      ),
    );
    expect(openapi).toBe('3.1.0');
    expect(described.sort()).toEqual(servedRoutes());
  });

  it('names the refusals of each route as problems', async () => {
    const { paths } = await document();
    const bare = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => !('400' in responses))
        .map(([method]) => `${method} ${path}`),
    );
    expect(bare).toEqual([]);
  });

  // A page for residents carries their words only: for a code of the desk it would say that the system failed.
  it('names no refusal on a resident’s route that has no words for residents', async () => {
    const { paths } = await document();
    const speechless = Object.entries(paths)
      .filter(([path]) => !FOR_STAFF.test(path))
      .flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, { responses }]) =>
          codesIn(responses)
            .filter((code) => !(code in errors))
            .map((code) => `${method} ${path}: ${code}`),
        ),
      );
    expect(speechless).toEqual([]);
  });
});
