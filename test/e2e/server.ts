/** A served Linli of a test's own, with a folder of its own: it can be killed and come back at another hour. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export class OwnServer {
  private child: ChildProcess | undefined;
  private readonly data: string;
  private readonly port: number;

  private constructor(data: string, port: number) {
    this.data = data;
    this.port = port;
  }

  /** Forgets what the folder `name` held before. */
  static async fresh(name: string): Promise<OwnServer> {
    const server = new OwnServer(join('.linli', name), await freePort());
    server.forget();
    return server;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isUp(): boolean {
    return this.child !== undefined;
  }

  /** Returns once it answers; `at` is what the district's clock then shows. */
  async start(at: string): Promise<void> {
    const child = spawn(process.execPath, ['bin/serve.ts'], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, PORT: String(this.port), LINLI_DATA: this.data, LINLI_NOW: at },
    });
    let complaints = '';
    child.stderr?.on('data', (text) => {
      complaints += text;
    });
    this.child = child;
    for (const until = Date.now() + 300_000; Date.now() < until; ) {
      if (child.exitCode !== null) throw new Error(`the server ended\n${complaints}`);
      const answers = await fetch(new URL('/api/v1/areas', this.base)).catch(() => null);
      if (answers?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('the server does not answer');
  }

  /** The whole group at once: nothing gets a chance to finish. */
  kill(): void {
    const child = this.child;
    this.child = undefined;
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  }

  /** Ends it in order, and waits for that. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  forget(): void {
    rmSync(join(ROOT, this.data), { recursive: true, force: true });
  }
}
