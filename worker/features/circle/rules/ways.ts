/**
 * Ways on foot: along the walking network where there is one, and otherwise, or where it doesn't lead, an estimate. The
 * shortest way is Dijkstra's, by graphology.
 */
import Graph from 'graphology';
import { dijkstra } from 'graphology-shortest-path';
import {
  bearingTo,
  DETOUR_FACTOR,
  minutesAt,
  type Pace,
  type Position,
  straightMetres,
  toTenMetres,
} from '../../directory/rules/walk.ts';
import { type Grid, gridOf, nearestIn, type Placed } from './grid.ts';

/** One walks straight to the nearest node of the network if it is no further than this; otherwise the way is estimated. */
export const SNAP_M = 200;

export type Node = Position & { id: number };

/** Walked in both directions. */
export type Edge = { fromNode: number; toNode: number; metres: number; stepFree: boolean };

export type Method = 'network' | 'straight_line';

export type WayOnFoot = {
  /** To ten metres. */
  metres: number;
  minutes: number;
  /** Degrees clockwise from north, as the crow flies. */
  bearing: number;
  by: Method;
};

export type Network = { graph: Graph<object, { metres: number }>; nodes: Grid<Placed> };

/** What can be walked at a pace: a wheelchair takes no stairs. */
export function networkFor(
  pace: Pace,
  nodes: readonly Node[],
  edges: readonly Edge[],
): Network | null {
  const positions = new Map(nodes.map((node) => [node.id, node]));
  const graph = new Graph<object, { metres: number }>({ type: 'undirected' });
  for (const { fromNode, toNode, metres, stepFree } of edges) {
    const isKnown = positions.has(fromNode) && positions.has(toNode);
    if (!isKnown || (pace === 'wheelchair' && !stepFree)) continue;
    const least = graph.hasEdge(fromNode, toNode)
      ? Math.min(metres, graph.getEdgeAttribute(fromNode, toNode, 'metres'))
      : metres;
    graph.mergeEdge(fromNode, toNode, { metres: least });
  }
  if (graph.order === 0) return null;
  const placed = graph.nodes().flatMap((id) => {
    const { lng, lat } = positions.get(Number(id)) ?? {};
    return lng === undefined || lat === undefined ? [] : [{ id, lng, lat }];
  });
  return { graph, nodes: gridOf(placed) };
}

/** Ways from one position to wherever one wants to go. */
export type Ways = {
  /** `network` where there is one and it reaches the start. */
  by: Method;
  to: (to: Position) => WayOnFoot;
};

/** Asks the network once, whatever the number of destinations. */
export function waysFrom(from: Position, pace: Pace, network: Network | null): Ways {
  const start = network && snap(network, from);
  const paths = start ? dijkstra.singleSource(network.graph, start.place.id, 'metres') : {};
  return {
    by: start ? 'network' : 'straight_line',
    to: (to) => {
      const end = start && snap(network, to);
      const path = end && paths[end.place.id];
      const exact = path
        ? start.straightM + lengthOf(network, path) + end.straightM
        : straightMetres(from, to) * DETOUR_FACTOR;
      const metres = toTenMetres(exact);
      return {
        metres,
        minutes: minutesAt(metres, pace),
        bearing: bearingTo(from, to),
        by: path ? 'network' : 'straight_line',
      };
    },
  };
}

function snap({ nodes }: Network, position: Position) {
  return nearestIn(nodes, position, { most: 1, withinM: SNAP_M })[0] ?? null;
}

function lengthOf({ graph }: Network, path: readonly string[]): number {
  let metres = 0;
  for (let index = 1; index < path.length; index++) {
    metres += graph.getEdgeAttribute(path[index - 1], path[index], 'metres');
  }
  return metres;
}
