/** What happened, in four characters or so, and what to do about it. */
export interface ErrorWords {
  title: string;
  text: string;
}

/** What can come between any page and the API. The table of every refusal is in `errors.ts`, and is much larger. */
export const faults = {
  network: { title: '没接上网', text: '网没接上，请看看信号，再试一次。您填的内容还在。' },
  'server.fault': { title: '系统出错', text: '没有办成。请再试一次，还不行就打电话找人。' },
  'request.tooMany': { title: '太频繁了', text: '点得太快了，请等一分钟再试。' },
  'idempotency.race': { title: '正在办', text: '这件事刚才已经在办了。请过几秒看看“我的”。' },
} satisfies Record<string, ErrorWords>;

/** Words where nothing was decided, for islands that load `errors.ts` only when something is refused. */
export function faultWords(code: string): ErrorWords {
  const known: Record<string, ErrorWords> = faults;
  return known[code] ?? faults['server.fault'];
}
