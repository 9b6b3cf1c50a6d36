/** What `--scale` of the front-door commands says. Plain Node 20: nothing is installed yet. */

/** Those of drizzle/demo/scales.ts. */
export const SCALES = ['demo', 'reference'];

/** As the environment that server.ts reads; empty where no scale is asked for. Leaves with an error when there is no such scale. */
export function scaleAsked(args) {
  const at = args.findIndex((one) => one === '--scale' || one.startsWith('--scale='));
  if (at < 0) return {};
  const name = args[at].split('=')[1] ?? args[at + 1] ?? '';
  if (!SCALES.includes(name)) {
    process.stderr.write(`There is no scale “${name}”: choose ${SCALES.join(' or ')}.\n`);
    process.exit(1);
  }
  return { LINLI_SCALE: name };
}
