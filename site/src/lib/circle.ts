import { circle } from '../i18n/zh/circle.ts';

/** How far a circle reaches: to the metre, not to ten as ways are told. */
export function edgeOf(reachM: number): string {
  return circle.method.metres(String(reachM));
}
