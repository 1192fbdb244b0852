import { EnvauditError, toProblem } from '../../errors.ts';
import type { Known, Problem, ServiceEvidence } from '../../contracts/evidence.ts';
import { MASTER_NAMESPACE, MASTER_SERVICE } from '../../env/service-links.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { serviceInventory } from './services.ts';
import { apiPath } from '../cluster/api-path.ts';

/** Gets the Service `kubernetes` of the namespace `default`. */
export async function getMasterService(
  cluster: Cluster,
  signal: AbortSignal | undefined,
): Promise<Known<ServiceEvidence>> {
  const path = apiPath`/api/v1/namespaces/${MASTER_NAMESPACE}/services/${MASTER_SERVICE}`;
  try {
    return { known: true, value: bare(serviceInventory(await cluster.get(path, { signal }))) };
  } catch (error) {
    if (error instanceof EnvauditError) return { known: false, problem: toProblem(error) };
    throw error;
  }
}

/** The same from all Services of `default`. */
export function masterServiceAmong(services: readonly ServiceEvidence[]): Known<ServiceEvidence> {
  const found = services.find(({ name }) => name === MASTER_SERVICE);
  if (found !== undefined) return { known: true, value: bare(found) };
  const message = `services "${MASTER_SERVICE}" not found in namespace "${MASTER_NAMESPACE}"`;
  return { known: false, problem: { code: 'not-found', message } };
}

/** What is missing from every count when the Service is not known. */
export function withoutMasterService(service: Known<ServiceEvidence>): Problem[] {
  if (service.known || service.problem.code === 'interrupted') return [];
  const { problem } = service;
  return [{ ...problem, message: `the KUBERNETES_* variables are not counted: ${problem.message}` }];
}

function bare({ name, clusterIP, ports, createdAt }: ServiceEvidence): ServiceEvidence {
  return { name, ...(clusterIP === undefined ? {} : { clusterIP }), ports, createdAt };
}
