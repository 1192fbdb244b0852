import type { EvidenceLine } from '../../contracts/report.ts';
import {
  containerFieldCommand,
  countServicesCommand,
  execCommand,
  limitField,
  podFieldCommand,
} from '../command.ts';
import { linkServices, linkVariables, type ContainerJudgement } from '../figures/audited.ts';
import { readyAfter } from '../figures/environment/slow-start.ts';
import { counted, duration, number, percent, size } from '../../units.ts';
import { cores } from '../words.ts';

/** How many variables the container has. */
export function countLine({ subject, count, variables }: ContainerJudgement): EvidenceLine {
  const command = execCommand(subject, ['sh', '-c', 'env | wc -l']);
  if (count.exec === undefined) {
    return { text: `${counted(variables, 'variable')} predicted; the container was not asked.` };
  }
  const text = `${counted(count.exec.variables, 'variable')}, ${size(count.exec.bytes)}.`;
  return { text, command: count.envWcL === undefined ? undefined : command };
}

/** How many Services put variables in. */
export function servicesLine(input: ContainerJudgement): EvidenceLine {
  const { subject, origins } = input;
  const master = origins.kubernetes.variables;
  return {
    text: `${number(linkVariables(input))} of them from ${counted(linkServices(input), 'Service')} with a cluster IP${
      master === 0 ? '' : `, ${number(master)} from the Service kubernetes`
    }.`,
    command: countServicesCommand(subject.pod.namespace),
  };
}

/** How many will be there after a restart. */
export function restartLine({ subject, count, headroom }: ContainerJudgement): EvidenceLine {
  const { nextRestart, now } = count.predicted;
  return {
    text: `At the next restart ${number(nextRestart.variables)} variables from Services (now ${number(now.variables)}), ${percent(headroom.nextRestart.percent)} of the exec limit.`,
    command: countServicesCommand(subject.pod.namespace),
  };
}

/** Service links on or off. */
export function linksLine({ subject }: ContainerJudgement): EvidenceLine {
  return {
    text: `The pod has enableServiceLinks: ${subject.pod.enableServiceLinks}.`,
    command: podFieldCommand(subject, '{.spec.enableServiceLinks}'),
  };
}

/** The times, and how to take them by hand. */
export function timingLines({ subject, cost, operation }: ContainerJudgement): EvidenceLine[] {
  const by = (code: string): { command?: string } =>
    cost.runtime === 'node' ? { command: execCommand(subject, ['node', '-e', code]) } : {};
  const lines: EvidenceLine[] = [];
  if (cost.loop !== undefined) {
    lines.push({
      text: `The loop over the environment: ${duration(cost.loop.median.cpuMs)} of CPU, ${duration(cost.loop.median.wallMs)} by the clock${runs(cost.loop.runs)}.`,
      ...by(
        'console.time("loop");const p=[];for(const k in process.env){const v=process.env[k];p.push(`${k}=${v}`)}console.timeEnd("loop")',
      ),
    });
  } else if (operation?.kind === 'estimate') {
    lines.push({
      text: `The loop over the environment: about ${duration(operation.cpuMs)} of CPU, from a sample of its variables${cost.loopSkipped === undefined ? '' : ` (${cost.loopSkipped})`}.`,
    });
  }
  if (cost.spawnInherited !== undefined) {
    const small = cost.spawnSmall;
    lines.push({
      text: `Starting a child process: ${duration(cost.spawnInherited.median.cpuMs)} of CPU${
        small === undefined ? '' : `; with a small environment ${duration(small.median.cpuMs)}`
      }${runs(cost.spawnInherited.runs)}.`,
      ...by('console.time("spawn");require("child_process").spawnSync("true");console.timeEnd("spawn")'),
    });
  }
  return lines;
}

/** The CPU limit. */
export function cpuLimitLine({ subject, cost }: ContainerJudgement): EvidenceLine {
  const { cpuLimit } = cost;
  return {
    text: cpuLimit === undefined ? 'The container has no CPU limit.' : `The CPU limit is ${cores(cpuLimit)}.`,
    command: podFieldCommand(subject, limitField(subject.container, 'cpu')),
  };
}

/** The counters of the CPU controller. */
export function throttlingLine({ subject, cost }: ContainerJudgement): EvidenceLine | undefined {
  if (cost.throttled === undefined || !subject.probe.known) return undefined;
  const { periods, throttledPeriods, throttledMs } = cost.throttled;
  const file =
    subject.probe.value.cgroup.version === 1 ? '/sys/fs/cgroup/cpu/cpu.stat' : '/sys/fs/cgroup/cpu.stat';
  return {
    text: `${number(throttledPeriods)} of ${counted(periods, 'CPU period')} throttled during the probe, ${duration(throttledMs)} in sum over CPUs.`,
    command: execCommand(subject, ['cat', file]),
  };
}

/** The kernel's limit for arguments and environment. */
export function execLimitLine({ subject, headroom }: ContainerJudgement): EvidenceLine {
  const read = headroom.limitSource === 'read';
  return {
    text: `${number(headroom.now.bytes)} of ${number(headroom.limitBytes)} bytes (${percent(headroom.now.percent)}), pointers included; the limit is a quarter of the stack limit${read ? '' : ', taken as the usual 8 MiB'}.`,
    ...(subject.probe.known ? { command: execCommand(subject, ['sh', '-c', 'ulimit -s']) } : {}),
  };
}

/** When the container started. */
export function startedLine({ subject }: ContainerJudgement): EvidenceLine {
  return {
    text:
      subject.container.startedAt === undefined
        ? 'The container never started.'
        : `The container started at ${subject.container.startedAt}.`,
    command: containerFieldCommand(subject, 'status', 'state.running.startedAt'),
  };
}

function runs(count: number): string {
  return count > 1 ? ` (median of ${number(count)} runs)` : '';
}

/** How long the application took to appear behind an init or a shell. */
export function appLine({ subject }: ContainerJudgement): EvidenceLine | undefined {
  const after = subject.probe.known ? subject.probe.value.processes.appAfterMs : undefined;
  if (after === undefined) return undefined;
  return { text: `The application’s process began ${duration(after)} after the container’s first process.` };
}

/** How long the first start took until the pod was ready; a restart would have another time. */
export function readyLine({ subject }: ContainerJudgement): EvidenceLine | undefined {
  const after = readyAfter(subject);
  if (!after.known) return undefined;
  return {
    text: `The pod became ready ${duration(after.value)} after the container’s start.`,
    command: podFieldCommand(subject, '{.status.conditions[?(@.type=="Ready")].lastTransitionTime}'),
  };
}
