import { activities as t } from '../../i18n/zh/activities.ts';
import { audience as audienceWords } from '../../i18n/zh/audience.ts';
import { near } from '../../i18n/zh/near.ts';
import { type Audience, searchOf } from '../../lib/activities-query.ts';
import { type Place, usePlace } from '../../lib/home.ts';
import type { IconName } from '../../lib/icons.ts';
import { paths } from '../../lib/paths.ts';
import { Plate } from '../parts/Plate.tsx';
import { Seg } from '../parts/Seg.tsx';
import { useWanted, want } from './wanted.ts';

const ICONS: Record<Audience, IconName> = {
  elder: 'elder',
  child: 'child',
  parent: 'people',
  disabled: 'wheelchair',
};
const AUDIENCES: readonly Audience[] = ['elder', 'child', 'parent', 'disabled'];

/** The sign over the list: from where, and for whom. */
export function ActivitySign({ built }: { built: Place }) {
  const place = usePlace(built);
  const wanted = useWanted() ?? {};
  const { audience } = wanted;
  return (
    <>
      <div class="sign-title">
        <Plate icon="people" />
        <div class="words">
          <h1>{t.title}</h1>
          <div class="under">{t.from(place.name)}</div>
        </div>
        <a
          class="pill"
          href={`${paths.place}?next=${encodeURIComponent(paths.activities + searchOf(wanted))}`}
        >
          {near.changePlace}
        </a>
      </div>
      <Seg
        label={t.audiencesLabel}
        look="tiles"
        items={AUDIENCES.map((key) => ({
          key,
          label: audienceWords.names[key],
          icon: ICONS[key],
          href: `${paths.activities}?audience=${key}`,
        }))}
        current={audience}
        onChoose={(key, event) => {
          event.preventDefault();
          want({ audience: key === audience ? undefined : (key as Audience) });
        }}
      />
    </>
  );
}
