import { VERDICTS, type ContainerReport, type Mend } from '../../contracts/report.ts';
import { number, counted } from '../../units.ts';
import { command, prose, section, type Block } from '../document/block.ts';
import { sectionLines } from '../document/lines.ts';
import type { Line } from '../layout/lines.ts';
import type { Page } from '../layout/page.ts';
import { severityLabel } from '../layout/severities.ts';

const SHOWN = 5;
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
  return sectionLines(
    section(
      { text: 'Mends', aside: 'the best one for each other workload' },
      ...shown.map(({ owner, worst, mend, containers: size }): Block => ({
        kind: 'finding',
        label: severityLabel(worst.severity),
        title: owner,
        aside: counted(size, 'container'),
        body: [...prose(mend.title), ...command(mend.command)],
      })),
      ...(rest > 0 ? prose(`and ${number(rest)} more (--verbose lists them)`, 'dim') : []),
    ),
    page,
  );
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
