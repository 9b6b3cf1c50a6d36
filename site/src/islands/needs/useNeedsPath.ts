import { useEffect, useState } from 'preact/hooks';
import { paths } from '../../lib/paths.ts';

/** The address of the picker, which leads back to this page. */
export function useNeedsPath(): string {
  const [path, setPath] = useState(paths.needs);
  useEffect(() => {
    const back = encodeURIComponent(location.pathname + location.search);
    setPath(`${paths.needs}?next=${back}`);
  }, []);
  return path;
}
