import type { ConnectionSample } from '../../../contracts/sample-evidence.ts';

/** The connections of one look that were established, by whom they are with. Each is named by both of its ends. */
export type OpenLook = ReadonlyMap<string, ReadonlySet<string>>;

/** How many of one group were established: on average over the looks, at least, and those that every look met. */
export function openIn(looks: readonly OpenLook[], group: string): Pick<ConnectionSample, 'open'> {
  const [first, ...others] = looks.map((look) => look.get(group) ?? new Set<string>());
  if (first === undefined || others.length === 0) return {};
  const counts = [first, ...others].map(({ size }) => size);
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const lasting = [...first].filter((name) => others.every((other) => other.has(name))).length;
  return { open: { mean: Number(mean.toFixed(3)), least: Math.min(...counts), lasting } };
}
