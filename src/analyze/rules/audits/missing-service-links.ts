import { atLimit } from '../../figures/environment/cost-model.ts';
import type { ContainerJudgement } from '../../figures/audited.ts';
import type { Audited } from '../../judgement/audit-told.ts';
import type { Rule } from '../../judgement/judgement.ts';
import { capped, rank, severityOn } from '../../severity.ts';
import { counted, duration, number } from '../../../units.ts';
import { listed } from '../../words.ts';
import { finding } from '../../judgement/finding.ts';

/** Services that came after the container started: harmless until it restarts. */
export const missingServiceLinks: Rule<Audited> = ({ audit: input, told }) => {
  const { differences, count } = input;
  const { missing } = differences;
  if (missing.length === 0) return undefined;
  const { now, nextRestart } = count.predicted;
  const forecast = forecastMs(input);
  const change = `The next restart brings ${counted(missing.length, 'Service')} that ${missing.length === 1 ? 'is' : 'are'} not in this container yet (${listed(missing)}): ${number(nextRestart.variables)} variables from Services instead of ${number(now.variables)}`;
  return finding('missing-service-links', forecast === undefined ? 'info' : 'low', {
    message:
      forecast === undefined
        ? `${change}.`
        : `${change}; a child process will then take about ${duration(forecast)}, which is a worse verdict than today’s.`,
    evidence: [told.restartLine(), told.startedLine()],
    mends: [told.switchOff()],
  });
};

/** T at the next restart, if it crosses into a worse severity: Node's cost grows with the square of the count. */
function forecastMs({ operation, runtime, count, variables, cost }: ContainerJudgement): number | undefined {
  if (operation === undefined || runtime.id !== 'node' || variables === 0) return undefined;
  const { now, nextRestart } = count.predicted;
  const growth = (variables + nextRestart.variables - now.variables) / variables;
  const later = atLimit(operation.cpuMs * growth ** 2, cost.cpuLimit);
  const before = capped(severityOn('spawn', operation.effectiveMs), runtime.id);
  return rank(severityOn('spawn', later)) > rank(before) ? later : undefined;
}
