import { usage } from '../../errors.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { parseTarget } from '../../collect/targets/target.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import { twice, type Plan, type SidePlan } from './plan.ts';

/** @throws EnvauditError `usage` when both sides are one target in one namespace of one cluster. */
export function refuseOneTarget(plan: Plan, a: Cluster | undefined, b: Cluster | undefined): void {
  if (a === undefined || b === undefined) return;
  if (a.server !== b.server || a.namespace !== b.namespace) return;
  if (idOf(plan.a) !== idOf(plan.b)) return;
  const where = plan.a.kind === 'namespace' ? '' : ` in namespace ${a.namespace}`;
  const contexts =
    a.context === b.context
      ? ` of ${a.context === undefined ? a.server : `context ${a.context}`}`
      : ` of one cluster: the contexts ${a.context} and ${b.context} both lead to ${a.server}`;
  throw twice(`${plan.a.typed}${where}${contexts}`);
}

/** @throws EnvauditError `usage` when one of two files holds a container and the other one a namespace. */
export function refuseTwoKinds(a: SideEvidence, b: SideEvidence): void {
  if ((a.container === undefined) === (b.container === undefined)) return;
  const [container, scan] = a.container === undefined ? [b, a] : [a, b];
  throw usage(
    `${container.typed} is about a container, and ${scan.typed} about a namespace`,
    'Compare two that --save of an audit wrote, or two of kubectl envaudit scan --save.',
  );
}

/** @throws EnvauditError `usage` when a workload's pod was chosen that is the other side, too. */
export function refuseOneContainer(a: SideEvidence, b: SideEvidence): void {
  if (a.container === undefined || b.container === undefined) return;
  if (a.file !== undefined || b.file !== undefined || a.cluster.server !== b.cluster.server) return;
  const [one, two] = [a.container, b.container];
  if (one.pod.uid !== two.pod.uid || one.container.name !== two.container.name) return;
  throw twice(`container ${one.container.name} of pod ${one.pod.name}`);
}

function idOf(side: SidePlan): string {
  if (side.kind !== 'target') return side.kind;
  const { kind, name } = parseTarget(side.typed);
  return `${kind.kind}/${name}`;
}
