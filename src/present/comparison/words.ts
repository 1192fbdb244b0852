import type { ComparedSide, Comparison, Difference, NotCompared } from '../../contracts/comparison.ts';
import { points, section, type Block } from '../document/block.ts';

/** What explains most first. */
export const WEIGHTS: readonly Difference['weight'][] = ['explains', 'contributes', 'context'];

export const HEADINGS: Record<Difference['weight'], string> = {
  explains: 'WHAT EXPLAINS IT',
  contributes: 'WHAT CONTRIBUTES',
  context: 'WHAT ELSE DIFFERS',
};

const NOTHING = '-';

/** What was compared: label, A, B; facts that neither side has are left out. */
export function sideFacts(a: ComparedSide, b: ComparedSide): [label: string, a: string, b: string][] {
  const facts: [string, string | undefined, string | undefined][] = [
    ['what', a.label, b.label],
    ['context', a.context, b.context],
    ['namespace', a.namespace, b.namespace],
    ['pod', a.pod, b.pod],
    ['container', a.container, b.container],
    ['node', a.node, b.node],
  ];
  return facts
    .filter(([, left, right]) => left !== undefined || right !== undefined)
    .map(([label, left = NOTHING, right = NOTHING]) => [label, left, right]);
}

/** The differences, what explains most first. */
export function byWeight({ differences }: Comparison): Difference[] {
  return WEIGHTS.flatMap((weight) => differences.filter((one) => one.weight === weight));
}

/** What could not be compared, and why. */
export function notComparedSection({ unknown = [] }: Comparison): Block[] {
  return section('Not compared', ...points(unknown.map((one) => ({ text: notComparedWords(one) }))));
}

/** `Probe results, limits (B): the image has no shell`. */
function notComparedWords({ titles, sides, because }: NotCompared): string {
  const who = sides.map((side) => side.toUpperCase()).join(' and ');
  return `${titles.join(', ')}${who === '' ? '' : ` (${who})`}: ${because}`;
}
