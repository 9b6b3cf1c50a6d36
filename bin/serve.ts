/** Serves site and API on one origin. `PORT`, `LINLI_DATA` and `LINLI_NOW` (server.ts) say where and when. */
import { DEMO_ROLES } from '../drizzle/demo/people.ts';
import { leave, startLinli } from './server.ts';

const port = Number(process.env.PORT ?? 8787);
const say = (line: string) => process.stdout.write(`${line}\n`);

const linli = await startLinli({ port, say }).catch(leave);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => linli.stop().then(() => process.exit(0)));
}

say(`
  Linli 邻里 · the reference district (demo data, 演示数据)

  Residents   ${linli.url}/
  The desk    ${linli.url}/staff/
  The API     ${linli.url}/api/v1/openapi.json

  Sign in with a demo number; the code arrives in the development outbox:
  ${linli.url}/api/dev/outbox?to=%2B86…  (the sign-in page shows a link to it)
`);
for (const { phoneNumber, name, what } of DEMO_ROLES) {
  say(`  ${phoneNumber.replace('+86', '')}  ${name}  ${what}`);
}
say('\n  Stop with Ctrl+C. `npm run db:reset` starts the district anew.');
