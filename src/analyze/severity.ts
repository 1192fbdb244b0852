import { SEVERITIES, type Severity } from '../contracts/report.ts';

/** A rung of a scale: from a value on, or only above it. */
interface Rung {
  severity: Severity;
  from?: number;
  above?: number;
}

interface Scale {
  /** What is measured, in which unit. */
  what: string;
  /** From mild to severe; below the first it is ok. */
  rungs: readonly Rung[];
}

/**
 * All thresholds, in one place; docs/severities.md shows the same table and a test compares the two.
 *
 * T is CPU time divided by min(1, CPU limit): how long the work takes in this container, even alone on its node.
 * A blocked event loop is felt from 10 ms on; 1 s is the default timeout of Kubernetes' probes.
 */
export const SCALES = {
  spawn: {
    what: 'T of one child process or pass over the environment, ms',
    rungs: [
      { severity: 'info', from: 10 },
      { severity: 'low', from: 50 },
      { severity: 'medium', from: 250 },
      { severity: 'high', from: 1000 },
      { severity: 'critical', above: 5000 },
    ],
  },
  variables: {
    what: 'Variables, where nothing was measured',
    rungs: [
      { severity: 'info', from: 1000 },
      { severity: 'low', from: 2000 },
      { severity: 'medium', from: 5000 },
      { severity: 'high', from: 10_000 },
      { severity: 'critical', above: 20_000 },
    ],
  },
  start: {
    what: 'T that the environment adds to the start, ms',
    rungs: [
      { severity: 'low', above: 500 },
      { severity: 'medium', from: 1000 },
      { severity: 'high', above: 5000 },
    ],
  },
  execProbe: {
    what: 'T of the container runtime’s exec, % of an exec probe’s timeout',
    rungs: [
      { severity: 'medium', above: 30 },
      { severity: 'high', from: 100 },
    ],
  },
  execLimit: {
    what: 'Arguments and environment, % of the kernel’s limit for one exec',
    rungs: [
      { severity: 'info', from: 25 },
      { severity: 'low', from: 50 },
      { severity: 'high', from: 75 },
      { severity: 'critical', from: 90 },
    ],
  },
  forecast: {
    what: 'A namespace’s use of the exec limit in 90 days, as its growth says, %',
    rungs: [
      { severity: 'info', from: 50 },
      { severity: 'low', from: 75 },
      { severity: 'medium', above: 90 },
      { severity: 'high', above: 100 },
    ],
  },
  argument: {
    what: 'All names in one argument (envsubst entrypoints), % of 131,071 bytes',
    rungs: [
      { severity: 'low', above: 50 },
      { severity: 'critical', above: 100 },
    ],
  },
} as const satisfies Record<string, Scale>;

/**
 * Runtimes that copy their environment in linear time: whatever the count, T of one child process stays small, so the
 * cost verdict ends at `info` for them (`low` where a shell or a loop over getenv is usual). The kernel's limits and
 * the price of exec probes hold for all.
 */
export const CAPS: Readonly<Record<string, Severity>> = {
  go: 'info',
  java: 'info',
  python: 'info',
  perl: 'info',
  nginx: 'info',
  static: 'info',
  php: 'low',
  ruby: 'low',
  sh: 'low',
};

/** What raises a cost above that of the count alone. */
export const RAISES = {
  /** musl's getenv compares whole names where glibc compares two bytes first. */
  muslFactor: 4,
  /** A bash loop over `env` with a command in it is cubic: minutes of CPU from here on. */
  bashLoopVariables: 5000,
} as const;

/** The severity of a value on a scale. */
export function severityOn(scale: keyof typeof SCALES, value: number): Severity {
  const rungs: readonly Rung[] = SCALES[scale].rungs;
  const reached = rungs.findLast(
    ({ from, above }) => (from !== undefined && value >= from) || (above !== undefined && value > above),
  );
  return reached?.severity ?? 'ok';
}

/** The harsher of severities; `ok` of none. */
export function worst(...severities: readonly Severity[]): Severity {
  return severities.reduce<Severity>((a, b) => (rank(b) > rank(a) ? b : a), 'ok');
}

/** A severity, but no harsher than the cap of the runtime. */
export function capped(severity: Severity, runtime: string | undefined): Severity {
  const cap = runtime === undefined ? undefined : CAPS[runtime];
  return cap === undefined || rank(severity) <= rank(cap) ? severity : cap;
}

/** 0 for ok to 5 for critical. */
export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
