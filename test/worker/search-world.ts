/** What can be found of the reference district, and small things of one's own to be found. */
import { env } from 'cloudflare:workers';
import { referenceDistrict } from '../../drizzle/demo/district.ts';
import { insertStatements, prepared } from '../../drizzle/demo/insert.ts';
import * as activities from '../../worker/features/activities/tables.ts';
import * as canteen from '../../worker/features/canteen/tables.ts';
import * as directory from '../../worker/features/directory/tables.ts';
import * as search from '../../worker/features/search/tables.ts';
import * as venues from '../../worker/features/venues/tables.ts';
import { linliAt, NOW } from './world.ts';

const TABLES = { ...directory, ...search, ...venues, ...canteen, ...activities };
const FOUND = [
  'synonym',
  'zone',
  'community',
  'estate',
  'facility',
  'scene',
  'hoursException',
  'calendarDay',
  'service',
  'venue',
  'canteen',
  'activity',
] as const;

/** The places of the reference district and what is in them, without anybody who uses them. */
export async function referencePlaces(): Promise<void> {
  const rows = referenceDistrict(NOW);
  const all: Partial<Record<string, readonly Record<string, unknown>[]>> = rows;
  const begun = rows.activitySession.map((row) => ({
    ...row,
    state: 'scheduled' as const,
    cancelReason: null,
    cancelledAt: null,
  }));
  const bulks = [
    ...FOUND.flatMap((name) => insertStatements(TABLES[name], all[name] ?? [])),
    ...insertStatements(TABLES.activitySession, begun),
  ];
  await env.DB.batch(bulks.map((one) => prepared(env.DB, one)));
}

const linli = linliAt();

export type Answer = {
  items: {
    kind: string;
    id: string;
    name: string;
    match: string;
    marks: [number, number][];
    also: { kind: string; id: string }[];
    facility: { id: string; name: string } | null;
    opening?: { state: string };
    walk?: { metres: number };
  }[];
  total: number;
  didYouMean: string | null;
};

export async function found(q: string, more = ''): Promise<Answer> {
  const { status, body } = await linli.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Answer;
}

/** `kind id` of each that bears the words as they are, in their order. */
export async function foundIds(q: string): Promise<string[]> {
  const { items, didYouMean } = await found(q);
  return didYouMean === null ? items.map(({ kind, id }) => `${kind} ${id}`) : [];
}
