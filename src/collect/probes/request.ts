/**
 * How much may be tried in the container. `auto`: the full loop only where its estimate at the CPU limit fits the
 * budget. `full`: as long as it fits the deadline. `estimate`: a sample only. `off`: counts without times.
 */
export type ProbeMode = 'auto' | 'full' | 'estimate' | 'off';

export interface ProbeRequest {
  /** Predicted `NAME=value` lines. One name may stand twice, with different values. */
  expected: readonly string[];
  mode: ProbeMode;
  /** Milliseconds that the full loop may take at the CPU limit. */
  budgetMs: number;
  /** Wall time after which the answer is given up. See {@link timingSeconds}. */
  deadlineSeconds: number;
  /** CPU limit of the pod spec in cores, for cgroups that cannot be read. */
  cpuLimit?: number;
  /** The container's first process; `unknown` where the pod's containers share process ids. 1 by default. */
  mainPid?: number | 'unknown';
}

/** What is asked to answer: a shell, or Node.js itself where the image has none. */
export interface ProbeWay {
  via: 'sh' | 'node';
  /** Name or path of the executable, as exec gets it. */
  executable: string;
}

/** What exec needs. */
export interface ProbeCommand {
  command: string[];
  stdin: Buffer;
  /** No honest answer is longer: names of all variables are bounded by the kernel's exec limit. */
  maxBytes: number;
  timeoutMs: number;
}

/**
 * Wall time after which the timing is ended inside the container: so much earlier than the deadline that the counts, the
 * start of the shell, which is slow in a throttled container, and the way back fit beside it.
 */
export function timingSeconds({ deadlineSeconds }: Pick<ProbeRequest, 'deadlineSeconds'>): number {
  return Math.max(1, Math.floor(deadlineSeconds * 0.75));
}
