/** `npm run dev`: the worker at 8787 and the site at 4321, both reloading on change; the site hands /api to the worker. */
import { spawn } from 'node:child_process';
import { environment, install, ROOT, run } from './install.mjs';

install();
run('node', ['bin/prepare.ts']);
const commands = [
  [
    'wrangler',
    'dev',
    '--port',
    '8787',
    '--persist-to',
    '.linli/data',
    '--show-interactive-dev-session=false',
    '--var',
    'APP_ENV:development',
    '--var',
    'AUTH_SECRET:for development only, never in use elsewhere',
  ],
  ['astro', 'dev', '--port', '4321'],
];
const running = commands.map(([command, ...args]) =>
  spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: environment }),
);
for (const child of running) {
  child.on('exit', (code) => {
    for (const other of running) other.kill();
    process.exitCode = code ?? 0;
  });
}
