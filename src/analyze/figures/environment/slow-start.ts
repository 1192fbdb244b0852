import { duration } from '../../../units.ts';
import { RAISES } from '../../severity.ts';
import { atLimit } from './cost-model.ts';
import { slowestStart } from './starts.ts';
import type { EnvironmentCost } from './environment-cost.ts';
import type { ContainerEvidence, Known } from '../../../contracts/evidence.ts';
import { known, unknown } from '../known.ts';

/** What the container's start took, and what of it the environment explains. */
export interface StartFigures {
  /** Until the application began, or until the pod was ready; of a first start only. See {@link startTime}. */
  tookMs?: number;
  /** What the program in front of the app needs for the environment, by the model, at the CPU limit. */
  byEnvironmentMs: number;
  /** Such as `s6-overlay`. */
  program: string;
  /** The application was seen to begin after it, and so late as so many variables can make it. */
  seenBehind: boolean;
  /** A whole sentence. */
  sentence: string;
}

/**
 * Our choice, in ms at a whole CPU: s6-overlay writes each variable into a file, https://skarnet.org/software/s6-portable-utils/s6-dumpenv.html,
 * for which 0.5 to 1.1 ms each were seen (8 s and 17.8 s for 16,000). Of more, something else is the larger part.
 */
const MOST_FOR_EACH = 4;

/** Undefined where nothing stands in front of the app that handles every variable. */
export function startFigures({ judgement }: EnvironmentCost): StartFigures | undefined {
  const { subject, runtime, variables, similarity, cost } = judgement;
  const command = [...subject.container.command, ...subject.container.args];
  const slowest = slowestStart({ runtime, command, variables, similarity, cpuLimit: cost.cpuLimit });
  if (slowest === undefined) return undefined;
  const byEnvironmentMs = slowest.effectiveMs * slowest.times;
  const after = variables < RAISES.bashLoopVariables ? undefined : appAfter(subject);
  const tookMs = startTime(subject);
  return {
    byEnvironmentMs,
    program: slowest.name,
    seenBehind: after !== undefined && after <= atLimit(variables * MOST_FOR_EACH, cost.cpuLimit),
    tookMs,
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
  const after = appAfter(subject);
  if (after !== undefined) return after;
  const ready = readyAfter(subject);
  return ready.known && ready.value <= LONGEST_MS ? ready.value : undefined;
}

function appAfter({ probe }: EnvironmentCost['judgement']['subject']): number | undefined {
  const after = probe.known ? probe.value.processes.appAfterMs : undefined;
  return after !== undefined && after <= LONGEST_APP_MS ? after : undefined;
}

/** Milliseconds from the container's start until its pod was ready; not known after a restart, which has another start. */
export function readyAfter({ pod, container }: ContainerEvidence): Known<number> {
  if (container.readinessProbe === false)
    return unknown('it has no readiness probe, so its pod is ready as soon as it runs');
  if (container.restarts > 0) return unknown('the container was restarted since its first start');
  if (pod.readyAt === undefined || container.startedAt === undefined) return unknown('the pod is not ready');
  const ms = Date.parse(pod.readyAt) - Date.parse(container.startedAt);
  return ms >= 0 ? known(ms) : unknown('the pod was ready before this container started');
}
