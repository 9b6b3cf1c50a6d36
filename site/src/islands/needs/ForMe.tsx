import { needs as words } from '../../i18n/zh/needs.ts';
import { paths } from '../../lib/paths.ts';
import { Way } from '../parts/Way.tsx';

interface ForMeProps {
  /** The page to come back to. */
  back: string;
}

/** The row that leads to 合我用 and back. */
export function ForMe({ back }: ForMeProps) {
  return (
    <div class="ways for-me-row">
      <Way
        light
        href={`${paths.needs}?next=${encodeURIComponent(back)}`}
        icon="wheelchair"
        title={words.link}
        place={words.linkEmpty}
      />
    </div>
  );
}
