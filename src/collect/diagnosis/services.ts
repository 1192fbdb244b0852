import { EnvauditError, toProblem } from '../../errors.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { count, idOf, list, record, text, textMap } from '../inventory/shape.ts';
import type { Api } from './api.ts';
import { apiPath } from '../cluster/api-path.ts';

/** A Service as peers need it. */
export interface SeenService {
  namespace: string;
  name: string;
  clusterIP: string;
  /** Undefined where its endpoints are made by hand. */
  selector: Readonly<Record<string, string>> | undefined;
  ports: { name: string; port: number; targetPort: string }[];
}

export interface Services {
  /** By cluster IP, external IP or address of a load balancer. */
  at(address: string): SeenService | undefined;
  /** Those of the pod's namespace whose selector fits its labels. */
  selecting(namespace: string, labels: Readonly<Record<string, string>>): SeenService[];
  /** Why not all of them are known. */
  problem?: Problem;
}

/** Some 400 bytes each are kept of a Service. */
const MOST_SERVICES = 50_000;
const MOST_PORTS = 100;
/** Services are small: fewer requests than with the usual pages. */
const PAGE = 2000;

/** All Services of the cluster; where listing them is forbidden, those of the namespace, with the reason. */
export async function readServices(namespace: string, api: Api): Promise<Services> {
  const all = createIndex();
  try {
    let odd: Problem | undefined;
    const leftOut = (problem: Problem): void => void (odd = problem);
    await api.each(apiPath`/api/v1/services`, { pageSize: PAGE, leftOut }, (item) => all.take(item));
    return all.result(odd);
  } catch (error) {
    if (!(error instanceof EnvauditError) || error.code !== 'forbidden') throw error;
    const own = createIndex();
    const path = apiPath`/api/v1/namespaces/${namespace}/services`;
    // That those of other namespaces are not known is said anyway.
    const options = { pageSize: PAGE, leftOut: () => undefined };
    await api.each(path, options, (item) => own.take(item));
    return own.result(toProblem(error));
  }
}

/** The port of a Service that a peer's port is: as the Service has it, or as the pods behind it have it. */
export function portOf({ ports }: SeenService, port: number): string | undefined {
  const found =
    ports.find((one) => one.port === port) ?? ports.find(({ targetPort }) => targetPort === String(port));
  return found === undefined ? undefined : found.name || String(found.port);
}

function createIndex() {
  const byAddress = new Map<string, SeenService>();
  const byNamespace = new Map<string, SeenService[]>();
  let total = 0;
  return {
    take(item: unknown): boolean {
      const service = seenService(item);
      for (const address of addressesOf(item)) if (!byAddress.has(address)) byAddress.set(address, service);
      const own = byNamespace.get(service.namespace) ?? [];
      own.push(service);
      byNamespace.set(service.namespace, own);
      total += 1;
      return total < MOST_SERVICES;
    },
    result(problem: Problem | undefined): Services {
      return {
        at: (address) => byAddress.get(address),
        selecting: (namespace, labels) =>
          (byNamespace.get(namespace) ?? []).filter(({ selector }) => fits(selector, labels)),
        problem,
      };
    },
  };
}

function seenService(item: unknown): SeenService {
  const spec = record(record(item)['spec']);
  return {
    ...idOf(item),
    clusterIP: text(spec['clusterIP']),
    selector: textMap(spec['selector']),
    ports: list(spec['ports'])
      .slice(0, MOST_PORTS)
      .flatMap((value) => {
        const { name, port, targetPort } = record(value);
        const number = count(port);
        return number === undefined
          ? []
          : [{ name: text(name).slice(0, 63), port: number, targetPort: portText(targetPort) }];
      }),
  };
}

function portText(port: unknown): string {
  return typeof port === 'number' ? String(port) : text(port).slice(0, 63);
}

function addressesOf(item: unknown): string[] {
  const { spec, status } = record(item);
  const { clusterIP, clusterIPs, externalIPs } = record(spec);
  const balancers = list(record(record(status)['loadBalancer'])['ingress']);
  const all = [
    clusterIP,
    ...list(clusterIPs),
    ...list(externalIPs),
    ...balancers.map((one) => record(one)['ip']),
  ];
  const known = all.map(text).filter((address) => address !== '' && address !== 'None');
  return [...new Set(known)].slice(0, 50);
}

/** Whether labels have all pairs of a selector; none fits a Service without one. */
export function fits(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  if (selector === undefined) return false;
  return Object.entries(selector).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
}
