import { createApp } from './app.ts';
import { forgetNetworks } from './features/circle/commands/network.ts';
import { forgetClaims } from './features/earning/commands/claims.ts';
import { forgetCodes } from './features/identity/commands/signIn.ts';
import { forgetImports } from './features/imports/commands/finish.ts';
import { forgetAttempts, lapseRedemptions, remindOfLapse } from './features/mall/commands/lapse.ts';
import { deliverDue, forgetMessages } from './features/notices/commands/deliver.ts';
import { proveOnce, remindOfExpiry, sweepPoints } from './features/points/commands/tick.ts';
import { finaliseDue } from './features/settlement/commands/finalise.ts';
import { issueDue } from './features/settlement/commands/issue.ts';
import { forgetAddresses, forgetReports } from './features/upkeep/commands/reports.ts';
import { type Context, forgetResults } from './lib/context.ts';
import { openDb, writeAll } from './lib/db.ts';
import { newCode, newId } from './lib/ids.ts';
import { clockOf, type Env, isDevelopment } from './lib/platform.ts';
import { logSender } from './lib/sender.ts';
import { HOUR_MS, MINUTE_MS } from './lib/time.ts';

const app = createApp();

/** Each minute what waits is sent; once an hour what nobody needs any more is forgotten. Nothing that must be right waits for this. */
async function everyMinute(scheduledAt: number, env: Env): Promise<void> {
  const now = clockOf(env);
  const ctx: Context = {
    db: openDb(env.DB),
    now,
    newId: (prefix) => newId(prefix, now),
    newCode,
  };
  await deliverDue(ctx, logSender, { keepCodes: isDevelopment(env) });
  await lapseRedemptions(ctx);
  await sweepPoints(ctx);
  await proveOnce(ctx);
  if (scheduledAt % HOUR_MS >= MINUTE_MS) return;
  await remindOfExpiry(ctx);
  await remindOfLapse(ctx);
  await issueDue(ctx);
  await finaliseDue(ctx);
  await writeAll(ctx.db, [
    ...forgetResults(ctx),
    ...forgetCodes(ctx),
    ...forgetAddresses(ctx),
    ...forgetReports(ctx),
    ...forgetClaims(ctx),
    ...forgetAttempts(ctx),
    ...forgetMessages(ctx),
    ...forgetImports(ctx),
    ...forgetNetworks(ctx),
  ]);
}

export default {
  fetch: app.fetch,
  scheduled: (controller, env) => everyMinute(controller.scheduledTime, env),
} satisfies ExportedHandler<Env>;
