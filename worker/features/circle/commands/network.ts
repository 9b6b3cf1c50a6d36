/** Bringing in a walking network: begun, loaded in parts, put in force as a whole. */
import { eq, sql } from 'drizzle-orm';
import { EVERYWHERE, type Grant, verdict } from '../../../lib/access.ts';
import {
  type ActorContext,
  type Context,
  earlierResult,
  rememberResult,
  replayedId,
} from '../../../lib/context.ts';
import { type Datum, toGcj02 } from '../../../lib/datum.ts';
import {
  auditRow,
  type Db,
  guard,
  type Statement,
  writeAll,
  writeThenRead,
} from '../../../lib/db.ts';
import { DomainError } from '../../../lib/errors.ts';
import { DAY_MS } from '../../../lib/time.ts';
import { districtBoxQuery } from '../../directory/queries/kinds.ts';
import { actorQuery, whoIs } from '../../identity/queries/actor.ts';
import {
  BEYOND_DEGREES,
  islandsOf,
  MOST_EDGES,
  networkCan,
  type PlannedWays,
  planWays,
} from '../rules/networkFile.ts';
import type { NetworkInput, WalkNetwork, WaysInput } from '../schema.ts';
import { walkEdge, walkNetwork } from '../tables.ts';

type State = 'loading' | 'in_force' | 'replaced';

function checkMay(act: keyof typeof networkCan, state: State, grants: readonly Grant[]): void {
  const answer = verdict(networkCan[act], { state, isOwner: false, place: EVERYWHERE }, grants);
  if (answer === 'forbidden') throw new DomainError('auth.forbidden');
  if (answer === 'state') throw new DomainError('walkNetwork.state');
}

function networkQuery(db: Db, id: string) {
  return db
    .select({
      id: walkNetwork.id,
      name: walkNetwork.name,
      state: walkNetwork.state,
      nodes: walkNetwork.nodes,
      edges: walkNetwork.edges,
    })
    .from(walkNetwork)
    .where(eq(walkNetwork.id, id));
}

/** An empty network that ways can be loaded into. Throws `auth.forbidden`. */
export async function beginNetwork(ctx: ActorContext, input: NetworkInput): Promise<WalkNetwork> {
  const { db } = ctx;
  const [who, earlier] = await db.batch([actorQuery(ctx), earlierResult(ctx)]);
  checkMay('load', 'loading', whoIs(who).grants);
  const replayed = replayedId(ctx, earlier);
  const id = replayed ?? ctx.newId('net');
  const writes = replayed
    ? []
    : [...rememberResult(ctx, id), ...beginStatements(ctx, { id, by: ctx.actor.userId, ...input })];
  const [[row]] = await writeThenRead(db, writes, [networkQuery(db, id)]);
  if (!row) throw new DomainError('walkNetwork.notFound');
  return row;
}

type Begun = { id: string; by: string; name: string; source: string };

export function beginStatements(
  { db, now, newId }: Context,
  { id, by, name, source }: Begun,
): Statement[] {
  return [
    auditRow(db, {
      id: newId('aud'),
      at: now,
      actorId: by,
      act: 'walkNetwork.begin',
      noun: 'walkNetwork',
      nounId: id,
      detail: { name, source },
    }),
    db.insert(walkNetwork).values({
      id,
      name,
      source,
      createdBy: by,
      createdAt: now,
      nodes: 0,
      edges: 0,
      state: 'loading',
    }),
  ];
}

/**
 * Loads a part of the file; the same part twice changes nothing, and of ramp and stairs between two places the ramp stays. Nothing of a part with a problem is loaded. Throws
 * `walkNetwork.notFound`, `auth.forbidden`, `walkNetwork.state`, `walkNetwork.tooLarge`, `walkNetwork.invalid` with each
 * problem as `features.{number}`.
 */
export async function loadWays(
  ctx: ActorContext,
  id: string,
  { datum, from, features }: WaysInput,
): Promise<WalkNetwork> {
  const { db } = ctx;
  const [who, [row], [box]] = await db.batch([
    actorQuery(ctx),
    networkQuery(db, id),
    districtBoxQuery(db, BEYOND_DEGREES),
  ]);
  const { grants } = whoIs(who);
  checkMay('load', row?.state ?? 'loading', grants);
  if (!row || !box) throw new DomainError('walkNetwork.notFound');
  const planned = planWays(features, { from, box, convert: convertFrom(datum) });
  if (planned.problems.length > 0) {
    throw new DomainError('walkNetwork.invalid', {
      errors: planned.problems.map(({ feature, code }) => ({ path: `features.${feature}`, code })),
    });
  }
  const [[loaded]] = await writeThenRead(
    db,
    [
      guard(
        db,
        'walkNetwork.tooLarge',
        sql`(SELECT edges FROM walk_network WHERE id = ${id}) + ${planned.edges.length} > ${MOST_EDGES}`,
      ),
      ...loadStatements(db, id, planned),
    ],
    [networkQuery(db, id)],
  );
  return loaded ?? row;
}

export function convertFrom(datum: Datum) {
  return (position: { lng: number; lat: number }) => toGcj02(position, datum);
}

/** So many rows travel as one JSON text; D1 binds at most 100 values a statement, of up to 2 MB. */
const ROWS_A_STATEMENT = 5000;

export function loadStatements(db: Db, id: string, { nodes, edges }: PlannedWays): Statement[] {
  const parts = <T>(rows: readonly T[]) =>
    Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, part) =>
      JSON.stringify(rows.slice(part * ROWS_A_STATEMENT, (part + 1) * ROWS_A_STATEMENT)),
    );
  return [
    ...parts(nodes.map(({ id: node, lng, lat }) => [node, lng, lat])).map((text) =>
      db.run(sql`INSERT OR IGNORE INTO walk_node (network_id, id, lng, lat)
        SELECT ${id}, value ->> 0, value ->> 1, value ->> 2 FROM json_each(${text})`),
    ),
    ...parts(
      edges.map(({ fromNode, toNode, metres, stepFree }) => [
        fromNode,
        toNode,
        metres,
        stepFree ? 1 : 0,
      ]),
    ).map((text) =>
      db.run(sql`INSERT OR REPLACE INTO walk_edge (network_id, from_node, to_node, metres, step_free)
        SELECT ${id}, value ->> 0, value ->> 1,
          min(value ->> 2, coalesce(known.metres, value ->> 2)), max(value ->> 3, coalesce(known.step_free, 0))
        FROM json_each(${text}) LEFT JOIN walk_edge known ON known.network_id = ${id}
          AND known.from_node = value ->> 0 AND known.to_node = value ->> 1`),
    ),
    countStatement(db, id),
  ];
}

function countStatement(db: Db, id: string): Statement {
  return db.run(sql`UPDATE walk_network SET
    nodes = (SELECT count(*) FROM walk_node WHERE network_id = ${id}),
    edges = (SELECT count(*) FROM walk_edge WHERE network_id = ${id}) WHERE id = ${id}`);
}

/**
 * From now on distances follow this network; the one before it is set aside and its rows go. Answers with the parts that
 * hang apart, as a warning. Throws `walkNetwork.notFound`, `auth.forbidden`, `walkNetwork.state`, `walkNetwork.empty`.
 */
export async function putInForce(ctx: ActorContext, id: string, reason: string) {
  const { db } = ctx;
  const [who, [row], edges] = await db.batch([
    actorQuery(ctx),
    networkQuery(db, id),
    db
      .select({
        fromNode: walkEdge.fromNode,
        toNode: walkEdge.toNode,
        metres: walkEdge.metres,
        stepFree: walkEdge.stepFree,
      })
      .from(walkEdge)
      .where(eq(walkEdge.networkId, id)),
  ]);
  const { grants } = whoIs(who);
  checkMay('putInForce', row?.state ?? 'loading', grants);
  if (!row) throw new DomainError('walkNetwork.notFound');
  await writeAll(db, putInForceStatements(ctx, { id, by: ctx.actor.userId, reason }));
  return { ...row, state: 'in_force' as const, islands: islandsOf(edges) };
}

export function putInForceStatements(
  { db, now, newId }: Context,
  { id, by, reason }: { id: string; by: string; reason: string },
): Statement[] {
  const old = sql`(SELECT id FROM walk_network WHERE state = 'replaced')`;
  return [
    guard(
      db,
      'walkNetwork.state',
      sql`(SELECT state FROM walk_network WHERE id = ${id}) <> 'loading'`,
    ),
    auditRow(db, {
      id: newId('aud'),
      at: now,
      actorId: by,
      act: 'walkNetwork.putInForce',
      noun: 'walkNetwork',
      nounId: id,
      reason,
    }),
    db.run(sql`UPDATE walk_network SET state = 'replaced' WHERE state = 'in_force'`),
    db.run(sql`UPDATE walk_network SET state = 'in_force' WHERE id = ${id}`),
    db.run(sql`DELETE FROM walk_edge WHERE network_id IN ${old}`),
    db.run(sql`DELETE FROM walk_node WHERE network_id IN ${old}`),
  ];
}

/** Whoever began to load a network and has not gone on for so long will begin anew. */
const LOADING_KEPT_MS = 7 * DAY_MS;

/** Statements that forget networks that were never loaded to the end. */
export function forgetNetworks({ db, now }: Context): Statement[] {
  const left = sql`state = 'loading' AND created_at < ${now - LOADING_KEPT_MS}`;
  const ids = sql`(SELECT id FROM walk_network WHERE ${left})`;
  return [
    db.run(sql`DELETE FROM walk_edge WHERE network_id IN ${ids}`),
    db.run(sql`DELETE FROM walk_node WHERE network_id IN ${ids}`),
    db.run(sql`DELETE FROM walk_network WHERE ${left}`),
  ];
}
