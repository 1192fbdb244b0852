import type { ComparedSide } from '../../contracts/comparison.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';

/** Named by what tells the sides apart: the namespace and the context where they differ. */
export function comparedSide(side: SideEvidence, opposite: SideEvidence): ComparedSide {
  const { typed, namespace, cluster, container, file } = side;
  const namesNamespace = container === undefined && file === undefined;
  const inNamespace = !namesNamespace && namespace !== opposite.namespace ? ` in namespace ${namespace}` : '';
  const otherContext = cluster.context !== opposite.cluster.context;
  const elsewhere = otherContext || cluster.server !== opposite.cluster.server;
  // Contexts of two kubeconfigs may have one name.
  const place =
    cluster.context === undefined || !otherContext ? cluster.server : `context ${cluster.context}`;
  const inContext = elsewhere ? ` in ${place}` : '';
  const { pod } = container ?? {};
  return {
    label: `${typed}${inNamespace}${inContext}`,
    context: cluster.context,
    namespace,
    pod: pod?.name,
    container: container?.container.name,
    node: pod?.node,
  };
}
