import { schematicOf } from '../../../worker/features/directory/rules/shapes.ts';
import { readRegister } from '../lib/register.ts';

/** The schematic as a file of the site: a map draws it without asking the API. */
export function GET(): Response {
  return new Response(JSON.stringify(schematicOf(readRegister().shapes)), {
    headers: { 'Content-Type': 'application/json' },
  });
}
