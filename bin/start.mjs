/** `npm start`: install, build, migrate, load the reference district once (`-- --scale reference`: a full one), serve. */
import { spawn } from 'node:child_process';
import { environment, install, ROOT } from './install.mjs';
import { scaleAsked } from './scale.mjs';

install();
const server = spawn('node', ['bin/serve.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...environment, ...scaleAsked(process.argv.slice(2)) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));
