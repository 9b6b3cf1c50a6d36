/** The rooms of a house as a page lists them, floor by floor. For pages that are built and for those that draw themselves. */
import type { HoursPeriod } from '../../../../../worker/features/directory/rules/hours.ts';
import type {
  AccessFacts,
  Audience,
  Category,
} from '../../../../../worker/features/directory/rules/kinds.ts';
import { centre } from '../../../i18n/zh/centre.ts';
import { facility as words } from '../../../i18n/zh/facility.ts';
import { floorTheme } from '../../../lib/floors.ts';
import { hoursInLine } from '../../../lib/hours.ts';
import type { FloorScenes } from '../FacilityFloors.tsx';

type SceneOfFloor = {
  id: string;
  floor: number;
  name: string;
  category: string;
  summary: string;
  audience: readonly Audience[];
  hours: HoursPeriod[] | null;
};
type Links = FloorScenes['scenes'][number]['links'];

/** Top floor first; the entrance is on the lowest floor above the ground. */
export function sceneFloors<Scene extends SceneOfFloor>(
  all: readonly Scene[],
  access: AccessFacts,
  linksOf: (scene: Scene) => Links,
): FloorScenes[] {
  const numbers = [...new Set(all.map(({ floor }) => floor))].sort((a, b) => b - a);
  const entranceFloor = Math.min(...numbers.filter((floor) => floor > 0));
  const stepFree = access.step_free?.answer === 'yes' ? access.step_free.note : undefined;
  return numbers.map((floor) => {
    const here = all.filter((scene) => scene.floor === floor);
    return {
      floor,
      ...floorTheme(here.map((scene) => scene.category as Category)),
      ...(floor === entranceFloor && { entrance: stepFree ?? words.entrance }),
      scenes: here.map((scene) => ({
        id: scene.id,
        name: scene.name,
        summary: scene.summary,
        ...(scene.hours && { hours: hoursInLine(scene.hours) }),
        ...forWhomOf(scene),
        links: linksOf(scene),
      })),
    };
  });
}

function forWhomOf({ audience }: SceneOfFloor) {
  if (audience.includes('all')) return {};
  const names = audience.map((one) => words.audiences[one]).join(words.join);
  return { forWhom: centre.forWhom(names) };
}
