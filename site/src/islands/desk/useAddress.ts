import { useEffect, useState } from 'preact/hooks';

export type Address = {
  get: (name: string) => string | undefined;
  /** Changes the query; undefined takes a name away. `push` makes a step that the back button undoes. */
  set: (changes: Record<string, string | undefined>, push?: boolean) => void;
};

/** What is chosen stands in the address: it survives a reload, the way to the sign-in page, and can be passed on. */
export function useAddress(): Address {
  const [query, setQuery] = useState(() => window.location.search);
  useEffect(() => {
    const back = () => setQuery(window.location.search);
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);
  const named = new URLSearchParams(query);
  return {
    get: (name) => named.get(name) ?? undefined,
    set(changes, push = false) {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      const address = `${window.location.pathname}${text && `?${text}`}`;
      if (push) window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
      setQuery(window.location.search);
    },
  };
}

/** A day of the address, or another where it holds none. */
export function dayIn(address: Address, otherwise: string): string {
  const on = address.get('on');
  return on && /^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(Date.parse(on)) ? on : otherwise;
}
