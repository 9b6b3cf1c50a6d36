import type { Facility } from '../../../../worker/features/directory/schema.ts';
import { openingWords } from '../../lib/opening.ts';
import { StateTile } from '../parts/StateTile.tsx';
import type { FloorScene, SceneLink } from './FacilityFloors.tsx';

interface SceneListProps {
  scenes: readonly FloorScene[];
  live?: Facility;
  now: number;
}

/** The rooms of a floor: whether each is open now, for whom, and what can be done there. */
export function SceneList({ scenes, live, now }: SceneListProps) {
  return (
    <ul>
      {scenes.map(({ id, name, summary, hours, forWhom, links }) => {
        const opening = sceneOpening(id, live);
        const state = opening && openingWords(opening, now);
        return (
          <li key={id}>
            <b>{name}</b>
            {state && <StateTile kind={state.kind}>{state.text}</StateTile>}
            <p>{summary}</p>
            {(forWhom || hours) && <p>{[forWhom, hours].filter(Boolean).join('；')}</p>}
            {links.length > 0 && <SceneLinks links={links} />}
          </li>
        );
      })}
    </ul>
  );
}

/** How a room stands now; undefined until the API has answered. */
export function sceneOpening(id: string, live: Facility | undefined) {
  return live?.scenes.find((one) => one.id === id)?.opening;
}

function SceneLinks({ links }: { links: readonly SceneLink[] }) {
  return (
    <ul class="scene-links">
      {links.map(({ href, text, note }) => (
        <li key={href}>
          <a class="link" href={href}>
            {text}
          </a>
          {note && <small>{note}</small>}
        </li>
      ))}
    </ul>
  );
}
