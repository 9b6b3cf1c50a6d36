/** Where communities are, for other features. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { community } from '../tables.ts';

/** The zone of a community, as a column of another select; null where there is no such community. */
export function zoneOfCommunity(id: SQLWrapper): SQL<string> {
  return sql<string>`(SELECT ${community.zoneId} FROM ${community} WHERE ${community.id} = ${id})`;
}
