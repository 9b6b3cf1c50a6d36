/** A walking network as GeoJSON lines (RFC 7946): checked way by way, and cut into nodes and edges. */
import type { AccessTable } from '../../../lib/access.ts';
import { type Position, straightMetres } from '../../directory/rules/walk.ts';
import type { Edge, Node } from './ways.ts';

/** The subdistrict’s own staff only: distances of everybody follow it. */
export const networkCan = {
  load: { staff: { roles: ['subdistrict_admin'], states: ['loading'] } },
  putInForce: { staff: { roles: ['subdistrict_admin'], states: ['loading'] } },
} as const satisfies AccessTable<'loading' | 'in_force' | 'replaced'>;

/** Of a whole network: a subdistrict has a tenth of it. */
export const MOST_EDGES = 60_000;

/** Of one way; a longer one is cut by whoever draws it. */
export const MOST_POSITIONS = 1000;

/** How far beyond the outermost estates a way may lie, in degrees: some two kilometres. */
export const BEYOND_DEGREES = 0.02;

/** What is wrong with a way. */
export type WayFault = 'not_line' | 'position' | 'outside' | 'zero_length' | 'duplicate';

export type WayProblem = { feature: number; code: WayFault };

/** GCJ-02 degrees. */
export type Box = { west: number; east: number; south: number; north: number };

/** As it stands in the file; everything about it may be wrong. */
export type WayFeature = {
  geometry?: { type?: unknown; coordinates?: unknown } | null;
  properties?: { stepFree?: unknown; stairs?: unknown } | null;
};

export type PlannedWays = { nodes: Node[]; edges: Edge[]; problems: WayProblem[] };

type Plan = {
  /** The first feature's number in the file: a file may come in parts. */
  from: number;
  box: Box;
  /** From the datum of the file to GCJ-02 with six decimals. */
  convert: (position: Position) => Position;
};

/**
 * Nodes and edges of the ways, and every problem by the number of its feature; a way with a problem gives no edge. Ways
 * join where they share a vertex: two vertices are one node when they agree to 0.000001° (a tenth of a metre).
 */
export function planWays(features: readonly WayFeature[], plan: Plan): PlannedWays {
  const nodes = new Map<number, Node>();
  const edges = new Map<string, Edge>();
  const problems: WayProblem[] = [];
  features.forEach((feature, index) => {
    const way = wayOf(feature, plan);
    const known =
      typeof way !== 'string' &&
      way.every((edge) => edges.get(keyOf(edge))?.stepFree === edge.stepFree);
    if (typeof way === 'string' || known) {
      problems.push({
        feature: plan.from + index,
        code: typeof way === 'string' ? way : 'duplicate',
      });
      return;
    }
    for (const { start, end, ...edge } of way) {
      nodes.set(start.id, start).set(end.id, end);
      edges.set(keyOf(edge), eased(edge, edges.get(keyOf(edge))));
    }
  });
  return { nodes: [...nodes.values()], edges: [...edges.values()], problems };
}

/** Two ways between the same two places, as ramp and stairs: whoever needs no steps takes the one without. */
function eased(edge: Edge, known: Edge = edge): Edge {
  return {
    ...edge,
    metres: Math.min(edge.metres, known.metres),
    stepFree: edge.stepFree || known.stepFree,
  };
}

type PlannedEdge = Edge & { start: Node; end: Node };

function wayOf(feature: WayFeature, { box, convert }: Plan): PlannedEdge[] | WayFault {
  const { type, coordinates } = feature?.geometry ?? {};
  if (type !== 'LineString' || !Array.isArray(coordinates)) return 'not_line';
  const isLong = coordinates.length < 2 || coordinates.length > MOST_POSITIONS;
  if (isLong || !coordinates.every(isPosition)) return 'position';
  const nodes = coordinates.map(([lng, lat]) => nodeAt(convert({ lng, lat })));
  if (!nodes.every((node) => isInside(node, box))) return 'outside';
  const { stepFree, stairs } = feature.properties ?? {};
  const edges = nodes.slice(1).flatMap((end, index): PlannedEdge[] => {
    const start = nodes[index] ?? end;
    if (start.id === end.id) return [];
    const [fromNode, toNode] = start.id < end.id ? [start.id, end.id] : [end.id, start.id];
    const metres = straightMetres(start, end);
    return [
      { start, end, fromNode, toNode, metres, stepFree: stepFree !== false && stairs !== true },
    ];
  });
  return edges.length > 0 ? edges : 'zero_length';
}

function isPosition(value: unknown): value is [number, number] {
  return (
    Array.isArray(value) &&
    Number.isFinite(value[0]) &&
    Number.isFinite(value[1]) &&
    Math.abs(value[0]) <= 180 &&
    Math.abs(value[1]) <= 90
  );
}

function isInside({ lng, lat }: Position, { west, east, south, north }: Box): boolean {
  return west <= lng && lng <= east && south <= lat && lat <= north;
}

const MICRO = 1_000_000;

/**
 * The same place has the same number in every part of a file: it is the place itself, written as one integer. China lies
 * between 73° and 136° east and below 54° north: the number stays a safe one.
 */
function nodeAt({ lng, lat }: Position): Node {
  const [x, y] = [Math.round((lng - 70) * MICRO), Math.round(lat * MICRO)];
  return { id: x * 60 * MICRO + y, lng, lat };
}

const keyOf = ({ fromNode, toNode }: Edge) => `${fromNode} ${toNode}`;

export type Islands = {
  /** Parts that no way leads to from the largest. */
  count: number;
  /** Of the length of all ways, how much lies on them: 0 … 1. */
  lengthShare: number;
};

/** Which parts of a network hang together. Said as a warning: across a canal there may be no way. */
export function islandsOf(edges: readonly Edge[]): Islands {
  const parents = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) {
      root = up;
    }
    parents.set(node, root);
    return root;
  };
  for (const { fromNode, toNode } of edges) parents.set(rootOf(fromNode), rootOf(toNode));
  const lengths = new Map<number, number>();
  for (const { fromNode, metres } of edges) {
    const root = rootOf(fromNode);
    lengths.set(root, (lengths.get(root) ?? 0) + metres);
  }
  const all = [...lengths.values()].reduce((sum, metres) => sum + metres, 0);
  const largest = Math.max(0, ...lengths.values());
  return {
    count: Math.max(0, lengths.size - 1),
    lengthShare: all === 0 ? 0 : (all - largest) / all,
  };
}
