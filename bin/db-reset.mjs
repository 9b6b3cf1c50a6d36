/** `npm run db:reset`: forgets the local database; the next `npm start` loads the reference district anew. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const data = join(ROOT, process.env.LINLI_DATA ?? '.linli/data');
rmSync(join(data, 'v3'), { recursive: true, force: true });
process.stdout.write(
  'The local database is gone; `npm start` loads the reference district anew.\n',
);
