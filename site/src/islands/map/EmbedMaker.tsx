import { useEffect, useState } from 'preact/hooks';
import { facilities } from '../../i18n/zh/facilities.ts';
import { map } from '../../i18n/zh/map.ts';
import { copyText } from '../../lib/copy.ts';
import { embedCode, SIZES, type Size } from '../../lib/embed-code.ts';
import { searchOf, tidy, type Wanted, wantedFrom } from '../../lib/near-query.ts';
import { paths } from '../../lib/paths.ts';
import { tenant } from '../../lib/tenant.ts';
import { Button } from '../parts/Button.tsx';
import { SelectField } from '../parts/Field.tsx';
import { Picks } from '../parts/Picks.tsx';
import { Section } from '../parts/Section.tsx';

const words = map.embed;

interface EmbedMakerProps {
  zones: readonly { id: string; letter: string; name: string }[];
  communities: readonly { id: string; zoneId: string; name: string }[];
}

/** Picks what the map on another page shows, and hands over the code for it. */
export function EmbedMaker({ zones, communities }: EmbedMakerProps) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [size, setSize] = useState<Size>('medium');
  useEffect(() => setWanted(wantedFrom(location.search)), []);
  if (!wanted) return null;
  const change = (part: Partial<Wanted>) => setWanted(tidy({ ...wanted, ...part }));
  const src = paths.embeddedMap + searchOf(wanted);
  const { width, height } = SIZES[size];
  const title = words.frameTitle(tenant.subdistrict);
  return (
    <>
      <div class="pad embed-fields">
        <SelectField
          id="embed-where"
          label={words.where}
          value={wanted.community ? `community:${wanted.community}` : `zone:${wanted.zone ?? ''}`}
          options={[
            { value: 'zone:', label: words.all },
            ...zones.flatMap(({ id, letter, name }) => [
              { value: `zone:${id}`, label: words.wholeZone(letter, name) },
              ...communities
                .filter(({ zoneId }) => zoneId === id)
                .map((one) => ({ value: `community:${one.id}`, label: `${letter} ${one.name}` })),
            ]),
          ]}
          onChange={(value) => {
            const [kind, id = ''] = value.split(':');
            const chosen = id || undefined;
            change({
              zone: kind === 'zone' ? chosen : undefined,
              community: kind === 'community' ? chosen : undefined,
            });
          }}
        />
        <SelectField
          id="embed-category"
          label={words.category}
          value={wanted.category ?? ''}
          options={optionsOf(facilities.categories)}
          onChange={(value) =>
            change({ category: (value || undefined) as Wanted['category'], verb: undefined })
          }
        />
        <SelectField
          id="embed-level"
          label={words.level}
          value={wanted.level ?? ''}
          options={optionsOf(facilities.levels)}
          onChange={(value) => change({ level: (value || undefined) as Wanted['level'] })}
        />
        <Picks
          label={words.size}
          options={(Object.keys(SIZES) as Size[]).map((value) => ({
            value,
            label: words.sizes[value],
          }))}
          chosen={size}
          onChoose={(value) => setSize(value as Size)}
        />
      </div>
      <Section title={words.preview}>
        <div class="embed-preview">
          <iframe src={src} width={width} height={height} title={title} />
        </div>
      </Section>
      <Code code={embedCode({ src: location.origin + src, size, title })} />
    </>
  );
}

function Code({ code }: { code: string }) {
  const [said, say] = useState('');
  return (
    <Section title={words.code}>
      <p class="field">
        <label for="embed-code">{words.codeHelp}</label>
        <textarea id="embed-code" class="embed-code" rows={5} readOnly value={code} />
      </p>
      <Button
        onClick={() => copyText(code).then((done) => say(done ? words.copied : words.copyFailed))}
      >
        {words.copy}
      </Button>
      <p role="status">{said}</p>
    </Section>
  );
}

function optionsOf(labels: Record<string, string>) {
  const given = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [{ value: '', label: words.all }, ...given];
}
