import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { HeadroomReport, Severity } from '../../../contracts/report.ts';
import { SCALES, severityOn } from '../../severity.ts';

/** A use of the kernel's limit for one exec, see `execLimit` of env/headroom.ts. */
type Use = Pick<HeadroomReport['now'], 'percent'>;

/** How bad it is that arguments and environment use so many percent of the limit: the one scale, for all that judge it. */
export function execLimitSeverity({ percent }: Use): Severity {
  return severityOn('execLimit', percent);
}

/** From which percentages on a check says so: those of {@link execLimitSeverity}, `info` left out. */
export const EXEC_LIMIT_RUNGS = {
  notice: startOf('low'),
  warning: startOf('high'),
  problem: startOf('critical'),
};

/** Whether nothing can be started with it. */
export function exceedsExecLimit({ percent }: Use): boolean {
  return percent > 100;
}

const TOO_LONG = /argument list too long|E2BIG/i;

/** Whether a text says that the kernel refused an exec for its size. */
export function saysTooLong(...texts: readonly (string | undefined)[]): boolean {
  return texts.some((text) => text !== undefined && TOO_LONG.test(text));
}

/** What shows that nothing can be started in a container, or the container not at all; undefined where nothing does. */
export function execSymptom({
  subject,
  headroom,
}: {
  subject: ContainerEvidence;
  headroom: Pick<HeadroomReport, 'nextRestart'>;
}): string | undefined {
  const { probe, container } = subject;
  if (!probe.known && (probe.problem.code === 'exec-impossible' || saysTooLong(probe.problem.message))) {
    return 'no command can be started in this container: argument list too long';
  }
  if (saysTooLong(container.notRunning, container.lastExit?.reason, container.lastExit?.message)) {
    return 'the container cannot start: argument list too long';
  }
  const timing = probe.known && probe.value.timing.known ? probe.value.timing.value : undefined;
  if (saysTooLong(timing?.spawnError)) {
    return 'the app cannot start child processes: argument list too long';
  }
  const down = container.notRunning !== undefined && exceedsExecLimit(headroom.nextRestart);
  return down ? 'the container does not run, and its environment is above the kernel’s limit' : undefined;
}

function startOf(severity: 'low' | 'high' | 'critical'): number {
  return SCALES.execLimit.rungs.find((rung) => rung.severity === severity)?.from ?? 100;
}
