import type { AccessFeature } from '../../../worker/features/directory/rules/kinds.ts';
import type { Fit } from '../../../worker/features/directory/rules/needs.ts';
import { access as words } from '../i18n/zh/access.ts';
import type { StateKind } from '../islands/parts/StateTile.tsx';

/** So many things in the way are named in a row; the number says how many there are. */
const NAMED = 2;

/** How a place fits, for a tile and the words beside it: `合用`, `2 处不便：进门有台阶、没有电梯`. */
export function fitWords({ fits, missing, unchecked }: Fit): { kind: StateKind; text: string } {
  if (fits === 'yes') return { kind: 'fits', text: words.fit.yes };
  if (fits === 'no') {
    const named = missingWords(missing.slice(0, NAMED));
    const text =
      missing.length === 1 ? words.fit.no(named) : words.fit.noMany(missing.length, named);
    return { kind: 'unfit', text };
  }
  const [first] = unchecked;
  const name = first ? words.features[first].name : '';
  return {
    kind: 'ask',
    text:
      unchecked.length === 1
        ? words.fit.unknown(name)
        : words.fit.unknownMany(name, unchecked.length),
  };
}

/** `进门有台阶、没有电梯` */
export function missingWords(features: readonly AccessFeature[]): string {
  return features.map((feature) => words.features[feature].no).join(words.join);
}

/** `电梯、低位柜台` */
export function featureNames(features: readonly AccessFeature[]): string {
  return features.map((feature) => words.features[feature].name).join(words.join);
}
