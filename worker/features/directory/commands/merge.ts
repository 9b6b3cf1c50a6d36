/** Merging two records of one place: one leaves the register, and its number leads on to the other. */
import { eq, sql } from 'drizzle-orm';
import type { ActorContext } from '../../../lib/context.ts';
import { auditRow, writeAll } from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import type { Merged } from '../../upkeep/schema.ts';
import { may, recordQuery } from '../queries/records.ts';
import { facilityCan } from '../rules/upkeep.ts';
import { facility, facilityAlias } from '../tables.ts';

/**
 * What led to the one that goes leads to the other from now on; its entrances go along where the other has none. Throws `facility.notFound`, `auth.forbidden`,
 * `alias.taken` for a place merged into itself, and from the database `facility.busy` while bookings, menus or sessions
 * are ahead there, `facility.holds` while it has open venues, a canteen, scenes or services, `facility.retired` and `alias.retired` when somebody else was quicker.
 */
export async function mergeFacility(
  ctx: ActorContext,
  id: string,
  { into, reason }: { into: string; reason: string },
): Promise<Merged> {
  const { db, now } = ctx;
  const [who, [row], [other]] = await db.batch([
    actorQuery(ctx),
    recordQuery(db, id),
    recordQuery(db, into),
  ]);
  const { grants } = whoIs(who);
  if (!row || !other) throw new DomainError('facility.notFound');
  const isAllowed = [row, other].every((one) => may(facilityCan.merge, one, grants));
  if (!isAllowed) throw new DomainError('auth.forbidden');
  if (id === into) throw new DomainError('alias.taken');
  await writeAll(db, [
    auditRow(db, {
      id: ctx.newId('aud'),
      at: now,
      actorId: ctx.actor.userId,
      act: 'facility.merge',
      noun: 'facility',
      nounId: id,
      facilityId: id,
      reason,
      detail: { role: 'subdistrict_admin', fields: [], into },
    }),
    db.update(facilityAlias).set({ facilityId: into }).where(eq(facilityAlias.facilityId, id)),
    db.update(facility).set({ retiredAt: now }).where(eq(facility.id, id)),
    db.run(sql`UPDATE entrance SET facility_id = ${into} WHERE facility_id = ${id}
      AND NOT EXISTS (SELECT 1 FROM entrance WHERE facility_id = ${into})`),
    db
      .insert(facilityAlias)
      .values({ oldId: id, facilityId: into, reason: 'merged', createdAt: now }),
  ]);
  return { id, into: { id: into, name: other.name } };
}
