import type { Mend } from '../../../contracts/report.ts';
import type { StaleServiceReport, SubjectFinding } from '../../../contracts/scan-report.ts';
import { counted, number, size } from '../../../units.ts';
import { shellLine } from '../../command.ts';
import { finding } from '../../judgement/finding.ts';
import { rank, severityOn, worst } from '../../severity.ts';
import { listed } from '../../words.ts';
import type { NamespaceContext } from '../context.ts';

/** One finding for all stale Services of a namespace; the list is in the report. */
export function staleServiceFinding(
  { links }: NamespaceContext,
  stale: readonly StaleServiceReport[],
): SubjectFinding[] {
  const [oldest] = stale;
  if (oldest === undefined) return [];
  const { namespace } = links;
  const variables = stale.reduce((sum, each) => sum + each.variables, 0);
  const bytes = stale.reduce((sum, each) => sum + each.bytes, 0);
  const byCount = severityOn('variables', variables);
  // Deleting some Services never is the most urgent thing: links off helps at once.
  const severity = rank(byCount) > rank('low') ? 'low' : worst('info', byCount);
  const found = finding('stale-service', severity, {
    message: `Nobody seems to use ${number(stale.length)} of ${counted(links.own.length, 'Service')} with a cluster IP: ${counted(variables, 'variable')} (${size(bytes)}) in each of ${counted(oldest.containers, 'container')}. The oldest: ${listed(stale.map(({ name }) => name))}.`,
    evidence: [
      {
        text: `${oldest.name}: ${oldest.because.join(', ')}.`,
        command: shellLine([
          'kubectl',
          'get',
          'service,endpoints',
          oldest.name,
          '-n',
          namespace,
          '-o',
          'wide',
        ]),
      },
    ],
    mends: [deleteStale(namespace)],
  });
  return [found.about({ namespace, kind: 'namespace', name: namespace })];
}

function deleteStale(namespace: string): Mend {
  return {
    title: 'Delete Services that nobody uses',
    command: shellLine(['kubectl', 'envaudit', 'scan', '-n', namespace, '--show', 'stale', '-o', 'name']),
    effect:
      'The command only lists them. Ask their owners, then give the names to kubectl delete; containers lose the variables when they restart.',
  };
}
