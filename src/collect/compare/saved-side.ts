import { EnvauditError, EXIT } from '../../errors.ts';
import type { ContainerEvidence, Evidence } from '../../contracts/evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import { servicesIn } from './services.ts';

/**
 * A side from saved evidence. What such a file does not hold is unknown.
 * @throws EnvauditError `usage` when it holds no container, or several.
 */
export function sideFromEvidence(
  evidence: Evidence,
  { file, container }: { file: string; container: string | undefined },
): SideEvidence {
  const only = onlyContainer(evidence, { file, container });
  const { cluster, collectedAt, services, problems } = evidence;
  const notSaved = { code: 'not-saved', message: `${file} does not hold it` };
  return {
    typed: file,
    file,
    connection: [],
    cluster,
    collectedAt,
    namespace: only.pod.namespace,
    serverVersion:
      cluster.version === undefined
        ? { known: false, problem: notSaved }
        : { known: true, value: cluster.version },
    container: only,
    node: { known: false, problem: notSaved },
    services,
    inventory: { known: false, problem: notSaved },
    problems,
  };
}

function onlyContainer(
  { containers }: Evidence,
  { file, container }: { file: string; container: string | undefined },
): ContainerEvidence {
  const wanted = containers.filter((each) => container === undefined || each.container.name === container);
  const [only] = wanted;
  if (only !== undefined && wanted.length === 1) return only;
  const named = container === undefined ? '' : ` named ${container}`;
  throw usage(
    `${file} holds ${wanted.length} containers${named}, and one is compared`,
    'Save a single one: kubectl envaudit deploy/web --save FILE; -c NAME chooses among the containers of a pod.',
  );
}

/**
 * A namespace from a saved scan.
 *
 * @param namespace which of those in the file; that of the only one does not matter
 * @throws EnvauditError `usage` when the file does not hold it, or not all of it.
 */
export function sideFromInventory(
  inventory: Inventory,
  { file, namespace }: { file: string; namespace: string | undefined },
): SideEvidence {
  const own = onlyNamespace(inventory, { file, namespace });
  const { cluster, collectedAt, workloads, problems } = inventory;
  const notSaved = { code: 'not-saved', message: `${file} does not hold it` };
  const reduced = {
    ...inventory,
    namespaces: [own],
    workloads: workloads.filter((workload) => workload.namespace === own.name),
  };
  const known = { known: true, value: reduced } as const;
  return {
    typed: file,
    file,
    connection: [],
    cluster: cluster ?? { server: file },
    collectedAt,
    namespace: own.name,
    serverVersion:
      cluster?.version === undefined
        ? { known: false, problem: notSaved }
        : { known: true, value: cluster.version },
    node: { known: false, problem: notSaved },
    services: servicesIn(known, own.name),
    inventory: known,
    problems,
  };
}

function onlyNamespace(
  { namespaces, scope }: Inventory,
  { file, namespace }: { file: string; namespace: string | undefined },
): Inventory['namespaces'][number] {
  if (scope.selector !== undefined) {
    throw usage(
      `${file} holds only what matches ${scope.selector}`,
      'Save the whole namespace: kubectl envaudit scan -n NAMESPACE --save FILE.',
    );
  }
  const own =
    namespaces.find(({ name }) => name === namespace) ??
    (namespaces.length === 1 ? namespaces[0] : undefined);
  if (own !== undefined) return own;
  throw usage(
    namespace === undefined
      ? `${file} holds ${namespaces.length} namespaces, and one is compared`
      : `${file} holds ${namespaces.length} namespaces, and ${namespace} is none of them`,
    'Save a single one, kubectl envaudit scan -n NAMESPACE --save FILE, or name it on the other side: namespace/NAME.',
  );
}

function usage(message: string, hint: string): EnvauditError {
  return new EnvauditError('usage', message, { hint, exitCode: EXIT.usage });
}
