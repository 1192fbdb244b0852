import type { EvidenceLine, Severity } from '../../../contracts/report.ts';
import type { ExecProbeReport } from '../../../contracts/scan-report.ts';
import { duration } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { atLimit } from '../../figures/cost-model.ts';
import { FEWEST_VARIABLES } from '../../figures/estimate.ts';
import { newerRunc, probesWithoutExec } from '../../judgement/mends.ts';
import { finding } from '../../judgement/finding.ts';
import { limitClause } from '../../judgement/sentences.ts';
import { rank, severityOn, worst } from '../../severity.ts';
import { durations } from '../../words.ts';
import { cpuLimitLine, servicesLine } from '../../judgement/template-lines.ts';
import { fieldOf, type TemplateRule, type Told } from '../../judgement/template.ts';
import { switchOff } from '../../judgement/template-mends.ts';
import { linksDominate } from '../../judgement/template-words.ts';

const PROBE_FIELDS = { liveness: 'livenessProbe', readiness: 'readinessProbe', startup: 'startupProbe' };

/**
 * What each exec probe costs before its command does anything, against its timeout: the harshest one of the container.
 * https://github.com/kubernetes/kubernetes/issues/82440: 16,900 variables, and a `cat` that burns the CPU.
 */
export const execProbeTax: TemplateRule = (input) => {
  const { container, report, variables, told } = input;
  if (variables < FEWEST_VARIABLES) return [];
  const judged = report.execProbes
    .map((probe) => ({ probe, severity: severityOf(probe, report.cpuLimit) }))
    .filter(({ severity }) => severity !== 'ok')
    .toSorted((a, b) => rank(b.severity) - rank(a.severity));
  const [harshest] = judged;
  if (harshest === undefined) return [];
  const { probe, severity } = harshest;
  const found = finding('exec-probe-tax', severity, () => ({
    message: `Each run of its ${probe.kind} probe costs an estimated ${durations(probe.cpuMs)} of CPU before ${command(probe)} does anything${limitClause(probe.effectiveMs, report.cpuLimit)}; it has ${duration(probe.timeoutMs)}. The most holds for runc before 1.3.`,
    evidence: [
      ...judged.map(({ probe: each }) => periodLine(each)),
      servicesLine(told),
      cpuLimitLine(told),
      timeLine(told),
    ],
    mends: [probesWithoutExec(), ...(linksDominate(told) ? [switchOff(told)] : []), newerRunc()],
  }));
  return [found.at(fieldOf(container, PROBE_FIELDS[probe.kind], 'exec'))];
};

/** What the dearer runc asks for is at most `medium`, because nobody saw which one it is. */
function severityOf(probe: ExecProbeReport, cpuLimit: number | undefined): Severity {
  const at = (cpuMs: number): Severity =>
    severityOn('execProbe', (atLimit(cpuMs, cpuLimit) / probe.timeoutMs) * 100);
  const dear = at(probe.cpuMs[1]);
  return worst(at(probe.cpuMs[0]), rank(dear) > rank('medium') ? 'medium' : dear);
}

function command(probe: ExecProbeReport): string {
  return probe.command === '' ? 'its command' : shellLine([probe.command]);
}

function periodLine(probe: ExecProbeReport): EvidenceLine {
  const share = Math.min(100, (probe.effectiveMs / probe.periodMs) * 100);
  const shell = probe.shell === 'none' || probe.command.endsWith(probe.shell) ? '' : ` with ${probe.shell}`;
  return {
    text: `The ${probe.kind} probe runs ${command(probe)}${shell} every ${duration(probe.periodMs)}: up to ${share < 1 ? 1 : Math.round(share)} % of the time the container’s CPU goes to starting it.`,
  };
}

function timeLine({ workload, report }: Told): EvidenceLine {
  const { example } = workload.pods;
  const text = 'An exec takes the same way as a probe: https://github.com/kubernetes/kubernetes/issues/82440';
  const argv = ['kubectl', 'exec', example ?? '', '-n', workload.namespace, '-c', report.name, '--', 'true'];
  return { text, ...(example === undefined ? {} : { command: `time ${shellLine(argv)}` }) };
}
