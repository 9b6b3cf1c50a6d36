/** What the tests of identity and notices share: signing in as a person does, and reading what was sent. */
import { desc, eq } from 'drizzle-orm';
import { outbox } from '../../worker/features/notices/tables.ts';
import { db, type linliAt, type Reply, type Somebody, unique } from './world.ts';

/** A number nobody else in this file has. */
export function newNumber(): string {
  return `+86138${String(unique()).padStart(8, '0')}`;
}

/** What `npm start` adds. */
export const development = { APP_ENV: 'development' };

/** The code of the last message to a number. In these tests it is still readable only in development. */
export async function codeFor(phoneNumber: string): Promise<string> {
  const [row] = await db
    .select({ params: outbox.params })
    .from(outbox)
    .where(eq(outbox.phoneNumber, phoneNumber))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(1);
  return row?.params.code ?? '';
}

type Linli = ReturnType<typeof linliAt>;

export function askForCode(linli: Linli, phoneNumber: string, address?: string): Promise<Reply> {
  return linli.post('/api/auth/phone-number/send-otp', {
    body: { phoneNumber },
    env: development,
    headers: address === undefined ? {} : { 'CF-Connecting-IP': address },
  });
}

export function tryCode(linli: Linli, phoneNumber: string, code: string): Promise<Reply> {
  return linli.post('/api/auth/phone-number/verify', { body: { phoneNumber, code } });
}

/** The cookies of a reply, as a browser would send them back. */
export function cookiesOf(reply: Reply): string {
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs in from a new device. */
export async function signIn(linli: Linli, phoneNumber: string): Promise<Somebody> {
  await askForCode(linli, phoneNumber);
  const reply = await tryCode(linli, phoneNumber, await codeFor(phoneNumber));
  const cookie = cookiesOf(reply);
  const me = await linli.get('/api/v1/me', { headers: { Cookie: cookie } });
  return { id: (me.body as { id: string }).id, cookie };
}
