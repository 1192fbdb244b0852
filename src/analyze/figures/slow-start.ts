import { duration } from '../../units.ts';
import { slowestStart } from './start.ts';
import type { EnvironmentCost } from './environment-cost.ts';
import { readyAfter } from './ready-after.ts';

/** What the container's start took, and what of it the environment explains. */
export interface StartFigures {
  /** Until the application began, or until the pod was ready; of a first start only. See {@link startTime}. */
  tookMs?: number;
  /** What the program in front of the app needs for the environment, by the model, at the CPU limit. */
  byEnvironmentMs: number;
  /** Such as `s6-overlay`. */
  program: string;
  /** A whole sentence. */
  sentence: string;
}

/** Undefined where nothing stands in front of the app that handles every variable. */
export function startFigures({ judgement }: EnvironmentCost): StartFigures | undefined {
  const { subject, runtime, variables, similarity, cost } = judgement;
  const command = [...subject.container.command, ...subject.container.args];
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit: cost.cpuLimit });
  if (slowest === undefined) return undefined;
  const byEnvironmentMs = slowest.effectiveMs * slowest.times;
  const tookMs = startTime(subject);
  return {
    byEnvironmentMs,
    program: slowest.name,
    ...(tookMs === undefined ? {} : { tookMs }),
    sentence: `${slowest.name} handles every variable before the app begins: by the model ${duration(byEnvironmentMs)}${
      tookMs === undefined ? '' : ` of the ${duration(tookMs)} that its start took`
    }.`,
  };
}

/** A Deployment waits that long for a pod: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
const LONGEST_MS = 600_000;
/** Our choice: what began later was started anew by its supervisor. */
const LONGEST_APP_MS = 3_600_000;

/**
 * From the container's start until the application began, where an init or a shell stands before it, or until the pod was
 * ready. Not where it took so long that the pod became unready later, and ready again.
 */
export function startTime(subject: EnvironmentCost['judgement']['subject']): number | undefined {
  const after = subject.probe.known ? subject.probe.value.processes.appAfterMs : undefined;
  if (after !== undefined && after <= LONGEST_APP_MS) return after;
  const ready = readyAfter(subject);
  return ready.known && ready.value <= LONGEST_MS ? ready.value : undefined;
}
