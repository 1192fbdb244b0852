import { bashPasses } from './bash.ts';
import { atLimit, modelCpuMs, type CostOf } from './cost-model.ts';
import type { RuntimeGuess, Wrapper } from './runtime.ts';
import { RAISES, severityOn } from '../../severity.ts';
import type { Severity } from '../../../contracts/report.ts';

/** A program that handles every variable before the app begins. */
interface Start {
  wrapper: Wrapper;
  of: CostOf;
  name: string;
  each: string;
  /** How often a start pays it, at the least. */
  times?: number;
}

const STARTS: readonly Start[] = [
  {
    wrapper: 's6',
    of: 's6',
    name: 's6-overlay',
    each: 'for each script that it runs with the container’s environment',
    // One of cont-init.d and the service's own run script.
    times: 2,
  },
  { wrapper: 'npm', of: 'npm', name: 'npm', each: 'when it starts' },
  { wrapper: 'yarn', of: 'npm', name: 'yarn', each: 'when it starts, if it is like npm' },
  {
    wrapper: 'bash',
    of: 'bash',
    name: 'bash',
    each: 'when it starts, again when it hands over to the app, and after each export that a command follows',
  },
];

/** The slowest of the programs that stand before the app, by the model; undefined where there is none. */
export function slowestStart(input: {
  runtime: RuntimeGuess;
  /** Of the container, as its spec says; empty where the image decides. */
  command: readonly string[];
  variables: number;
  similarity: number | undefined;
  cpuLimit: number | undefined;
}): SlowStart | undefined {
  const { runtime, command, variables, similarity, cpuLimit } = input;
  const starts = STARTS.filter(({ wrapper }) => runtime.wrappers.has(wrapper)).map((start) => {
    const cpuMs = modelCpuMs({ of: start.of, variables, similarity });
    const effectiveMs = atLimit(middle(cpuMs), cpuLimit);
    const times = start.wrapper === 'bash' ? bashPasses(command) : (start.times ?? 1);
    return { name: start.name, each: start.each, cpuMs, effectiveMs, times };
  });
  const [slowest] = starts.toSorted((a, b) => middle(b.cpuMs) - middle(a.cpuMs));
  if (slowest === undefined) return undefined;
  return { ...slowest, severity: severityOn('start', slowest.effectiveMs * slowest.times) };
}

export interface SlowStart {
  /** Such as `s6-overlay`. */
  name: string;
  /** Such as `when it starts`. */
  each: string;
  cpuMs: [number, number];
  /** The middle of the range at the CPU limit. */
  effectiveMs: number;
  /** How often a start pays it, at the least. */
  times: number;
  severity: Severity;
}

/** Whether the command loops over `env` in bash: each command in it rebuilds the whole list of exported variables. */
export function loopsInBash(input: {
  command: readonly string[];
  runtime: RuntimeGuess;
  variables: number;
}): boolean {
  const script = input.command.join(' ');
  return (
    input.variables >= RAISES.bashLoopVariables &&
    input.runtime.wrappers.has('bash') &&
    /\bwhile\b.*\bread\b|\bfor\b.*\benv\b/s.test(script) &&
    /\benv\b/.test(script)
  );
}

/** The geometric mean of a range. */
export function middle([low, high]: readonly [number, number]): number {
  return Math.sqrt(low * high);
}
