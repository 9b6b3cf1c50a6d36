/** The few names of Cloudflare's runtime that the worker's types mention; its whole library would clash with the browser's. */
type D1Database = import('@cloudflare/workers-types').D1Database;
type RateLimit = import('@cloudflare/workers-types').RateLimit;
type ExecutionContext = import('@cloudflare/workers-types').ExecutionContext;
/** As the worker uses it: a `fetch` that answers the standard Response. */
type Fetcher = { fetch: typeof fetch };
