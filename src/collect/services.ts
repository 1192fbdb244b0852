import type { V1Service } from '@kubernetes/client-node';
import { EnvauditError, toProblem } from '../errors.ts';
import type { Known, Problem, ServiceEvidence } from '../contracts/evidence.ts';
import type { Cluster } from './cluster/cluster.ts';
import { timestamp } from './pods/timestamp.ts';
import { apiPath, type ApiPath } from './cluster/api-path.ts';

export type ServicesByNamespace = Record<string, Known<ServiceEvidence[]>>;

export interface ServicesRequest {
  cluster: Cluster;
  namespaces: readonly string[];
  /** List all namespaces with one request, because most of them are wanted. */
  wholeCluster: boolean;
  signal: AbortSignal | undefined;
  /** Gets the Services that cannot be understood. */
  leftOut: (problem: Problem) => void;
}

/**
 * The Services of the namespaces, and of `default` at least the Service `kubernetes`, which every container of the
 * cluster gets. What may not be listed is there as unknown, with the reason.
 */
export async function collectServices(request: ServicesRequest): Promise<ServicesByNamespace> {
  const services = request.wholeCluster ? await listAll(request) : await listEach(request);
  if (services['default'] === undefined) services['default'] = await known(kubernetesService(request));
  return services;
}

async function listEach(request: ServicesRequest): Promise<ServicesByNamespace> {
  const entries = request.namespaces.map(async (namespace) => {
    const services: ServiceEvidence[] = [];
    const path = apiPath`/api/v1/namespaces/${namespace}/services`;
    return [namespace, await known(fill(services, request, path))] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function fill(
  services: ServiceEvidence[],
  { cluster, signal, leftOut }: ServicesRequest,
  path: ApiPath,
) {
  for await (const page of cluster.list<V1Service>(path, { signal, leftOut }))
    services.push(...page.map(reduceService));
  return services;
}

async function listAll(request: ServicesRequest): Promise<ServicesByNamespace> {
  const wanted = new Map<string, ServiceEvidence[]>(request.namespaces.map((namespace) => [namespace, []]));
  wanted.set('default', []);
  const { cluster, signal, leftOut } = request;
  try {
    for await (const page of cluster.list<V1Service>(apiPath`/api/v1/services`, { signal, leftOut })) {
      for (const service of page) wanted.get(service.metadata?.namespace ?? '')?.push(reduceService(service));
    }
  } catch (error) {
    if (error instanceof EnvauditError && error.code === 'forbidden') return listEach(request);
    throw error;
  }
  return Object.fromEntries([...wanted].map(([namespace, value]) => [namespace, { known: true, value }]));
}

async function kubernetesService({ cluster, signal }: ServicesRequest): Promise<ServiceEvidence[]> {
  const path = apiPath`/api/v1/namespaces/default/services/kubernetes`;
  return [reduceService(await cluster.get<V1Service>(path, { signal }))];
}

async function known<T>(value: Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await value };
  } catch (error) {
    return { known: false, problem: toProblem(error) };
  }
}

/** Only the fields that decide about variables; a Service is 740 bytes and more, this some 150. */
export function reduceService(service: V1Service): ServiceEvidence {
  const clusterIP = service.spec?.type === 'ExternalName' ? undefined : service.spec?.clusterIP;
  return {
    name: service.metadata?.name ?? '',
    ...(clusterIP ? { clusterIP } : {}),
    ports: (service.spec?.ports ?? []).map((port) => ({
      ...(port.name ? { name: port.name } : {}),
      port: port.port,
      protocol: port.protocol ?? 'TCP',
    })),
    createdAt: timestamp(service.metadata?.creationTimestamp) ?? '',
  };
}
