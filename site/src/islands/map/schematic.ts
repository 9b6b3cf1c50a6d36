import type { MapShapes } from '../../../../worker/features/directory/schema.ts';

/** A file of the site: the ground is drawn without asking the API. */
const SHAPES = '/map-shapes.json';

/** The schematic of the district. Rejects where it did not arrive. */
export async function schematic(): Promise<MapShapes> {
  const reply = await fetch(SHAPES);
  if (!reply.ok) throw new Error('no schematic');
  return (await reply.json()) as MapShapes;
}
