import type { WorkloadInventory } from '../../contracts/inventory.ts';
import type { ContainerScanReport, DrainReport, WorkloadReport } from '../../contracts/scan-report.ts';
import { counted, number, percent } from '../../units.ts';
import { exceedsExecLimit } from '../figures/environment/exec-limit.ts';
import { rank, severityOn } from '../severity.ts';

/** From so many more variables on a restart changes what a container costs, whatever it had. */
const MANY_MORE = 1000;

/**
 * What draining a node would set off: its pods start anew elsewhere, with the variables of today. Only workloads that
 * would not start, or start with much more than they have, are listed.
 */
export function drainReport(
  node: string,
  workloads: readonly { report: WorkloadReport; workload: Drained }[],
): DrainReport {
  const moving = workloads
    .filter(({ workload }) => !stays(workload))
    .map(({ report, workload }) => ({ report, pods: workload.pods.onNode ?? 0 }))
    .filter(({ pods }) => pods > 0);
  return {
    node,
    pods: moving.reduce((sum, { pods }) => sum + pods, 0),
    workloads: moving
      .flatMap(({ report, pods }) => changeOf(report, pods))
      .toSorted((a, b) => Number(b.fails) - Number(a.fails) || growthOf(b) - growthOf(a)),
  };
}

type Drained = Pick<WorkloadInventory, 'kind' | 'static' | 'pods'>;

/** Whether its pods stay where they are: https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/ */
function stays({ kind, static: isStatic = false }: Drained): boolean {
  return isStatic || kind === 'daemonset';
}

function changeOf(report: WorkloadReport, pods: number): DrainReport['workloads'] {
  const { namespace, kind, name, containers } = report;
  const failing = containers.find(wouldFail);
  const container = failing ?? containers.toSorted((a, b) => growth(b) - growth(a))[0];
  if (container === undefined) return [];
  const variables = { now: now(container), next: container.injected.nextRestart.variables };
  const base = { namespace, kind, name, pods, fails: failing !== undefined, variables };
  if (failing !== undefined) {
    const reason = `container ${failing.name} needs ${percent(failing.headroom.nextRestart.percent)} of the kernel’s exec limit and does not start${bare(kind)}`;
    return [{ ...base, reason }];
  }
  if (!growsALot(variables)) return [];
  const reason = `container ${container.name} starts with ${counted(variables.next, 'variable')} from Services instead of ${number(variables.now)}${bare(kind)}`;
  return [{ ...base, reason }];
}

/** Whether a container could not start with the Services of today. */
export function wouldFail({ headroom }: ContainerScanReport): boolean {
  return exceedsExecLimit(headroom.nextRestart);
}

function growsALot({ now: before, next }: { now: number; next: number }): boolean {
  const worse = rank(severityOn('variables', next)) > rank(severityOn('variables', before));
  return worse || next - before >= MANY_MORE;
}

function growth(container: ContainerScanReport): number {
  return container.injected.nextRestart.variables - now(container);
}

function growthOf({ variables }: DrainReport['workloads'][number]): number {
  return variables.next - variables.now;
}

/** What the oldest running container has; where none with links runs, it does not change. */
function now({ injected }: ContainerScanReport): number {
  return injected.oldestStart?.variables ?? injected.nextRestart.variables;
}

function bare(kind: string): string {
  return kind === 'pod' ? '; nothing makes the pod anew after a drain' : '';
}
