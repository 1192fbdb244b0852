import type { ContainerInventory, StartsInventory, WorkloadInventory } from '../../contracts/inventory.ts';
import type { WorkloadEvidence } from '../../contracts/evidence.ts';
import type { Selecting } from './service-index.ts';
import type { Template } from './templates.ts';

/** What is known about a workload so far; pods are added as they come and then forgotten. */
export interface Account extends WorkloadEvidence {
  namespace: string;
  template: Template | undefined;
  /** A static pod. */
  static: boolean;
  count: number;
  withServiceLinks: number;
  onNode: number;
  /** The newest pod, for what the template does not tell: containers that it does not name. */
  newest:
    { createdAt: string; containers: ContainerInventory[]; links: 'unset' | 'true' | 'false' } | undefined;
  /** The newest pod that runs. */
  example: { createdAt: string; name: string } | undefined;
  starts: Starts[];
  selectedBy: Selecting[];
}

/** Starts of the running containers of a name. */
interface Starts extends StartsInventory {
  container: string;
}

/** All workloads of a run, by what they are. */
export interface Accounts {
  /** The account of a workload, a new one if need be. */
  open(namespace: string, workload: WorkloadEvidence): Account;
  /** Whether the template of a workload was seen. */
  hasTemplate(namespace: string, workload: WorkloadEvidence): boolean;
  /** Moves all that is known of one workload to another one, which it turned out to belong to. */
  merge(from: Account, into: WorkloadEvidence): void;
  all(): Iterable<Account>;
  readonly size: number;
}

export function createAccounts(): Accounts {
  const accounts = new Map<string, Account>();

  function open(namespace: string, workload: WorkloadEvidence): Account {
    const key = keyOf(namespace, workload);
    const known = accounts.get(key);
    if (known !== undefined) return known;
    const account = emptyAccount(namespace, workload);
    accounts.set(key, account);
    return account;
  }

  return {
    open,
    hasTemplate: (namespace, workload) => accounts.get(keyOf(namespace, workload))?.template !== undefined,
    merge(from, into) {
      accounts.delete(keyOf(from.namespace, from));
      add(from, open(from.namespace, into));
    },
    all: () => accounts.values(),
    get size() {
      return accounts.size;
    },
  };
}

/** Versions of an API group are views of the same object. */
function keyOf(namespace: string, { apiVersion, kind, name }: WorkloadEvidence): string {
  const slash = apiVersion.indexOf('/');
  return `${namespace}/${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}/${name}`;
}

function emptyAccount(namespace: string, { kind, name, apiVersion }: WorkloadEvidence): Account {
  return {
    namespace,
    kind,
    name,
    apiVersion,
    template: undefined,
    static: false,
    count: 0,
    withServiceLinks: 0,
    onNode: 0,
    newest: undefined,
    example: undefined,
    starts: [],
    selectedBy: [],
  };
}

function add(from: Account, into: Account): void {
  into.count += from.count;
  into.withServiceLinks += from.withServiceLinks;
  into.onNode += from.onNode;
  into.newest = newer(from.newest, into.newest);
  into.example = newer(from.example, into.example);
  for (const starts of from.starts) {
    const index = into.starts.findIndex(({ container }) => container === starts.container);
    const known = into.starts[index];
    if (known === undefined) into.starts.push(starts);
    else into.starts[index] = together(known, starts);
  }
  into.selectedBy = [...new Set([...into.selectedBy, ...from.selectedBy])];
}

function newer<T extends { createdAt: string }>(one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.createdAt > other.createdAt ? one : other;
}

function together(one: Starts, other: Starts): Starts {
  return {
    container: one.container,
    count: one.count + other.count,
    oldest: one.oldest < other.oldest ? one.oldest : other.oldest,
    newest: one.newest > other.newest ? one.newest : other.newest,
  };
}

/** An account in the shape of the contract. */
export function workloadInventory(account: Account, node: string | undefined): WorkloadInventory {
  const { namespace, kind, name, apiVersion, template, newest, example, starts, selectedBy } = account;
  return {
    kind,
    name,
    apiVersion,
    namespace,
    enableServiceLinks:
      template?.enableServiceLinks ?? (kind === 'pod' ? newest?.links : undefined) ?? 'unseen',
    ...(template?.replicas === undefined ? {} : { replicas: template.replicas }),
    ...(template?.suspended === undefined ? {} : { suspended: template.suspended }),
    ...(account.static ? { static: true } : {}),
    containers: containersOf(account).map((container) => {
      const started = starts.find((each) => each.container === container.name);
      if (started === undefined) return container;
      const { count, oldest, newest: latest } = started;
      return { ...container, starts: { count, oldest, newest: latest } };
    }),
    pods: {
      count: account.count,
      withServiceLinks: account.withServiceLinks,
      ...(node === undefined ? {} : { onNode: account.onNode }),
      ...(example === undefined ? {} : { example: example.name }),
    },
    selectedBy: selectedBy.flatMap(({ services }) => services).toSorted(),
  };
}

/** Those of the template, and those that the newest pod has besides: a webhook put them in. */
function containersOf({ template, newest }: Account): ContainerInventory[] {
  if (template === undefined) return newest?.containers ?? [];
  const named = (name: string): boolean => template.containers.some((container) => container.name === name);
  const injected = (newest?.containers ?? []).filter(({ name }) => !named(name));
  return [...template.containers, ...injected.map((container) => ({ ...container, injected: true }))];
}
