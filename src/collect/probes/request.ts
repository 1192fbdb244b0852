import type { SampleEvidence } from '../../contracts/sample-evidence.ts';

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
  /** Wall time from now on after which the answer is given up. See {@link timingSeconds}. */
  deadlineSeconds: number;
  /** CPU limit of the pod spec in cores, for cgroups that cannot be read. */
  cpuLimit?: number;
  /** The container's first process; `unknown` where the pod's containers share process ids. 1 by default. */
  mainPid?: number | 'unknown';
  /** That the container is watched afterwards, by the same process. */
  sample?: Sampling;
}

/** How a container is watched behind its audit. */
export interface Sampling {
  /** How long it takes at most. */
  longestMs: number;
  /** Programs of the shell's probe, one a line: name, space, text for `printf %b`; its URLs and numbers. */
  shell: () => string[];
  /** The program of Node.js, where there is no shell, and its order as JSON. */
  node: () => { program: string; order: string };
  /** @throws EnvauditError for an answer that is none. */
  parse: (answer: Buffer, roundTripMs: number) => SampleEvidence;
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
  /**
   * What is sent when the loader has said that it runs, with the seconds that are left then: the container runtime may
   * need longer to start a command than anybody waits for it, and no two clocks have to agree.
   */
  stdin: (deadlineSeconds: number) => Buffer;
  /** No honest answer is longer: names of all variables are bounded by the kernel's exec limit. */
  maxBytes: number;
}

/**
 * Wall time after which the timing is ended inside the container: so much earlier than the deadline that the counts, the
 * window and the way back fit beside it.
 */
export function timingSeconds({
  deadlineSeconds,
  sample,
}: Pick<ProbeRequest, 'deadlineSeconds' | 'sample'>): number {
  const window = sample === undefined ? 0 : sample.longestMs / 1000;
  return Math.max(1, Math.floor((deadlineSeconds - window) * 0.75));
}
