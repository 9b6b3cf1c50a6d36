import { needs as words } from '../../i18n/zh/needs.ts';
import { needNames } from '../../lib/needNames.ts';
import { useNeeds } from '../../lib/needs.ts';
import { Way } from '../parts/Way.tsx';
import { useNeedsPath } from './useNeedsPath.ts';

/** The way to the picker, with what was picked. */
export function NeedsLink() {
  const needs = useNeeds();
  return (
    <Way
      light
      href={useNeedsPath()}
      icon="wheelchair"
      title={words.link}
      place={needs.length > 0 ? needNames(needs) : words.linkEmpty}
      note={needs.length > 0 ? words.change : undefined}
    />
  );
}
