import { useEffect, useRef, useState } from 'preact/hooks';
import type { Coverage } from '../../../../worker/features/circle/schema.ts';
import { coverage as words } from '../../i18n/zh/coverage.ts';
import { map as mapWords } from '../../i18n/zh/map.ts';
import { type CoveredEstate, requirementName } from '../../lib/coverage.ts';
import { schematic } from '../map/schematic.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Section } from '../parts/Section.tsx';
import { Fault } from '../parts/Waiting.tsx';
import type { EstateMap, Reach } from './estateMap.ts';

interface CoverageLayerProps {
  coverage: Coverage;
  /** The letter on the sign of each zone, by its id. */
  letters: Readonly<Record<string, string>>;
}

const REACHES = ['near', 'far', 'none'] as const;

/** One requirement on the map, estate by estate; the words below it say the same. */
export function CoverageLayer({
  coverage: { estates, requirements },
  letters,
}: CoverageLayerProps) {
  const [chosen, choose] = useState(requirements[0]?.id ?? '');
  const [isOpen, open] = useState(false);
  const reaches = new Map(estates.map((estate) => [estate.id, reachOf(estate, chosen)]));
  const requirement = requirements.find(({ id }) => id === chosen);
  if (!requirement) return null;
  return (
    <Section title={words.layer.title} id="layer">
      <SelectField
        id="layer-what"
        label={words.layer.what}
        value={chosen}
        options={requirements.map((one) => ({
          value: one.id,
          label: words.layer.option(requirementName(one), one.tier),
        }))}
        onChange={choose}
      />
      {isOpen ? (
        <ShadedMap reaches={reaches} letters={letters} />
      ) : (
        <Button icon="map" onClick={() => open(true)}>
          {words.layer.open}
        </Button>
      )}
      <div role="status" class="layer-words">
        {REACHES.map((reach) => {
          const names = estates.filter(({ id }) => reaches.get(id) === reach);
          if (names.length === 0) return null;
          return (
            <p key={reach}>
              <svg class="layer-key" viewBox="0 0 24 24" aria-hidden="true">
                <rect class={`estate-reach ${reach}`} x="2" y="2" width="20" height="20" />
              </svg>
              <b>{words.layer.reaches[reach](names.length)}</b>
              {names.map(({ name }) => name).join(words.join)}
            </p>
          );
        })}
      </div>
      <svg class="layer-patterns" aria-hidden="true">
        <pattern id="far-hatch" width="7" height="7" patternUnits="userSpaceOnUse">
          <path class="under" d="M0 0h7v7h-7z" />
          <path class="line" d="M-1 8L8 -1" />
        </pattern>
      </svg>
    </Section>
  );
}

function reachOf({ cells }: CoveredEstate, requirementId: string): Reach {
  const cell = cells.find((one) => one.requirementId === requirementId);
  if (!cell?.nearest) return 'none';
  return cell.met ? 'near' : 'far';
}

interface ShadedMapProps {
  reaches: ReadonlyMap<string, Reach>;
  letters: Readonly<Record<string, string>>;
}

function ShadedMap({ reaches, letters }: ShadedMapProps) {
  const holder = useRef<HTMLElement>(null);
  const [map, setMap] = useState<EstateMap | null>(null);
  const [failed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let drawn: EstateMap | null = null;
    let wanted = true;
    setFailed(false);
    Promise.all([import('./estateMap.ts'), schematic()]).then(
      ([{ drawEstates }, shapes]) => {
        if (!wanted || !holder.current) return;
        drawn = drawEstates(holder.current, shapes, letters);
        setMap(drawn);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      drawn?.remove();
    };
  }, [turn]);
  useEffect(() => map?.shade(reaches), [map, reaches]);
  if (failed) return <Fault text={mapWords.fault} onRetry={() => setTurn(turn + 1)} />;
  return (
    <div class="map-frame layer-frame">
      <section class="map-holder" ref={holder} aria-label={words.layer.label} />
      {!map && (
        <p class="map-wait" role="status">
          {mapWords.loading}
        </p>
      )}
      {map && (
        <div class="map-buttons">
          <button type="button" aria-label={mapWords.zoomIn} onClick={() => map.zoomBy(1)}>
            <Icon name="plus" />
          </button>
          <button type="button" aria-label={mapWords.zoomOut} onClick={() => map.zoomBy(-1)}>
            <Icon name="minus" />
          </button>
        </div>
      )}
      <p class="map-note">{mapWords.schematic}</p>
    </div>
  );
}
