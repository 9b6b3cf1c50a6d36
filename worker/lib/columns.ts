import { integer, text } from 'drizzle-orm/sqlite-core';

/** A moment: integer milliseconds since 1970 UTC. Column names end in `_at`. */
export const instant = () => integer({ mode: 'number' });

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Column names end in `_on`. */
export const day = () => text();

/** JSON stored as text, typed at the edge of the database. */
export const json = <T>() => text({ mode: 'json' }).$type<T>();

/** A yes/no kept as 0 or 1. */
export const flag = () => integer({ mode: 'boolean' });

/** Pinyin of a name, a syllable for each character: `wan he shu fang`. Empty = not spelled; then only the characters find it. */
export const syllables = () => text().notNull().default('');
