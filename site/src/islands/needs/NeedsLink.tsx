import { useEffect, useState } from 'preact/hooks';
import { needs as words } from '../../i18n/zh/needs.ts';
import { needNames, useNeeds } from '../../lib/needs.ts';
import { paths } from '../../lib/paths.ts';
import { Way } from '../parts/Way.tsx';

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

/** The address of the picker, which leads back to this page. */
export function useNeedsPath(): string {
  const [path, setPath] = useState(paths.needs);
  useEffect(() => {
    const back = encodeURIComponent(location.pathname + location.search);
    setPath(`${paths.needs}?next=${back}`);
  }, []);
  return path;
}
