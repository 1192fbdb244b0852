import type { ExecProbeEvidence } from '../../contracts/evidence.ts';
import type { EvidenceLine } from '../../contracts/report.ts';
import { execCommand } from '../command.ts';
import { bashPasses } from '../figures/bash.ts';
import { atLimit, modelCpuMs } from '../figures/cost-model.ts';
import { cpuLimitLine } from '../judgement/lines.ts';
import { linksDominate, type ContainerJudgement } from '../figures/audited.ts';
import type { Rule } from '../judgement/rule.ts';
import { disableServiceLinks, newerRunc, probesWithoutExec } from '../judgement/mends.ts';
import { runsBash } from '../figures/runtime.ts';
import { limitClause } from '../judgement/sentences.ts';
import { rank, severityOn } from '../severity.ts';
import { duration } from '../../units.ts';
import { finding } from '../judgement/finding.ts';

/** Kubernetes' default for a probe's timeoutSeconds. */
const DEFAULT_TIMEOUT_SECONDS = 1;

/** What each exec probe costs before its command does anything, against the time that it has. */
export const execProbeTax: Rule = (input) => {
  const { subject, cost } = input;
  const shortest = shortestTimeout(subject.container.execProbes);
  if (shortest === undefined) return undefined;
  const { cpuMs, measured } = execCpuMs(input, shortest);
  const effective = atLimit(cpuMs, cost.cpuLimit);
  const timeoutMs = (shortest.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  const severity = severityOn('execProbe', (effective / timeoutMs) * 100);
  if (severity === 'ok' || input.variables < 500) return undefined;
  // Which runc it is was not seen: an estimate does not call for more than attention.
  const judged = measured || rank(severity) < rank('medium') ? severity : 'medium';
  const costs = `${measured ? '' : 'up to an estimated '}${duration(cpuMs)} of CPU before its command begins${limitClause(effective, cost.cpuLimit)}`;
  return finding('exec-probe-tax', judged, {
    message: `Each exec costs this container ${costs}; its ${shortest.kind} probe has ${duration(timeoutMs)}.${measured ? '' : ' That holds for runc before 1.3.'}`,
    evidence: [execLine(input), periodLine(shortest, effective), cpuLimitLine(input)],
    mends: [
      probesWithoutExec(),
      ...(linksDominate(input) ? [disableServiceLinks(subject)] : []),
      newerRunc(),
    ],
  });
};

function shortestTimeout(probes: readonly ExecProbeEvidence[]): ExecProbeEvidence | undefined {
  return probes
    .filter(({ kind }) => kind !== 'postStart' && kind !== 'preStop')
    .toSorted(
      (a, b) => (a.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) - (b.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS),
    )[0];
}

function execCpuMs(
  { cost, variables, similarity }: ContainerJudgement,
  probe: ExecProbeEvidence,
): { cpuMs: number; measured: boolean } {
  const bash = runsBash(probe.command)
    ? modelCpuMs({ of: 'bash', variables, similarity })[0] * bashPasses(probe.command)
    : 0;
  const measured = cost.execStartCpuMs;
  if (measured !== undefined) return { cpuMs: measured + bash, measured: true };
  return { cpuMs: modelCpuMs({ of: 'oldRunc', variables })[1] + bash, measured: false };
}

function execLine({ subject, cost }: ContainerJudgement): EvidenceLine {
  return {
    text:
      cost.execStartCpuMs === undefined
        ? 'The cost of an exec was not measured; this is the model’s for runc before 1.3.'
        : `The probe’s own exec used ${duration(cost.execStartCpuMs)} of the container’s CPU before its first instruction.`,
    command: `time ${execCommand(subject, ['true'])}`,
  };
}

function periodLine(
  { kind, command, periodSeconds = 10 }: ExecProbeEvidence,
  effective: number,
): EvidenceLine {
  const share = Math.min(100, (effective / (periodSeconds * 1000)) * 100);
  return {
    text: `The ${kind} probe runs ${command[0] ?? 'a command'} every ${duration(periodSeconds * 1000)}: ${share < 1 ? 'under 1' : Math.round(share)} % of the time the container’s CPU goes to starting it.`,
  };
}
