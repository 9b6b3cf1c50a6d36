/** `npm run db:reset`: forgets the local database; the next `npm start` loads the reference district anew. With `-- --scale SCALE` it is loaded at once. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, ROOT, run } from './install.mjs';
import { scaleAsked } from './scale.mjs';

const scale = scaleAsked(process.argv.slice(2));
const data = join(ROOT, process.env.LINLI_DATA ?? '.linli/data');
rmSync(join(data, 'v3'), { recursive: true, force: true });
if ('LINLI_SCALE' in scale) {
  install();
  run('node', ['bin/prepare.ts'], scale);
} else {
  process.stdout.write(
    'The local database is gone; `npm start` loads the reference district anew.\n',
  );
}
