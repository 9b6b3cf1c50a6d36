import { useEffect, useState } from 'preact/hooks';
import { place as words } from '../i18n/zh/place.ts';
import { answer, api } from '../lib/api.ts';
import { count } from '../lib/format.ts';
import { chooseHome, hasHome, type Place, usePlace } from '../lib/home.ts';
import { nextPath } from '../lib/next.ts';
import { paths } from '../lib/paths.ts';
import { useSession } from '../lib/session.ts';
import { Empty } from './parts/Empty.tsx';
import { Field } from './parts/Field.tsx';
import { Plate } from './parts/Plate.tsx';
import { Section } from './parts/Section.tsx';
import { UseHere } from './UseHere.tsx';

export interface PickZone {
  letter: string;
  /** `和合万家` */
  name: string;
  communities: readonly { name: string; estates: readonly PickEstate[] }[];
}

export interface PickEstate {
  place: Place;
  pinyin: string;
  households: number;
}

interface PickHomeProps {
  zones: readonly PickZone[];
}

/** Zones, communities, estates: a press on an estate keeps it and goes back to where one came from. */
export function PickHome({ zones }: PickHomeProps) {
  const [text, setText] = useState('');
  const chosen = useChosen();
  const { person } = useSession();
  const all = zones.flatMap(({ communities }) => communities.flatMap(({ estates }) => estates));
  const found = text.trim() ? all.filter((estate) => matches(estate, text)) : undefined;
  async function pick(place: Place) {
    chooseHome(place);
    // A slow or missing network keeps nobody here: the phone knows, and the account learns it another time.
    if (person) await keptByAccount(place.estateId);
    leave();
  }
  return (
    <>
      <div class="pad pick-tools">
        <UseHere estates={all.map(({ place }) => place)} onDone={leave} />
        <Field
          id="pick-search"
          type="search"
          inputMode="search"
          label={words.search}
          help={words.searchHelp}
          value={text}
          onInput={setText}
        />
      </div>
      {found ? (
        <Section title={words.found(found.length)}>
          {found.length === 0 ? (
            <Empty title={words.notFound} text={words.notFoundText} />
          ) : (
            <Estates estates={found} chosen={chosen} onPick={pick} />
          )}
        </Section>
      ) : (
        zones.map((zone) => <Zone key={zone.letter} zone={zone} chosen={chosen} onPick={pick} />)
      )}
    </>
  );
}

/** The id of the estate that somebody has chosen before; not the one that pages start from. */
function useChosen(): string | undefined {
  const place = usePlace();
  const [picked, setPicked] = useState(false);
  useEffect(() => setPicked(hasHome()), []);
  return picked && place?.accuracyM === undefined ? place?.estateId : undefined;
}

function matches({ place, pinyin }: PickEstate, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return `${place.name} ${place.communityName} ${pinyin} ${place.communityPinyin}`.includes(wanted);
}

function keptByAccount(homeEstateId: string): Promise<unknown> {
  return Promise.race([
    answer(api.me.$patch({ json: { homeEstateId } })).catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, 2500)),
  ]);
}

function leave(): void {
  const next = new URLSearchParams(location.search).get('next');
  location.assign(nextPath(next) ?? paths.home);
}

interface ZoneProps {
  zone: PickZone;
  chosen?: string;
  onPick: (place: Place) => void;
}

function Zone({ zone: { letter, name, communities }, chosen, onPick }: ZoneProps) {
  return (
    <section class="section pick-zone">
      <div class="head">
        <h2>
          <Plate code={letter} label={words.zoneLabel(letter, name)} dark />
          {words.zone(name)}
        </h2>
      </div>
      {communities.map((community) => (
        <div key={community.name}>
          <h3 class="pick-community">{community.name}</h3>
          <Estates estates={community.estates} chosen={chosen} onPick={onPick} />
        </div>
      ))}
    </section>
  );
}

interface EstatesProps {
  estates: readonly PickEstate[];
  chosen?: string;
  onPick: (place: Place) => void;
}

function Estates({ estates, chosen, onPick }: EstatesProps) {
  return (
    <ul class="estates">
      {estates.map(({ place, households }) => {
        const current = place.estateId === chosen;
        return (
          <li key={place.estateId}>
            <button type="button" aria-pressed={current} onClick={() => onPick(place)}>
              <b>{place.name}</b>
              <span class="dim">
                {current ? words.current : words.households(count(households))}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
