/** Lets the service worker keep what the search needs without a network. Where a web-view knows none, all is as before. */
const isFramed = location.pathname.startsWith('/embed/');
if (import.meta.env.PROD && !isFramed && 'serviceWorker' in navigator) {
  // After everything that the page itself needs.
  addEventListener('load', () => {
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
