import type { Severity } from '../../../contracts/report.ts';
import { capped, severityOn, worst } from '../../severity.ts';

/**
 * What an environment of n variables costs, in CPU milliseconds: an estimate for containers in which nothing was
 * timed. Fitted to measurements of n up to 40,000 on a current server CPU; slower CPUs take longer. The quadratic
 * ones depend on how alike the names are, because glibc's getenv compares the first two bytes before the rest.
 */
export interface Cost {
  /** ms at n = 0. */
  base: number;
  /** ns per variable. */
  linear?: number;
  /** ns per variable squared: names that begin differently, names that all begin alike. */
  quadratic?: [number, number];
}

export const COSTS = {
  /** A child process, or one pass over process.env: three getenv scans per variable. */
  node: { base: 1, quadratic: [0.68, 3.4] },
  python: { base: 0.6, linear: 200 },
  perl: { base: 0.8, linear: 240 },
  ruby: { base: 1.2, linear: 220 },
  /** exec() and shell_exec() go through sh. */
  php: { base: 1.1, linear: 200, quadratic: [0.1, 0.18] },
  java: { base: 1.2, linear: 450 },
  go: { base: 0.6, linear: 290 },
  nginx: { base: 2.7, linear: 270 },
  /** dash, busybox. */
  sh: { base: 0.7, quadratic: [0.1, 0.18] },
  /** One pass of bash over its variables: at its start, again for `exec`, and after each `export` that a command follows. */
  bash: { base: 1, quadratic: [1, 2.7] },
  /** `npm run`, `npm start`. yarn is taken to be alike. */
  npm: { base: 0, quadratic: [1.8, 7] },
  /** One script with s6-overlay's with-contenv. */
  s6: { base: 0, quadratic: [1.3, 1.4] },
  /** runc's exec and run before 1.3: one setenv per variable, in the container's own cgroup. */
  oldRunc: { base: 12, quadratic: [1.4, 1.4] },
  newRunc: { base: 15, linear: 1600 },
} as const satisfies Record<string, Cost>;

export type CostOf = keyof typeof COSTS;

/** The CPU time of one operation as a span; `similarity` of the names narrows it. */
export function modelCpuMs(input: {
  of: CostOf;
  variables: number;
  /** From {@link nameSimilarity}; undefined: the whole span. */
  similarity?: number | undefined;
  /** 4 where the C library is musl, for costs that are getenv's. */
  factor?: number;
}): [number, number] {
  const { of, variables, similarity, factor = 1 } = input;
  const { base, linear = 0, quadratic = [0, 0] }: Cost = COSTS[of];
  const at = (nanoseconds: number): number =>
    base + ((linear * variables + nanoseconds * variables ** 2) * factor) / 1e6;
  const [different, alike] = quadratic;
  if (similarity === undefined) return [at(different), at(alike)];
  // The root fits three measured shapes: 70 first words (0.014), a dozen (0.083), one prefix (1).
  const between = different + (alike - different) * Math.sqrt(similarity);
  return [at(Math.max(different, between / SPREAD)), at(Math.min(alike, between * SPREAD))];
}

/** Measurements of one n and shape lay within this factor of each other, on different machines and versions. */
const SPREAD = 1.5;

/**
 * How alike names begin, from near 0 (all differ) to 1 (all the same): the probability that two of them share their
 * first two bytes, which is what makes glibc's getenv compare on.
 */
export function nameSimilarity(names: Iterable<string>): number | undefined {
  const counts = new Map<string, number>();
  let total = 0;
  for (const name of names) {
    const start = name.slice(0, 2);
    counts.set(start, (counts.get(start) ?? 0) + 1);
    total += 1;
  }
  if (total === 0) return undefined;
  return [...counts.values()].reduce((sum, count) => sum + (count / total) ** 2, 0);
}

/** What a CPU limit makes of CPU time: the wall time of work that runs on one CPU. */
export function atLimit(cpuMs: number, cpuLimit: number | undefined): number {
  return cpuMs / Math.min(1, cpuLimit !== undefined && cpuLimit > 0 ? cpuLimit : 1);
}

/** With fewer variables it is not the environment that is slow. */
export const FEWEST_VARIABLES = 500;

/** The verdict on the cost where nothing was timed: by the count, and by the least that the model says. */
export function estimatedSeverity(input: {
  variables: number;
  model: { cpuMs: [number, number] } | undefined;
  cpuLimit: number | undefined;
  runtime: string | undefined;
}): Severity {
  const { variables, model, cpuLimit, runtime } = input;
  const least = model === undefined ? 0 : atLimit(model.cpuMs[0], cpuLimit);
  const byModel = variables < FEWEST_VARIABLES ? 'ok' : severityOn('spawn', least);
  return capped(worst(severityOn('variables', variables), byModel), runtime);
}
