/** What a log may say of a fault. */

/** Name, SQLite's code and the first place in the code: none of the words, and not the values a query was given. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const cause = error.cause instanceof Error ? error.cause.message : '';
  const code = /SQLITE_[A-Z_]+/.exec(`${error.message} ${cause}`)?.[0] ?? '';
  // A message of several lines pushes the place further down the stack.
  const place = /^ +at .+$/m.exec((error.stack ?? '').replace(error.message, ''))?.[0] ?? '';
  return `${error.name} ${code} ${place.trim()}`;
}
