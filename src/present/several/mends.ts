import { VERDICTS } from '../../contracts/report.ts';
import type { ContainerReport, Mend } from '../../contracts/report.ts';
import { number, counted } from '../../units.ts';
import { dim, line, styled } from '../layout/lines.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { command, prose } from '../layout/prose.ts';
import { pad } from '../layout/fit.ts';

const SHOWN = 5;
const INDENT = 12;
const WORTH_MENDING = VERDICTS.indexOf('low');

/** The best mend of a workload's containers: they are mended together. */
export interface WorkloadMend {
  owner: string;
  worst: ContainerReport;
  mend: Mend;
  containers: number;
}

/** The best mend of each workload, besides the one that stands at the top. */
export function mendsSection(groups: readonly WorkloadMend[], page: Page): Line[] {
  if (groups.length === 0) return [];
  const shown = page.verbose ? groups : groups.slice(0, SHOWN);
  const rest = groups.length - shown.length;
  return [
    line(styled('heading', 'MENDS'), dim('  the best one for each other workload')),
    ...shown.flatMap(({ owner, worst, mend, containers: size }) => [
      line(
        styled(`severity.${worst.severity}`, pad(`  ${worst.severity}`, INDENT, page.width)),
        styled('name', owner),
        `  ${counted(size, 'container')}`,
      ),
      ...prose(page, { text: mend.title, indent: INDENT }),
      ...(mend.command === undefined ? [] : [command(mend.command, INDENT)]),
    ]),
    ...(rest > 0 ? [line(dim(`  and ${number(rest)} more (--verbose lists them)`))] : []),
  ];
}

/** The workloads that need a mend, with the best one for each, in the order of the containers: worst first. */
export function mendsByWorkload(containers: readonly ContainerReport[]): WorkloadMend[] {
  const groups = new Map<string, WorkloadMend>();
  for (const container of containers) {
    const mend = container.mends[0];
    if (mend === undefined || VERDICTS.indexOf(container.severity) < WORTH_MENDING) continue;
    const { namespace, pod, workload } = container;
    const owner = `${workload === undefined ? `pod/${pod}` : `${workload.kind}/${workload.name}`} in ${namespace}`;
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, { owner, worst: container, mend, containers: 1 });
    else group.containers += 1;
  }
  return [...groups.values()];
}
