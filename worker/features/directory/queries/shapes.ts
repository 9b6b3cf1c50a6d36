/** The schematic of the district. */
import { asc } from 'drizzle-orm';
import type { Context } from '../../../lib/context.ts';
import type { Db } from '../../../lib/db.ts';
import { schematicOf } from '../rules/shapes.ts';
import { mapShape } from '../tables.ts';

/** For a batch: every shape, in the order in which they are drawn. */
export function shapesQuery(db: Db) {
  return db.select().from(mapShape).orderBy(asc(mapShape.sort), asc(mapShape.id));
}

export async function listShapes({ db }: Context) {
  return schematicOf(await shapesQuery(db));
}
