import type { EvidenceLine } from '../../contracts/report.ts';
import type { ExecProbeReport } from '../../contracts/scan-report.ts';
import { duration } from '../../units.ts';
import { shellLine } from '../command.ts';
import { FEWEST_VARIABLES } from '../figures/environment/cost-model.ts';
import { probeSeverity } from '../figures/environment/probe-cost.ts';
import { finding } from '../judgement/finding.ts';
import { fieldOf, type Rule, type Told } from '../judgement/judgement.ts';
import { newerRunc, probesWithoutExec } from '../judgement/mends.ts';
import { limitClause } from '../judgement/sentences.ts';
import { rank } from '../severity.ts';
import { durations } from '../words.ts';

const PROBE_FIELDS = { liveness: 'livenessProbe', readiness: 'readinessProbe', startup: 'startupProbe' };

/**
 * What each exec probe costs before its command does anything, against its timeout: the harshest one of the container.
 * https://github.com/kubernetes/kubernetes/issues/82440: 16,900 variables, and a `cat` that burns the CPU.
 */
export const execProbeTax: Rule = ({ told, container }) => {
  if (told.variables < FEWEST_VARIABLES) return undefined;
  const judged = told.execProbes
    .map((probe) => ({ probe, severity: probeSeverity(probe, told.cpuLimit) }))
    .filter(({ severity }) => severity !== 'ok')
    .toSorted((a, b) => rank(b.severity) - rank(a.severity));
  const [harshest] = judged;
  if (harshest === undefined) return undefined;
  const probes = judged.map(({ probe }) => probe);
  return finding('exec-probe-tax', harshest.severity, () => wordsOf(told, harshest.probe, probes)).at(
    fieldOf(container, PROBE_FIELDS[harshest.probe.kind], 'exec'),
  );
};

function wordsOf(told: Told, probe: ExecProbeReport, probes: readonly ExecProbeReport[]) {
  const { kind, cpuMs, effectiveMs, timeoutMs } = probe;
  const costs = cpuMs[0] === cpuMs[1] ? duration(cpuMs[0]) : `an estimated ${durations(cpuMs)}`;
  const doubt = told.execMeasured ? '' : ' The most holds for runc before 1.3.';
  return {
    message: `Each run of its ${kind} probe costs ${costs} of CPU before ${commandOf(probe)} does anything${limitClause(effectiveMs, told.cpuLimit)}; it has ${duration(timeoutMs)}.${doubt}`,
    evidence: [...probes.map(periodLine), told.execLine(), ...told.countLines(), told.cpuLimitLine()],
    mends: [probesWithoutExec(), ...told.offIfToBlame(), newerRunc()],
  };
}

function commandOf({ command }: ExecProbeReport): string {
  return command === '' ? 'its command' : shellLine([command]);
}

function periodLine(probe: ExecProbeReport): EvidenceLine {
  const share = Math.min(100, (probe.effectiveMs / probe.periodMs) * 100);
  const shell = probe.shell === 'none' || probe.command.endsWith(probe.shell) ? '' : ` with ${probe.shell}`;
  return {
    text: `The ${probe.kind} probe runs ${commandOf(probe)}${shell} every ${duration(probe.periodMs)}: up to ${share < 1 ? 1 : Math.round(share)} % of the time the container’s CPU goes to starting it.`,
  };
}
