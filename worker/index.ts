import { createApp } from './app.ts';
import { EVERY_HOUR, everyMinute, runJobs } from './jobs.ts';
import { openDb } from './lib/db.ts';
import { newCode, newId } from './lib/ids.ts';
import { clockOf, type Env, isDevelopment } from './lib/platform.ts';
import { HOUR_MS, MINUTE_MS } from './lib/time.ts';

const app = createApp();

async function tick(scheduledAt: number, env: Env): Promise<void> {
  const now = clockOf(env);
  const ctx = {
    ...{ db: openDb(env.DB), now, newCode },
    newId: (prefix: string) => newId(prefix, now),
  };
  const isNewHour = scheduledAt % HOUR_MS < MINUTE_MS;
  await runJobs(ctx, [...everyMinute(isDevelopment(env)), ...(isNewHour ? EVERY_HOUR : [])]);
}

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => tick(controller.scheduledTime, env),
} satisfies ExportedHandler<Env>;
