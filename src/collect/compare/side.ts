import { EnvauditError, EXIT, toProblem } from '../../errors.ts';
import type { Known, Problem } from '../../contracts/evidence.ts';
import type { Inventory } from '../../contracts/inventory.ts';
import type { SideEvidence } from '../../contracts/side-evidence.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { collect, type CollectRequest } from '../collect.ts';
import { findSubjects } from '../subjects.ts';
import { readNode, readServerVersion } from '../node.ts';
import { servicesIn } from './services.ts';

export interface SideRequest {
  /** Its default namespace is the side's. */
  cluster: Cluster;
  typed: string;
  /** A target with pods, or the namespace as a whole. */
  what: 'target' | 'namespace';
  /** Container name; undefined: as kubectl exec chooses. */
  container: string | undefined;
  /** Flags for commands by hand. */
  connection: string[];
  /** The inventory of the side's namespace; both sides share it when they are in one. */
  inventory: () => Promise<Inventory>;
  /** Ask the container; false predicts from the API alone. */
  exec: boolean;
  probe: CollectRequest['probe'];
  /** The model, handed in as in {@link CollectRequest}. */
  expectedLines: CollectRequest['expectedLines'];
  /** Tells the user about a choice that was made for him. */
  notice: (line: string) => void;
  toolVersion: string;
  now: Date;
  signal: AbortSignal | undefined;
}

/**
 * Looks at one side: its namespace, and for a target one container with its node. With one exec, and everything that
 * does not wait for something else at once.
 * @throws EnvauditError when the target or the namespace does not exist, or nothing can be reached.
 */
export async function collectSide(request: SideRequest): Promise<SideEvidence> {
  return request.what === 'namespace' ? collectNamespace(request) : collectTarget(request);
}

async function collectNamespace(request: SideRequest): Promise<SideEvidence> {
  const [inventory, serverVersion] = await Promise.all([request.inventory(), readServerVersion(request)]);
  const missing = inventory.problems.find(({ code }) => code === 'not-found');
  if (missing !== undefined) throw new EnvauditError(missing.code, missing.message, { hint: missing.hint });
  const found = { known: true, value: inventory } as const;
  return {
    ...common(request, serverVersion),
    services: servicesIn(found, request.cluster.namespace),
    inventory: found,
    node: { known: false, problem: { code: 'no-node', message: 'namespaces were compared' } },
    problems: [...inventory.problems, ...reason(serverVersion)],
  };
}

async function collectTarget(request: SideRequest): Promise<SideEvidence> {
  const { cluster, typed, container, notice, signal } = request;
  // None of these rejects: their reasons are evidence.
  const inventory = known(request.inventory());
  const serverVersion = readServerVersion(request);
  const { subjects, problems } = await findSubjects({
    cluster,
    targets: [typed],
    selector: undefined,
    allNamespaces: false,
    containers: { container, all: false },
    notice,
    signal,
  });
  const [subject] = subjects;
  if (subject === undefined) throw nothingSeen(typed);
  const services = inventory.then((seen) => servicesIn(seen, cluster.namespace));
  const [node, evidence] = await Promise.all([
    readNode(subject.pod.node, request),
    collect({
      isProgram: undefined,
      ...request,
      subjects: [subject],
      problems,
      services,
      concurrency: 1,
      onProgress: () => undefined,
    }),
  ]);
  const [answer] = evidence.containers;
  if (answer === undefined) throw interrupted();
  const seen = await inventory;
  return {
    ...common(request, await serverVersion),
    container: answer,
    services: evidence.services,
    inventory: seen,
    node,
    problems: [
      ...problems,
      ...(seen.known ? seen.value.problems : [seen.problem]),
      ...reason(await serverVersion),
      ...(subject.pod.node === undefined ? [] : reason(node)),
    ],
  };
}

function common(
  { cluster, typed, connection, now }: SideRequest,
  serverVersion: Known<string>,
): Pick<SideEvidence, 'typed' | 'connection' | 'cluster' | 'collectedAt' | 'namespace' | 'serverVersion'> {
  return {
    typed,
    connection,
    cluster: {
      context: cluster.context,
      server: cluster.server,
      ...(serverVersion.known ? { version: serverVersion.value } : {}),
    },
    collectedAt: now.toISOString(),
    namespace: cluster.namespace,
    serverVersion,
  };
}

async function known<T>(value: Promise<T>): Promise<Known<T>> {
  try {
    return { known: true, value: await value };
  } catch (error) {
    return { known: false, problem: toProblem(error) };
  }
}

function reason(value: Known<unknown>): Problem[] {
  return value.known ? [] : [value.problem];
}

function nothingSeen(typed: string): EnvauditError {
  return new EnvauditError('nothing-matched', `${typed} has no container to look at`, {
    exitCode: EXIT.nothing,
  });
}

function interrupted(): EnvauditError {
  return new EnvauditError('interrupted', 'interrupted before both sides were seen', {
    exitCode: EXIT.interrupted,
  });
}
