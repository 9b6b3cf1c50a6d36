import type { Audience } from '../../../../../worker/features/directory/rules/kinds.ts';
import { facility as words } from '../../../i18n/zh/facility.ts';
import { count } from '../../../lib/format.ts';
import { paths } from '../../../lib/paths.ts';
import { tenant } from '../../../lib/tenant.ts';
import { Section } from '../../parts/Section.tsx';

interface WhereaboutsProps {
  address: string;
  phone: string | null;
  areaM2: number;
  audience: readonly Audience[];
  /** Undefined where the communities could not be asked for. */
  community: { id: string; name: string } | undefined;
}

/** 在哪里: address, telephone, size, for whom, and the community that it belongs to. */
export function Whereabouts({ address, phone, areaM2, audience, community }: WhereaboutsProps) {
  const forWhom = audience.includes('all') ? (['all'] as const) : audience;
  return (
    <Section title={words.whereTitle} id="where">
      <dl class="terms whereabouts">
        <div>
          <dt>{words.address}</dt>
          <dd>
            {tenant.subdistrict}
            {address}
          </dd>
        </div>
        <div>
          <dt>{words.phone}</dt>
          <dd>
            {phone ? (
              <a class="link n" href={`tel:${phone.replace('-', '')}`}>
                {phone}
              </a>
            ) : (
              <a class="link" href={`tel:${tenant.phone.dial}`}>
                {words.phoneNone}
              </a>
            )}
          </dd>
        </div>
        {community && (
          <div>
            <dt>{words.community}</dt>
            <dd>
              <a class="link" href={`${paths.near}in/${community.id}/`}>
                {words.communityAll(community.name)}
              </a>
            </dd>
          </div>
        )}
        <div>
          <dt>{words.audience}</dt>
          <dd>{forWhom.map((one) => words.audiences[one]).join(words.join)}</dd>
        </div>
        {areaM2 > 0 && (
          <div>
            <dt>{words.area}</dt>
            <dd>{words.areaM2(count(areaM2))}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
