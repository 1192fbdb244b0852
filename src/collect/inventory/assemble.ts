import { toProblem } from '../../errors.ts';
import type { Known } from '../../contracts/evidence.ts';
import type { NamespaceInventory, ServiceInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import { isAbout, type Failure } from './lists.ts';
import type { Part } from './problems.ts';
import type { Read } from './reading.ts';
import { workloadInventory } from './workloads.ts';

/** The namespaces with their Services: unknown where these could not be listed to the end. */
export function namespaceInventories(
  read: Read,
  { names, allPods }: { names: readonly string[]; allPods: boolean },
): NamespaceInventory[] {
  return names.map((name) => ({ name, services: servicesOf(name, read, allPods) }));
}

function servicesOf(namespace: string, read: Read, allPods: boolean): Known<ServiceInventory[]> {
  const failure = failureOf('services', namespace, read);
  if (failure !== undefined) return { known: false, problem: toProblem(failure.error) };
  const counted = allPods && failureOf('pods', namespace, read) === undefined;
  const hasEndpoints = failureOf('endpoints', namespace, read) === undefined;
  const services = (read.services.get(namespace) ?? []).map((service): ServiceInventory => {
    const pods = counted ? read.index.podsOf(namespace, service.name) : undefined;
    return {
      ...service,
      ...(hasEndpoints ? { endpoints: read.endpoints.of(namespace, service.name) } : {}),
      ...(pods === undefined ? {} : { pods }),
    };
  });
  return { known: true, value: services.toSorted((a, b) => inOrder(a.name, b.name)) };
}

/** Why a part of a namespace was not wholly seen; undefined when it was. */
function failureOf(part: Part, namespace: string, { failures }: Read): Failure | undefined {
  return failures.find((failure) => failure.part === part && isAbout(failure, namespace));
}

/** The workloads whose pods were seen, and those without pods whose template matches the selector. */
export function workloadInventories({ accounts }: Read, node: string | undefined): WorkloadInventory[] {
  const workloads: WorkloadInventory[] = [];
  for (const account of accounts.all()) {
    if (account.count > 0 || account.template?.matches === true)
      workloads.push(workloadInventory(account, node));
  }
  return workloads.toSorted(
    (a, b) =>
      inOrder(a.namespace, b.namespace) ||
      inOrder(a.kind, b.kind) ||
      inOrder(a.name, b.name) ||
      inOrder(a.apiVersion, b.apiVersion),
  );
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
