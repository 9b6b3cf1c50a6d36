/** Putting a banner over pages, and taking it down early. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import {
  type ActorContext,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { auditRow, guard, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { nameOfScope, zoneOfScope } from '../../directory/queries/places.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import { bannerQuery, placeOfBanner, staffBannerView } from '../queries/banners.ts';
import { LONGEST_BANNER_DAYS, mayPutUp } from '../rules.ts';
import type { BannerInput, StaffBanner } from '../schema.ts';
import { banner } from '../tables.ts';

/** Throws `thing.notFound` for a scope that isn't there, `auth.forbidden`, `banner.interval`, `banner.past`. */
export async function putUpBanner(ctx: ActorContext, input: BannerInput): Promise<StaffBanner> {
  const { db, now } = ctx;
  const { scopeKind, scopeId } = input;
  const [who, earlier, [scope]] = await db.batch([
    actorQuery(ctx),
    earlierResult(ctx),
    db
      .select({
        zoneId: zoneOfScope(sql`${scopeKind}`, sql`${scopeId}`).as('scope_zone'),
        name: nameOfScope(sql`${scopeKind}`, sql`${scopeId}`).as('scope_name'),
      })
      .from(sql`(SELECT 1)`),
  ]);
  const { grants } = whoIs(who);
  const replayed = replayedId(ctx, earlier);
  if (replayed !== null) return getBanner(ctx, replayed);
  const zoneId = scope?.zoneId ?? null;
  const isThere = scopeKind === 'subdistrict' ? scopeId === '*' : zoneId !== null;
  if (!isThere) throw new DomainError('thing.notFound');
  if (!mayPutUp(placeOfBanner({ scopeKind, scopeId, zoneId }), grants)) {
    throw new DomainError('auth.forbidden');
  }
  checkPeriod(input, now);
  const { tone, text, from: fromAt, until: untilAt } = input;
  const row = {
    id: ctx.newId('bnr'),
    ...{ scopeKind, scopeId, tone, text, fromAt, untilAt },
    createdBy: ctx.actor.userId,
    createdAt: now,
    liftedAt: null,
  };
  await writeAll(db, [
    ...rememberResult(ctx, row.id),
    bannerAudit(ctx, row, 'banner.create', text),
    db.insert(banner).values(row),
  ]);
  return staffBannerView({ ...row, zoneId, scopeName: scope?.name ?? null }, { now, grants });
}

function checkPeriod({ from, until }: BannerInput, now: number): void {
  if (until <= from || until - from > LONGEST_BANNER_DAYS * DAY_MS) {
    throw new DomainError('banner.interval', {
      rule: { name: 'longestBannerDays', value: LONGEST_BANNER_DAYS },
    });
  }
  if (until <= now) throw new DomainError('banner.past');
}

function bannerAudit(
  ctx: ActorContext,
  { id, scopeKind, scopeId }: Pick<BannerInput, 'scopeKind' | 'scopeId'> & { id: string },
  act: string,
  reason: string | null,
) {
  return auditRow(ctx.db, {
    id: ctx.newId('aud'),
    at: ctx.now,
    actorId: ctx.actor.userId,
    act,
    noun: 'banner',
    nounId: id,
    facilityId: scopeKind === 'facility' ? scopeId : null,
    reason,
    detail: { scopeKind, scopeId },
  });
}

async function getBanner(ctx: ActorContext, id: string): Promise<StaffBanner> {
  const [who, [row]] = await ctx.db.batch([actorQuery(ctx), bannerQuery(ctx.db, id)]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('banner.notFound');
  return staffBannerView(row, { now: ctx.now, grants });
}

/** Throws `banner.notFound`, `auth.forbidden`, `banner.state` when it is over or was lifted before. */
export async function liftBanner(
  ctx: ActorContext,
  id: string,
  reason?: string,
): Promise<StaffBanner> {
  const { db, now } = ctx;
  const [who, [row]] = await db.batch([actorQuery(ctx), bannerQuery(db, id)]);
  const { grants } = whoIs(who);
  if (!row) throw new DomainError('banner.notFound');
  if (!mayPutUp(placeOfBanner(row), grants)) throw new DomainError('auth.forbidden');
  if (!staffBannerView(row, { now, grants }).can.lift) throw new DomainError('banner.state');
  await writeAll(db, [
    guard(
      db,
      'banner.state',
      sql`EXISTS (SELECT 1 FROM banner WHERE id = ${id} AND lifted_at IS NOT NULL)`,
    ),
    bannerAudit(ctx, row, 'banner.lift', reason ?? null),
    db
      .update(banner)
      .set({ liftedAt: now })
      .where(and(eq(banner.id, id), isNull(banner.liftedAt))),
  ]);
  return staffBannerView({ ...row, liftedAt: now }, { now, grants });
}
