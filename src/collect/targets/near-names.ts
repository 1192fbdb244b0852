import { typingErrors } from '../../terminal/typing-errors.ts';

const MOST = 3;

/**
 * The names that a user who typed `wanted` may have meant, best first, at most three: those that continue it
 * (`web` for `web-7d64f-x2k1p`), those that share its workload part, and those a few typing errors away.
 */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, score: score(wanted, name) }))
    .filter(({ score: points }) => points <= 0.45)
    .toSorted((a, b) => a.score - b.score || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** 0 is the same name, 1 has nothing in common. */
function score(wanted: string, name: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(`${wanted}-`) || wanted.startsWith(`${name}-`)) return 0.05;
  if (name.startsWith(wanted)) return 0.1;
  // Nobody types the hashes: a misspelt workload finds its pods.
  const workload = name.replace(/(-[a-z0-9]{6,10})?-([a-z0-9]{5}|\d+)$/, '');
  return Math.min(likeness(wanted, name), likeness(wanted, workload) + 0.05);
}

function likeness(wanted: string, name: string): number {
  return typingErrors(wanted, name) / Math.max(wanted.length, name.length);
}
