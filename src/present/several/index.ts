import type { ContainerReport, Report } from '../../report.ts';
import { line } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { problemsSection } from '../layout/problems.ts';
import { command } from '../layout/prose.ts';
import { stack } from '../layout/stack.ts';
import { containersTable, worstFirst } from './containers.ts';
import { mendsByWorkload } from './mends.ts';
import { summaryLines } from './summary.ts';

/** The report about several containers: a table, what to do about the worst, and how to see one of them whole. */
export function several(report: Report, page: Page): Line[] {
  const { containers, incomplete } = report;
  const [worst] = worstFirst(containers);
  if (worst === undefined) {
    return stack([[line('No container was looked at.')], problemsSection(incomplete, page)]);
  }
  return stack([
    containersTable(containers, { page, wide: false }),
    summaryLines(report),
    mendsByWorkload(containers, page),
    problemsSection([...containers.flatMap((container) => container.incomplete), ...incomplete], page),
    [line('The whole report about one container:'), command(whole(worst), 2)],
  ]);
}

function whole({ pod, namespace, container }: ContainerReport): string {
  return `kubectl envaudit ${pod} -n ${namespace} -c ${container}`;
}
