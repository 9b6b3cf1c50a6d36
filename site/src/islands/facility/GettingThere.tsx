import { useEffect, useState } from 'preact/hooks';
import { entrancesFor } from '../../../../worker/features/directory/rules/entrances.ts';
import { ASKS, type Need } from '../../../../worker/features/directory/rules/needs.ts';
import { directions as words } from '../../i18n/zh/directions.ts';
import { facility as facilityWords } from '../../i18n/zh/facility.ts';
import {
  type Destination,
  inMiniProgram,
  keepMap,
  keptMap,
  MAPS,
  type MapName,
  miniProgramOf,
  nativeMapPath,
  walkingMapHref,
} from '../../lib/directions.ts';
import { useNeeds } from '../../lib/needs.ts';
import type { Qr } from '../../lib/qr.ts';
import { Button } from '../parts/Button.tsx';
import { Section } from '../parts/Section.tsx';
import { StateTile } from '../parts/StateTile.tsx';
import { Address } from './Address.tsx';

/** A way in, as the page was built with it. */
export interface Door {
  kind: 'main' | 'side';
  name: string;
  stepFree: 'yes' | 'no' | 'unknown';
  note: string | null;
  lng: number;
  lat: number;
}

interface GettingThereProps {
  to: Destination;
  address: string;
  /** In the order of the register. */
  doors: readonly Door[];
}

/** 怎么去: the door that fits, the maps that start the walk, the address to copy. */
export function GettingThere({ to, address, doors }: GettingThereProps) {
  const needs = useNeeds();
  const [door, ...others] = entrancesFor(doors, needs);
  const destination = destinationOf(to, door);
  const mini = useMini();
  return (
    <Section title={words.title} id="way">
      {door && <DoorRow door={door} label={labelOf(door, needs)} />}
      {others.length > 0 && (
        <details class="fold">
          <summary>{`${words.otherDoors}：${others.map(({ name }) => name).join(words.join)}`}</summary>
          {others.map((other) => (
            <DoorRow key={other.name} door={other} />
          ))}
        </details>
      )}
      {mini ? <InMini to={destination} address={address} /> : <Maps to={destination} />}
      <div class="way-address">
        <Address address={address} />
      </div>
    </Section>
  );
}

/** Where a map is sent: to the door where one is known, under the name of both. */
export function destinationOf(to: Destination, door: Door | undefined): Destination {
  if (!door) return to;
  return { name: words.atDoor(to.name, door.name), lng: door.lng, lat: door.lat };
}

/** Whether the page is shown inside a mini-program; false while it is being built. */
export function useMini(): boolean {
  const [mini, setMini] = useState(false);
  useEffect(() => setMini(inMiniProgram(navigator.userAgent)), []);
  return mini;
}

/** The map last used on this phone; Amap while the page is being built. */
export function useMap(): MapName {
  const [map, setMap] = useState<MapName>('amap');
  useEffect(() => setMap(keptMap()), []);
  return map;
}

function labelOf({ stepFree }: Door, needs: readonly Need[]): string {
  const asksStepFree = needs.some((need) => ASKS[need].includes('step_free'));
  return asksStepFree && stepFree === 'yes' ? words.yourDoor : words.thisDoor;
}

const TILES = { yes: 'fits', no: 'unfit', unknown: 'ask' } as const;

function DoorRow({ door, label }: { door: Door; label?: string }) {
  const { name, stepFree, note } = door;
  return (
    <div class={label ? 'door-row chosen' : 'door-row'}>
      {label && <small>{label}</small>}
      <p>
        <b>{name}</b> <StateTile kind={TILES[stepFree]}>{words.stepFree[stepFree]}</StateTile>
      </p>
      {note && <p class="dim">{note}</p>}
    </div>
  );
}

/** The last one used comes first, in green. */
function Maps({ to }: { to: Destination }) {
  const [last, setLast] = useState<MapName | null>(null);
  useEffect(() => setLast(keptMap()), []);
  return (
    <>
      <h3 class="facts-others">{words.mapsTitle}</h3>
      <div class="map-links">
        {MAPS.map((map) => (
          <Button
            key={map}
            kind={map === last ? 'go' : 'line'}
            href={walkingMapHref(to, map)}
            rel="noreferrer"
            label={words.openIn(words.maps[map], to.name)}
            onClick={() => {
              keepMap(map);
              setLast(map);
            }}
          >
            {words.maps[map]}
          </Button>
        ))}
      </div>
      <p class="dim">{words.mapsNote}</p>
    </>
  );
}

/** Where no other site opens: WeChat's own map by a native page, and a code for another phone. */
function InMini({ to, address }: { to: Destination; address: string }) {
  const [code, setCode] = useState<Qr>();
  const bridge = miniProgramOf(window);
  async function show() {
    const { qr } = await import('../../lib/qr.ts');
    setCode(qr(walkingMapHref(to)));
  }
  return (
    <div class="map-links">
      {bridge && (
        <Button onClick={() => bridge.navigateTo?.({ url: nativeMapPath(to, address) })}>
          {words.native}
        </Button>
      )}
      <p>{facilityWords.inMini}</p>
      {!code && (
        <Button kind="line" icon="qr" onClick={show}>
          {words.qrShow}
        </Button>
      )}
      {code && <Code code={code} name={to.name} />}
    </div>
  );
}

function Code({ code: { size, path }, name }: { code: Qr; name: string }) {
  const box = size + 4;
  return (
    <figure class="way-code">
      <svg class="qr" viewBox={`-2 -2 ${box} ${box}`} role="img" aria-label={words.qr(name)}>
        <path fill="#fff" d={`M-2-2h${box}v${box}h-${box}z`} />
        <path d={path} shape-rendering="crispEdges" />
      </svg>
      <figcaption class="dim">{words.qrNote}</figcaption>
    </figure>
  );
}
