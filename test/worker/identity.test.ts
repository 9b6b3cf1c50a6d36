import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONSENT_VERSIONS } from '../../worker/features/identity/rules.ts';
import { consent, person } from '../../worker/features/identity/tables.ts';
import { notice } from '../../worker/features/notices/tables.ts';
import { MINUTE_MS } from '../../worker/lib/time.ts';
import { giveSomethingAhead } from './agenda-world.ts';
import {
  codeOf,
  countedD1,
  db,
  linliAt,
  NOW,
  type Somebody,
  signedInPerson,
  smallSubdistrict,
  unique,
} from './world.ts';

const linli = linliAt();
beforeAll(smallSubdistrict);

const { birth_date, dependant } = CONSENT_VERSIONS;

async function rowOf(id: string) {
  const [row] = await db.select().from(person).where(eq(person.id, id));
  return row;
}

function liveConsents(personId: string) {
  return db
    .select()
    .from(consent)
    .where(and(eq(consent.personId, personId), isNull(consent.withdrawnAt)));
}

function addDependant(as: Somebody, body: object = {}, headers: Record<string, string> = {}) {
  return linli.post('/api/v1/me/dependants', {
    as,
    headers,
    body: { name: '李小宝', relation: 'child', consentVersion: dependant, ...body },
  });
}

async function dependantOf(as: Somebody, body: object = {}): Promise<string> {
  return ((await addDependant(as, body)).body as { id: string }).id;
}

function dependantsOf(residentId: string) {
  return db
    .select()
    .from(person)
    .where(and(eq(person.residentId, residentId), eq(person.kind, 'dependant')));
}

describe('oneself', () => {
  it('is told to its owner in full, in one round trip', async () => {
    const grant = { role: 'centre_staff', scopeKind: 'facility', scopeId: 'hall' } as const;
    const me = await signedInPerson({ name: '张秀兰', bornOn: '1955-03-02', grants: [grant] });
    await dependantOf(me);
    await db.insert(notice).values({
      id: `n-${unique()}`,
      residentId: me.id,
      kind: 'booking.released',
      params: {},
      createdAt: NOW,
    });
    const counted = countedD1();
    const reply = await linli.get('/api/v1/me', { as: me, env: counted.env });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      id: me.id,
      name: '张秀兰',
      phoneNumber: expect.stringMatching(/^\+86139\d{8}$/),
      homeEstateId: null,
      bornOn: '1955-03-02',
      grants: [grant],
      consents: [],
      dependantCount: 1,
      unreadNotices: 1,
    });
    expect(reply.headers.get('Cache-Control')).toBe('private, no-store');
    expect(counted.trips()).toBe(1);
  });

  it('is for those signed in', async () => {
    for (const path of ['/me', '/me/dependants', '/me/consents', '/me/notices']) {
      const reply = await linli.get(`/api/v1${path}`);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, 401, 'auth.required']);
    }
  });

  it('takes a name and a home, and lets the home be forgotten', async () => {
    const me = await signedInPerson();
    const counted = countedD1();
    const reply = await linli.patch('/api/v1/me', {
      as: me,
      body: { name: ' 欧阳娜娜 ', homeEstateId: 'home' },
      env: counted.env,
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ name: '欧阳娜娜', homeEstateId: 'home' });
    expect(counted.trips()).toBe(2);
    expect(await rowOf(me.id)).toMatchObject({ name: '欧阳娜娜', homeEstateId: 'home' });
    await linli.patch('/api/v1/me', { as: me, body: { homeEstateId: null } });
    expect(await rowOf(me.id)).toMatchObject({ name: '欧阳娜娜', homeEstateId: null });
    const nothing = await linli.patch('/api/v1/me', { as: me, body: {} });
    expect([nothing.status, nothing.body]).toEqual([
      200,
      expect.objectContaining({ name: '欧阳娜娜' }),
    ]);
  });

  it('refuses an estate that does not exist, and changes nothing', async () => {
    const me = await signedInPerson({ name: '张三' });
    const reply = await linli.patch('/api/v1/me', {
      as: me,
      body: { name: '李四', homeEstateId: 'nowhere' },
    });
    expect([reply.status, codeOf(reply)]).toEqual([404, 'estate.notFound']);
    expect(await rowOf(me.id)).toMatchObject({ name: '张三', homeEstateId: null });
  });

  it('keeps a date of birth only with a consent to the present text', async () => {
    const me = await signedInPerson();
    const change = (body: object) => linli.patch('/api/v1/me', { as: me, body });
    const without = await change({ bornOn: '1955-03-02', name: '张三' });
    expect(without.status).toBe(422);
    expect(without.body).toMatchObject({
      code: 'consent.required',
      rule: { name: 'birth_date', value: birth_date },
    });
    const outdated = await change({ bornOn: '1955-03-02', consentVersion: '2020-01-01' });
    expect(codeOf(outdated)).toBe('consent.required');
    expect(await rowOf(me.id)).toMatchObject({ bornOn: null, name: '测试人' });
    expect(await liveConsents(me.id)).toEqual([]);
    const together = await change({ bornOn: '1955-03-02', consentVersion: birth_date });
    expect(together.body).toMatchObject({ bornOn: '1955-03-02', consents: ['birth_date'] });
    const later = await change({ bornOn: '1956-03-02' });
    expect(later.body).toMatchObject({ bornOn: '1956-03-02' });
    expect(await liveConsents(me.id)).toMatchObject([{ kind: 'birth_date', version: birth_date }]);
    expect((await change({ bornOn: null })).body).toMatchObject({ bornOn: null });
  });

  it('lets no date of birth stay behind when the consent is taken back at the same moment', async () => {
    for (let i = 0; i < 5; i++) {
      const me = await signedInPerson();
      await linli.patch('/api/v1/me', {
        as: me,
        body: { bornOn: '1955-03-02', consentVersion: birth_date },
      });
      await Promise.all([
        linli.post('/api/v1/me/consents/birth_date/withdraw', { as: me }),
        linli.patch('/api/v1/me', { as: me, body: { bornOn: '1956-03-02' } }),
      ]);
      expect(await rowOf(me.id)).toMatchObject({ bornOn: null });
    }
  });

  it('names what is wrong with what it is sent', async () => {
    const me = await signedInPerson({ name: '张三' });
    const bodies: [unknown, string, string][] = [
      [{ name: '' }, 'body.name', 'too_small'],
      [{ name: '   ' }, 'body.name', 'too_small'],
      [{ name: '长'.repeat(41) }, 'body.name', 'too_big'],
      [{ name: 7 }, 'body.name', 'invalid_type'],
      [{ name: null }, 'body.name', 'invalid_type'],
      [{ name: '张\u0000三' }, 'body.name', 'invalid_format'],
      [{ name: '张\ud800' }, 'body.name', 'invalid_format'],
      [{ name: '张\u202e三' }, 'body.name', 'invalid_format'],
      [{ name: '\u200b' }, 'body.name', 'invalid_format'],
      [{ bornOn: '2026-02-30' }, 'body.bornOn', 'custom'],
      [{ bornOn: '1955-3-2' }, 'body.bornOn', 'custom'],
      [{ bornOn: 19550302 }, 'body.bornOn', 'invalid_type'],
      [{ bornOn: '2026-11-26', consentVersion: birth_date }, 'body.bornOn', 'out_of_range'],
      [{ bornOn: '1900-01-01', consentVersion: birth_date }, 'body.bornOn', 'out_of_range'],
      [{ homeEstateId: "'; DROP TABLE person; --" }, 'body.homeEstateId', 'invalid_format'],
      [{ homeEstateId: ['home'] }, 'body.homeEstateId', 'invalid_type'],
      [{ phoneNumber: '+8613800000000' }, 'body', 'unrecognized_keys'],
      [{ id: 'user-1' }, 'body', 'unrecognized_keys'],
      ['[]', 'body', 'invalid_type'],
      ['null', 'body', 'invalid_type'],
    ];
    for (const [body, path, code] of bodies) {
      const reply = await linli.patch('/api/v1/me', { as: me, body });
      expect([body, reply.status, (reply.body as { errors: unknown }).errors]).toEqual([
        body,
        400,
        [{ path, code }],
      ]);
    }
    expect(await rowOf(me.id)).toMatchObject({ name: '张三', bornOn: null, homeEstateId: null });
    expect(await liveConsents(me.id)).toEqual([]);
  });

  it('takes SQL-ish text as a name like any other', async () => {
    const me = await signedInPerson();
    const name = "Robert'); DROP TABLE person;--";
    expect((await linli.patch('/api/v1/me', { as: me, body: { name } })).status).toBe(200);
    expect(await rowOf(me.id)).toMatchObject({ name });
  });
});

describe('dependants', () => {
  it('are added with a consent, listed, changed and removed', async () => {
    const me = await signedInPerson();
    const counted = countedD1();
    const made = await linli.post('/api/v1/me/dependants', {
      as: me,
      env: counted.env,
      body: { name: '张母', relation: 'parent', bornOn: '1950-01-02', consentVersion: dependant },
    });
    expect(made.status).toBe(201);
    expect(counted.trips()).toBe(2);
    const { id } = made.body as { id: string };
    const shape = { id, name: '张母', relation: 'parent', bornOn: '1950-01-02' };
    expect(made.body).toEqual(shape);
    expect(await liveConsents(id)).toMatchObject([{ kind: 'dependant', residentId: me.id }]);
    const listing = countedD1();
    const list = await linli.get('/api/v1/me/dependants', { as: me, env: listing.env });
    expect(list.body).toEqual({ items: [shape], limit: 8 });
    expect(listing.trips()).toBe(1);
    const path = `/api/v1/me/dependants/${id}`;
    const changed = await linli.patch(path, { as: me, body: { name: '张妈妈', bornOn: null } });
    expect(changed.body).toEqual({ ...shape, name: '张妈妈', bornOn: null });
    const unchanged = await linli.patch(path, { as: me, body: {} });
    expect(unchanged.body).toEqual(changed.body);
    const removal = countedD1();
    const removed = await linli.del(path, { as: me, env: removal.env });
    expect([removed.status, removal.trips()]).toEqual([204, 2]);
    expect((await linli.get('/api/v1/me/dependants', { as: me })).body).toEqual({
      items: [],
      limit: 8,
    });
    expect(await rowOf(id)).toMatchObject({ removedAt: NOW, bornOn: null });
    expect(await liveConsents(id)).toEqual([]);
    const again = await linli.del(path, { as: me });
    expect([again.status, codeOf(again)]).toEqual([404, 'person.notFound']);
    expect(codeOf(await linli.patch(path, { as: me, body: { name: '谁' } }))).toBe(
      'person.notFound',
    );
  });

  it('need a consent to the present text', async () => {
    const me = await signedInPerson();
    for (const consentVersion of [undefined, '2020-01-01']) {
      const reply = await addDependant(me, { consentVersion });
      expect(reply.status).toBe(422);
      expect(reply.body).toMatchObject({
        code: 'consent.required',
        rule: { name: 'dependant', value: dependant },
      });
    }
    expect(await dependantsOf(me.id)).toEqual([]);
  });

  it('are eight at most, even when twenty are added at once', async () => {
    const me = await signedInPerson();
    const replies = await Promise.all(Array.from({ length: 20 }, () => addDependant(me)));
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(8);
    expect(new Set(replies.filter((r) => r.status !== 201).map(codeOf))).toEqual(
      new Set(['person.limit']),
    );
    expect(await dependantsOf(me.id)).toHaveLength(8);
    const ninth = await addDependant(me);
    expect([ninth.status, ninth.body]).toEqual([
      409,
      expect.objectContaining({ code: 'person.limit', rule: { name: 'dependants', value: 8 } }),
    ]);
    const [first] = await dependantsOf(me.id);
    await linli.del(`/api/v1/me/dependants/${first?.id}`, { as: me });
    expect((await addDependant(me)).status).toBe(201);
  });

  it('are added once for one key, however often it is sent', async () => {
    const me = await signedInPerson();
    const headers = { 'Idempotency-Key': 'one' };
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => addDependant(me, {}, headers)),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    expect(new Set(replies.map((reply) => (reply.body as { id: string }).id)).size).toBe(1);
    expect(await dependantsOf(me.id)).toHaveLength(1);
    const other = await addDependant(me, { name: '别人' }, headers);
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
    expect(await dependantsOf(me.id)).toHaveLength(1);
  });

  it('are nobody to other residents', async () => {
    const me = await signedInPerson();
    const stranger = await signedInPerson();
    const id = await dependantOf(me, { bornOn: '2018-06-01' });
    const path = `/api/v1/me/dependants/${id}`;
    const change = await linli.patch(path, { as: stranger, body: { name: '改名' } });
    expect([change.status, codeOf(change)]).toEqual([404, 'person.notFound']);
    const removal = await linli.del(path, { as: stranger });
    expect([removal.status, codeOf(removal)]).toEqual([404, 'person.notFound']);
    const own = await linli.patch(`/api/v1/me/dependants/${me.id}`, { as: me, body: {} });
    expect(codeOf(own)).toBe('person.notFound');
    expect(codeOf(await linli.del(`/api/v1/me/dependants/${me.id}`, { as: me }))).toBe(
      'person.notFound',
    );
    const consented = await linli.post('/api/v1/me/consents', {
      as: stranger,
      body: { kind: 'dependant', version: dependant, personId: id },
    });
    expect([consented.status, codeOf(consented)]).toEqual([404, 'person.notFound']);
    const withdrawn = await linli.post('/api/v1/me/consents/dependant/withdraw', {
      as: stranger,
      body: { personId: id },
    });
    expect([withdrawn.status, codeOf(withdrawn)]).toEqual([404, 'person.notFound']);
    expect(await rowOf(id)).toMatchObject({ name: '李小宝', removedAt: null });
  });

  it.each(['booking', 'mealOrder', 'registration', 'waiting'] as const)(
    'stay while a %s is ahead of them, and may go after it',
    async (what) => {
      const me = await signedInPerson();
      const id = await dependantOf(me);
      const { overAt } = await giveSomethingAhead(what, { residentId: me.id, personId: id });
      const path = `/api/v1/me/dependants/${id}`;
      const busy = await linli.del(path, { as: me });
      expect([busy.status, codeOf(busy)]).toEqual([409, 'person.busy']);
      const withdrawn = await linli.post('/api/v1/me/consents/dependant/withdraw', {
        as: me,
        body: { personId: id },
      });
      expect([withdrawn.status, codeOf(withdrawn)]).toEqual([409, 'person.busy']);
      expect(await rowOf(id)).toMatchObject({ removedAt: null });
      expect(await liveConsents(id)).toHaveLength(1);
      const later = linliAt(overAt + MINUTE_MS);
      expect((await later.del(path, { as: me })).status).toBe(204);
    },
  );

  it('can not be given anything once they have left, nor by somebody else', async () => {
    const me = await signedInPerson();
    const stranger = await signedInPerson();
    const id = await dependantOf(me);
    for (const what of ['booking', 'mealOrder', 'registration'] as const) {
      await expect(
        giveSomethingAhead(what, { residentId: stranger.id, personId: id }),
      ).rejects.toSatisfy(isRefusal('person.notFound'));
    }
    await linli.del(`/api/v1/me/dependants/${id}`, { as: me });
    for (const what of ['booking', 'mealOrder', 'registration'] as const) {
      await expect(giveSomethingAhead(what, { residentId: me.id, personId: id })).rejects.toSatisfy(
        isRefusal('person.notFound'),
      );
    }
  });

  it('are described by what fits', async () => {
    const me = await signedInPerson();
    const bodies: [object, string][] = [
      [{ name: '' }, 'body.name'],
      [{ relation: 'friend' }, 'body.relation'],
      [{ relation: null }, 'body.relation'],
      [{ bornOn: '2026-11-26' }, 'body.bornOn'],
      [{ bornOn: '2026-02-30' }, 'body.bornOn'],
      [{ bornOn: null }, 'body.bornOn'],
      [{ consentVersion: 'yes' }, 'body.consentVersion'],
      [{ residentId: 'user-1' }, 'body'],
    ];
    for (const [body, path] of bodies) {
      const reply = await addDependant(me, body);
      expect([body, reply.status, reply.body]).toEqual([
        body,
        400,
        expect.objectContaining({
          code: 'input.invalid',
          errors: [expect.objectContaining({ path })],
        }),
      ]);
    }
    const oddId = await linli.del('/api/v1/me/dependants/..%2F..%2Fme', { as: me });
    expect([oddId.status, codeOf(oddId)]).toEqual([400, 'input.invalid']);
    expect(await dependantsOf(me.id)).toEqual([]);
  });
});

describe('consents', () => {
  it('are rows with a version and a moment, given once and taken back', async () => {
    const me = await signedInPerson();
    const give = () =>
      linli.post('/api/v1/me/consents', {
        as: me,
        body: { kind: 'terms', version: CONSENT_VERSIONS.terms },
      });
    const given = await give();
    const shape = {
      kind: 'terms',
      version: CONSENT_VERSIONS.terms,
      personId: me.id,
      givenAt: '2026-11-25T10:37:00+08:00',
      withdrawnAt: null,
    };
    expect([given.status, given.body]).toEqual([201, shape]);
    expect((await give()).body).toEqual(shape);
    expect(await liveConsents(me.id)).toHaveLength(1);
    const later = linliAt(NOW + MINUTE_MS);
    expect((await later.post('/api/v1/me/consents/terms/withdraw', { as: me })).status).toBe(204);
    const listing = countedD1();
    const list = await linli.get('/api/v1/me/consents', { as: me, env: listing.env });
    expect(list.body).toEqual({
      items: [{ ...shape, withdrawnAt: '2026-11-25T10:38:00+08:00' }],
      current: CONSENT_VERSIONS,
    });
    expect(listing.trips()).toBe(1);
    expect((await later.post('/api/v1/me/consents/terms/withdraw', { as: me })).status).toBe(204);
  });

  it('replace one to an older text', async () => {
    const me = await signedInPerson();
    await db.insert(consent).values({
      id: `c-${unique()}`,
      residentId: me.id,
      personId: me.id,
      kind: 'birth_date',
      version: '2020-01-01',
      givenAt: 0,
    });
    const reply = await linli.get('/api/v1/me', { as: me });
    expect(reply.body).toMatchObject({ consents: [] });
    await linli.post('/api/v1/me/consents', {
      as: me,
      body: { kind: 'birth_date', version: birth_date },
    });
    expect(await liveConsents(me.id)).toMatchObject([{ version: birth_date }]);
    expect((await linli.get('/api/v1/me', { as: me })).body).toMatchObject({
      consents: ['birth_date'],
    });
  });

  it('are one, though twenty are given at once', async () => {
    const me = await signedInPerson();
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        linli.post('/api/v1/me/consents', {
          as: me,
          headers: index % 2 ? { 'Idempotency-Key': 'same' } : {},
          body: { kind: 'terms', version: CONSENT_VERSIONS.terms },
        }),
      ),
    );
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([201]));
    expect(await liveConsents(me.id)).toHaveLength(1);
    const other = await linli.post('/api/v1/me/consents', {
      as: me,
      headers: { 'Idempotency-Key': 'same' },
      body: { kind: 'birth_date', version: birth_date },
    });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency.mismatch']);
  });

  it('take with them what was kept on their strength', async () => {
    const me = await signedInPerson({ bornOn: '1955-03-02' });
    const path = '/api/v1/me/consents/birth_date/withdraw';
    const counted = countedD1();
    const reply = await linli.post(path, { as: me, env: counted.env });
    expect([reply.status, counted.trips()]).toEqual([204, 2]);
    expect(await rowOf(me.id)).toMatchObject({ bornOn: null });
    const id = await dependantOf(me);
    const other = await dependantOf(me, { name: '李二宝' });
    await linli.post('/api/v1/me/consents/dependant/withdraw', { as: me, body: { personId: id } });
    expect(await rowOf(id)).toMatchObject({ removedAt: NOW });
    expect(await rowOf(other)).toMatchObject({ removedAt: null });
    expect(await liveConsents(other)).toHaveLength(1);
  });

  it('refuse another version, another kind and another person', async () => {
    const me = await signedInPerson();
    const id = await dependantOf(me);
    const give = (body: object) => linli.post('/api/v1/me/consents', { as: me, body });
    expect(codeOf(await give({ kind: 'terms', version: '2020-01-01' }))).toBe('consent.required');
    expect(codeOf(await give({ kind: 'terms', version: dependant, personId: id }))).toBe(
      'person.notFound',
    );
    expect(codeOf(await give({ kind: 'dependant', version: dependant }))).toBe('person.notFound');
    expect((await give({ kind: 'cookies', version: dependant })).status).toBe(400);
    expect((await give({ kind: 'terms' })).status).toBe(400);
    const path = '/api/v1/me/consents/cookies/withdraw';
    expect((await linli.post(path, { as: me })).status).toBe(400);
    expect(await liveConsents(me.id)).toEqual([]);
  });
});

function isRefusal(code: string) {
  return (error: Error) => `${error.message} ${(error.cause as Error)?.message}`.includes(code);
}
