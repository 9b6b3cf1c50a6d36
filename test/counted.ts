/** D1 that counts the round trips made through it and the rows they read. */
export function countedDb(db: D1Database): {
  db: D1Database;
  trips: () => number;
  rowsRead: () => number;
} {
  let trips = 0;
  let rowsRead = 0;
  const plain = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const batch = async (statements: D1PreparedStatement[]) => {
    trips += 1;
    const results = await db.batch(statements.map((one) => plain.get(one) ?? one));
    for (const { meta } of results) rowsRead += meta.rows_read;
    return results;
  };
  const run = async (statement: D1PreparedStatement) => {
    trips += 1;
    const result = await statement.all();
    rowsRead += result.meta.rows_read;
    return result;
  };
  const counted = (statement: D1PreparedStatement): D1PreparedStatement => {
    const proxy = new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...args: unknown[]) => counted(target.bind(...args));
        if (key === 'all' || key === 'run') return () => run(target);
        if (key === 'raw') return async () => (await run(target)).results.map(Object.values);
        if (key === 'first') throw new Error('first() tells nothing of the rows it read');
        return Reflect.get(target, key);
      },
    });
    plain.set(proxy, statement);
    return proxy;
  };
  const proxy = new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (query: string) => counted(target.prepare(query));
      if (key === 'batch') return batch;
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { db: proxy, trips: () => trips, rowsRead: () => rowsRead };
}
