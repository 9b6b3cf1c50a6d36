/** The bare cases: what workerd and D1 cost without Linli. A worker of its own beside Linli's, on a database of its own. */
export const BARE_PATH = '/__bare';

export const BARE_TABLE = `CREATE TABLE IF NOT EXISTS slot (id TEXT PRIMARY KEY, room TEXT NOT NULL, start_at INTEGER NOT NULL)`;

export const BARE_WORKER = `
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname.endsWith('/hello')) return new Response('hello');
    if (pathname.endsWith('/read')) {
      const rows = await env.DB.prepare('SELECT id, room, start_at FROM slot WHERE room = ? LIMIT 20').bind('r1').all();
      return Response.json(rows.results);
    }
    const start = Number(searchParams.get('start'));
    const done = await env.DB.prepare(
      'INSERT INTO slot (id, room, start_at) SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM slot WHERE room = ?2 AND start_at = ?3)',
    ).bind(crypto.randomUUID(), 'w' + (start % 219), start).run();
    return Response.json({ made: done.meta.changes });
  },
};`;
