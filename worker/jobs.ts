/** What Linli does by itself: which job runs when. Nothing that must be right waits for one. */
import { promoteDue } from './features/activities/commands/promoteDue.ts';
import { payWaiting } from './features/activities/commands/rewards.ts';
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
import { writeAll } from './lib/db.ts';
import { kindOf } from './lib/fault.ts';
import { logSender } from './lib/sender.ts';

export type Job = { name: string; run: (ctx: Context) => Promise<unknown> };

/** Each minute: what waits is sent, what is past its time is given back. */
export const everyMinute = (keepCodes: boolean): readonly Job[] => [
  { name: 'deliver', run: (ctx) => deliverDue(ctx, logSender, { keepCodes }) },
  { name: 'lapseRedemptions', run: lapseRedemptions },
  { name: 'sweepPoints', run: sweepPoints },
  { name: 'proveOnce', run: proveOnce },
];

/** Each hour: who must know is told, what is due is issued, paid and given on, and what nobody needs any more is forgotten. */
export const EVERY_HOUR: readonly Job[] = [
  { name: 'remindOfExpiry', run: remindOfExpiry },
  { name: 'remindOfLapse', run: remindOfLapse },
  { name: 'payWaiting', run: payWaiting },
  { name: 'promoteDue', run: promoteDue },
  { name: 'issueDue', run: issueDue },
  { name: 'finaliseDue', run: finaliseDue },
  { name: 'forget', run: forget },
];

function forget(ctx: Context): Promise<unknown> {
  return writeAll(ctx.db, [
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

/** Runs one after the other; one that fails keeps nobody from the rest. Throws in the end, naming those that failed. */
export async function runJobs(ctx: Context, jobs: readonly Job[]): Promise<void> {
  const failed: string[] = [];
  for (const { name, run } of jobs) {
    try {
      await run(ctx);
    } catch (error) {
      failed.push(name);
      console.error(JSON.stringify({ level: 'error', job: name, fault: kindOf(error) }));
    }
  }
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
}
