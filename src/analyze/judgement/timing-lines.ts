import type { EvidenceLine } from '../../contracts/report.ts';
import { counted, duration, number } from '../../units.ts';
import { execCommand } from '../command.ts';
import type { ContainerJudgement } from '../figures/audited.ts';

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

function runs(count: number): string {
  return count > 1 ? ` (median of ${number(count)} runs)` : '';
}
