import { duration } from '../../../units.ts';
import { slowestStart } from '../../figures/start.ts';
import type { EnvironmentCost } from './environment-cost.ts';

/** What the container's start took, and what of it the environment explains. */
export interface StartFigures {
  /** From the container's start to the pod's being ready; of a first start only. */
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
      tookMs === undefined ? '' : ` of the ${duration(tookMs)} from the container’s start until it was ready`
    }.`,
  };
}

/** A Deployment waits that long for a pod: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
const LONGEST_MS = 600_000;

/** Milliseconds. Not after a restart, and not where it took so long that the pod became unready later, and ready again. */
function startTime({ pod, container }: EnvironmentCost['judgement']['subject']): number | undefined {
  if (container.restarts > 0) return undefined;
  const ms = Date.parse(pod.readyAt ?? '') - Date.parse(container.startedAt ?? '');
  return ms >= 0 && ms <= LONGEST_MS ? ms : undefined;
}
