import type { ContainerScanReport, SubjectFinding, WorkloadReport } from '../../contracts/scan-report.ts';
import { percent } from '../../units.ts';
import { switchesLinksOff } from '../scan/in-manifests.ts';
import { modelClause, sentence } from '../judgement/sentences.ts';
import { worst } from '../severity.ts';

/** What these say is what links on by default cost. */
const COSTS = new Set(['many-variables', 'exec-limit']);

/**
 * One finding for one cause: where a template leaves links on by default, that finding tells what they cost, as severe
 * as the costs are. What is mere information and mended by the same line is left out. What else links do in the
 * workload, such as a collision or slow probes, is told by itself.
 */
export function oneCause({
  findings,
  containers,
}: Pick<WorkloadReport, 'findings' | 'containers'>): SubjectFinding[] {
  const cause = findings.find(({ code }) => code === 'default-service-links');
  if (cause === undefined) return findings;
  const costs = findings.filter((each) => COSTS.has(each.code) && switchesLinksOff(each));
  const told = {
    ...cause,
    severity: costs.reduce((harshest, { severity }) => worst(harshest, severity), cause.severity),
    message: sentence(
      cause.message.replace(/\.$/, ''),
      // Most severe first: of each code the worst container tells.
      ...[...COSTS].map((code) =>
        clauseOf(
          costs.find((each) => each.code === code),
          containers,
        ),
      ),
    ),
  };
  return findings.flatMap((each) => {
    if (each === cause) return [told];
    const isSame = costs.includes(each) || (isSmall(each) && switchesLinksOff(each));
    return isSame ? [] : [each];
  });
}

/** Mere information about costs; a collision is told however small it is. */
function isSmall({ severity, certainty }: SubjectFinding): boolean {
  return severity === 'info' && certainty === undefined;
}

/** What a finding says besides the number of variables; nothing where it is but information. */
function clauseOf(
  cost: SubjectFinding | undefined,
  containers: readonly ContainerScanReport[],
): string | undefined {
  const report = containers.find(({ name }) => name === cost?.subject.container);
  if (cost === undefined || report === undefined || cost.severity === 'info') return undefined;
  const of = containers.length === 1 ? '' : ` in container ${report.name}`;
  if (cost.code === 'many-variables') {
    const clause = modelClause({ ...report, runtime: { id: report.runtime } });
    return clause && `${clause}${of}`;
  }
  return `arguments and environment use ${percent(report.headroom.nextRestart.percent)} of what the kernel takes for one exec${of}`;
}
