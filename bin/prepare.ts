/** Migrates and loads the local database and writes the register, without serving: for `npm run dev`. */
import { leave, prepare } from './server.ts';

await prepare((line) => process.stdout.write(`${line}\n`)).catch(leave);
