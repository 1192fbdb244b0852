import { field, items, type KubeObject } from '../api/objects.ts';
import type { RequestInfo } from '../api/request-info.ts';
import { resourceOf } from '../api/resources.ts';
import { ApiStatus, notFound } from '../api/status.ts';
import type { Store } from '../api/store.ts';
import { cadvisorText } from './cadvisor.ts';
import { nodeExporterText } from './node-exporter.ts';
import { statsSummary } from './stats-summary.ts';
import type { UsageOf } from './usage.ts';

export interface ProxyAnswer {
  type: string;
  text: string;
}

/** What stands behind `nodes/NODE/proxy/` and `pods/POD:PORT/proxy/`: a kubelet's statistics, a node-exporter. Throws an ApiStatus. */
export type Proxy = (info: RequestInfo) => ProxyAnswer;

/** Answers for the pods of a store. */
export function createProxy(store: Store, usageOf: UsageOf): Proxy {
  return (info) => {
    if (info.plural === 'nodes') return kubelet(info, store, usageOf);
    if (info.plural === 'pods') return podPort(info, store);
    throw notFound({ ...info, name: info.name ?? '' });
  };
}

function kubelet(info: RequestInfo, store: Store, usageOf: UsageOf): ProxyAnswer {
  const node = info.name ?? '';
  const known = store.list(resourceOf('Node')).some(({ metadata }) => metadata.name === node);
  if (!known) throw notFound({ ...info, name: node });
  const pods = store.list(resourceOf('Pod')).filter((pod) => field(pod, 'spec.nodeName') === node);
  switch (info.rest) {
    case 'stats/summary':
      return { type: 'application/json', text: `${JSON.stringify(statsSummary(node, pods, usageOf))}\n` };
    case 'metrics/cadvisor':
      return { type: 'text/plain; version=0.0.4', text: cadvisorText(pods, usageOf) };
    default:
      throw new ApiStatus(404, 'the server could not find the requested resource');
  }
}

function podPort(info: RequestInfo, store: Store): ProxyAnswer {
  const [name = '', port = ''] = (info.name ?? '').split(':').slice(-2);
  const pod = store.get(resourceOf('Pod'), info.namespace, name);
  if (pod === undefined) throw notFound({ ...info, name });
  if (exports(pod, port) && info.rest === 'metrics') {
    return { type: 'text/plain; version=0.0.4', text: nodeExporterText(String(field(pod, 'spec.nodeName'))) };
  }
  throw new ApiStatus(
    503,
    `error trying to reach service: dial tcp ${String(field(pod, 'status.podIP'))}:${port}: connect: connection refused`,
  );
}

/** Whether a node-exporter of the demo listens there. */
function exports(pod: KubeObject, port: string): boolean {
  return items<{ image: string; ports?: { containerPort: number }[] }>(pod, 'spec.containers').some(
    ({ image, ports = [] }) =>
      image.includes('node-exporter') && ports.some(({ containerPort }) => String(containerPort) === port),
  );
}
