/** People at the door of a served Linli: they sign in as anybody does, and then ask it things over HTTP. */

export type Visitor = { phoneNumber: string; cookie: string };

export type Reply<T = unknown> = { status: number; body: T };

/** The demo numbers that drizzle/demo/people.ts gives to the roles. */
export const DEMO = {
  resident: '+8613800000001',
  elder: '+8613800000002',
  centreStaff: '+8613800000004',
  canteenStaff: '+8613800000005',
  zoneOperator: '+8613800000006',
  admin: '+8613800000007',
  secondAdmin: '+8613800000013',
  merchantOwner: '+8613800000011',
  merchantClerk: '+8613800000012',
} as const;

export async function ask<T = unknown>(
  base: string,
  method: string,
  path: string,
  { as, body, key }: { as?: Visitor; body?: unknown; key?: string } = {},
): Promise<Reply<T>> {
  const response = await fetch(new URL(path, base), {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(as && { Cookie: as.cookie }),
      ...(key && { 'Idempotency-Key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
}

/** Signs in by the code in the development outbox. */
export async function signIn(base: string, phoneNumber: string): Promise<Visitor> {
  await expectOk(ask(base, 'POST', '/api/auth/phone-number/send-otp', { body: { phoneNumber } }));
  const code = await lastCode(base, phoneNumber);
  const response = await fetch(new URL('/api/auth/phone-number/verify', base), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ phoneNumber, code }),
  });
  if (!response.ok) throw new Error(`signing in: ${response.status} ${await response.text()}`);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { phoneNumber, cookie: cookies.join('; ') };
}

const visitors = new Map<string, Promise<Visitor>>();

/** Signed in once for all tests of a run: a number is sent one code a minute, and five an hour. */
export function visitorOf(base: string, phoneNumber: string): Promise<Visitor> {
  const key = `${base} ${phoneNumber}`;
  const visitor = visitors.get(key) ?? signIn(base, phoneNumber);
  visitors.set(key, visitor);
  return visitor;
}

/** The code that was sent last to a number. */
export async function lastCode(base: string, phoneNumber: string): Promise<string> {
  type Outbox = { items: { template: string; params: Record<string, string> }[] };
  const path = `/api/dev/outbox?to=${encodeURIComponent(phoneNumber)}`;
  const { items } = await expectOk(ask<Outbox>(base, 'GET', path));
  const code = items.find(({ template }) => template === 'signIn.code')?.params.code;
  if (!code) throw new Error(`no code was sent to ${phoneNumber}`);
  return code;
}

/** So many new residents with a name, signed in a few at a time. */
export async function crowd(base: string, size: number, firstNumber: number): Promise<Visitor[]> {
  const people: Visitor[] = [];
  const TOGETHER = 10;
  for (let from = 0; from < size; from += TOGETHER) {
    const group = Array.from({ length: Math.min(TOGETHER, size - from) }, async (_, index) => {
      const visitor = await signIn(base, `+861${firstNumber + from + index}`);
      await expectOk(ask(base, 'PATCH', '/api/v1/me', { as: visitor, body: { name: '来宾' } }));
      return visitor;
    });
    people.push(...(await Promise.all(group)));
  }
  return people;
}

/** The body of an answer that must be a good one. */
export async function expectOk<T>(asked: Promise<Reply<T>>): Promise<T> {
  const { status, body } = await asked;
  if (status >= 400) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** How often each status and refusal came. */
export function tally(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const code = status < 400 ? '' : ` ${(body as { code?: string }).code}`;
    counts[`${status}${code}`] = (counts[`${status}${code}`] ?? 0) + 1;
  }
  return counts;
}
