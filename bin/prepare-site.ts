/** Database, register and site, without serving: what the checks of the site need. */
import { leave, prepare } from './server.ts';
import { buildOnce } from './site.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
await prepare(say).catch(leave);
buildOnce(say);
