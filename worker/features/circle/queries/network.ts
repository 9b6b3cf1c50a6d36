/** Reading the walking network in force: as much of it as a walk of fifteen minutes can touch. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../lib/db.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { type Here, positionOf } from '../../directory/queries/kinds.ts';
import { METRES_PER_DEGREE, type Position } from '../../directory/rules/walk.ts';
import { TIER_METRES } from '../rules/standard.ts';
import { type Edge, type Node, SNAP_M } from '../rules/ways.ts';
import { walkEdge, walkNetwork, walkNode } from '../tables.ts';

/** A way inside the widest circle leaves no box of so many metres around its start. */
const BOX_M = TIER_METRES[15] + SNAP_M;

/** For a batch: which network distances follow, if any. */
export function networkInForceQuery(db: Db) {
  return db
    .select({
      id: sql<string>`${walkNetwork.id}`.as('network_id'),
      name: sql<string>`${walkNetwork.name}`.as('network_name'),
      source: walkNetwork.source,
      createdAt: walkNetwork.createdAt,
    })
    .from(walkNetwork)
    .where(eq(walkNetwork.state, 'in_force'));
}

export function networkView(
  row: Awaited<ReturnType<typeof networkInForceQuery>>[number] | undefined,
) {
  return row ? { name: row.name, source: row.source, since: toRfc3339(row.createdAt) } : null;
}

/** For a batch: nodes and edges of the network in force; around a position, or all. */
export function waysQueries(db: Db, here?: Here) {
  const inForce = sql`(SELECT id FROM walk_network WHERE state = 'in_force')`;
  const around = here && sql`${boxAround(here)}`;
  return [
    db
      .select({ id: walkNode.id, lng: walkNode.lng, lat: walkNode.lat })
      .from(walkNode)
      .where(and(eq(walkNode.networkId, inForce), around)),
    db
      .select({
        fromNode: walkEdge.fromNode,
        toNode: walkEdge.toNode,
        metres: walkEdge.metres,
        stepFree: walkEdge.stepFree,
      })
      .from(walkEdge)
      .where(
        and(
          eq(walkEdge.networkId, inForce),
          around &&
            sql`from_node IN (SELECT id FROM walk_node WHERE network_id = ${inForce} AND ${around})`,
        ),
      ),
  ] as const;
}

function boxAround(here: Here) {
  const { lng, lat } = positionOf(here);
  const degrees = BOX_M / METRES_PER_DEGREE;
  return sql`(lat BETWEEN ${lat} - ${degrees} AND ${lat} + ${degrees}
    AND abs(lng - ${lng}) * cos(radians(${lat})) <= ${degrees})`;
}

/** Of a whole network what lies in the box around a position: so much a walk from there can touch. */
export function partAround(
  { nodes, edges }: { nodes: readonly Node[]; edges: readonly Edge[] },
  { lng, lat }: Position,
) {
  const latDegrees = BOX_M / METRES_PER_DEGREE;
  const lngDegrees = latDegrees / Math.cos((lat * Math.PI) / 180);
  const near = nodes.filter(
    (node) => Math.abs(node.lat - lat) <= latDegrees && Math.abs(node.lng - lng) <= lngDegrees,
  );
  const ids = new Set(near.map(({ id }) => id));
  return {
    nodes: near,
    edges: edges.filter(({ fromNode, toNode }) => ids.has(fromNode) && ids.has(toNode)),
  };
}
