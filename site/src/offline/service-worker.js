/**
 * Keeps what the search needs without a network: its page, a page that says that the network is gone, and the places
 * looked at last. The build puts BUILD in front (offline/build.ts): `version`, and the `files` of those pages.
 *
 * Nothing of the API goes through here, nor of the desk, nor what is framed; and only what is the same for everybody is
 * kept. Why: docs/decisions/013.
 */
(() => {
  const CACHE = `linli-${BUILD.version}`;
  const OFFLINE = '/offline/';
  const SEARCH = '/search/';
  const PLACE = /^\/facilities\/[a-z0-9][a-z0-9_-]*\/$/;
  const MOST_PLACES = 30;

  /** So long a page that is kept waits for the network, in ms. */
  const PATIENCE = 3000;

  addEventListener('install', (event) => {
    event.waitUntil(
      caches
        .open(CACHE)
        .then((cache) => cache.addAll(BUILD.files))
        .then(() => skipWaiting()),
    );
  });

  addEventListener('activate', (event) => {
    event.waitUntil(Promise.all([forgetOldBuilds(), registration.navigationPreload?.enable()]));
  });

  addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    if (/^\/(api|staff|embed)\//.test(pathname)) return;
    if (request.mode === 'navigate') event.respondWith(page(event, pathname));
    else if (pathname.startsWith('/_astro/')) event.respondWith(file(request));
  });

  async function forgetOldBuilds() {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith('linli-') && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  /** From the network, so that a change is seen; what is kept where that is away or does not answer. */
  async function page(event, pathname) {
    const cache = await caches.open(CACHE);
    const kept =
      pathname === SEARCH || PLACE.test(pathname) ? await cache.match(pathname) : undefined;
    const fetched = fromNetwork(event).then((reply) => {
      if (PLACE.test(pathname) && reply.ok && !reply.redirected) {
        event.waitUntil(keepPlace(cache, pathname, reply.clone()));
      }
      return reply;
    });
    // Where the patience ends first, nobody awaits it any more.
    event.waitUntil(fetched.catch(() => undefined));
    try {
      return await (kept ? Promise.race([fetched, after(PATIENCE, kept)]) : fetched);
    } catch {
      return kept ?? (await cache.match(OFFLINE)) ?? Response.error();
    }
  }

  async function fromNetwork(event) {
    return (await event.preloadResponse) ?? fetch(event.request);
  }

  /** Files of a build never change under their name. */
  async function file(request) {
    const cache = await caches.open(CACHE);
    return (await cache.match(request.url)) ?? fetch(request);
  }

  /** The latest stand at the end, and the oldest fall out. */
  async function keepPlace(cache, pathname, reply) {
    await cache.delete(pathname);
    await cache.put(pathname, reply);
    const places = (await cache.keys()).filter(({ url }) => {
      const { pathname: path } = new URL(url);
      return PLACE.test(path) && !BUILD.files.includes(path);
    });
    await Promise.all(places.slice(0, -MOST_PLACES).map((place) => cache.delete(place)));
  }

  function after(ms, value) {
    return new Promise((resolve) => setTimeout(() => resolve(value), ms));
  }
})();
