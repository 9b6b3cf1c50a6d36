import type { Banner } from '../../../worker/features/upkeep/schema.ts';
import { banners as words } from '../i18n/zh/banners.ts';
import { answer, api } from '../lib/api.ts';
import { type Place, usePlace } from '../lib/home.ts';
import { useNow } from '../lib/now.ts';
import { timeFrom } from '../lib/opening.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { Notice } from './parts/Notice.tsx';

interface BannerListProps {
  items: readonly Banner[];
  now: number;
}

export function BannerList({ items, now }: BannerListProps) {
  return (
    <>
      {items.map(({ id, tone, text, until }) => (
        <Notice key={id} tone={tone} role="status">
          <p>{words.until(text, timeFrom(until, now))}</p>
        </Notice>
      ))}
    </>
  );
}

interface AreaBannersProps {
  /** The place that the page was built for. */
  built: Place;
}

/** What the subdistrict, the zone and the community of one's home have to say for a while. */
export function AreaBanners({ built }: AreaBannersProps) {
  const { communityId } = usePlace(built);
  const now = useNow();
  const { value } = useAnswer(now ? communityId : '', () =>
    answer(api.banners.$get({ query: { community: communityId } })),
  );
  if (!value || value.items.length === 0) return null;
  return (
    <div class="area-banners pad">
      <BannerList items={value.items} now={now} />
    </div>
  );
}
