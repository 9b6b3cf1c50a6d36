/** The site's copy of the register: what the static pages are made from at build time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { canteen } from '../worker/features/canteen/tables.ts';
import { getCoverage } from '../worker/features/circle/queries/coverage.ts';
import { readRegister } from '../worker/features/directory/queries/areas.ts';
import { venue } from '../worker/features/venues/tables.ts';
import { type Db, openDb } from '../worker/lib/db.ts';
import { ROOT } from './site.ts';

export type RegisterFile = Awaited<ReturnType<typeof registerFile>>;

/** Rows as in the tables, without what is in retired places, in an order that does not change: the site is built anew only when the text does. */
export async function registerFile(db: Db) {
  const [places, venues, canteens, coverage] = await Promise.all([
    readRegister(db),
    db
      .select()
      .from(venue)
      .where(eq(venue.state, 'open'))
      .orderBy(asc(venue.facilityId), asc(venue.floor), asc(venue.id)),
    db.select().from(canteen).orderBy(asc(canteen.id)),
    getCoverage({ db }),
  ]);
  const here = new Set(places.facilities.map(({ id }) => id));
  const isHere = ({ facilityId }: { facilityId: string }) => here.has(facilityId);
  return {
    ...places,
    venues: venues.filter(isHere),
    canteens: canteens.filter(isHere),
    coverage,
  };
}

export async function writeRegister(d1: D1Database): Promise<void> {
  const file = join(ROOT, '.linli', 'register.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(await registerFile(openDb(d1))));
}
