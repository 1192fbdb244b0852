import { setImmediate as turn } from 'node:timers/promises';
import type { V1Pod } from '@kubernetes/client-node';
import { textFlag, type ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { loadKubeconfig } from '../../collect/cluster/kubeconfig/load.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { EnvauditError } from '../../errors.ts';
import type { DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import type {
  Backend,
  ContainerName,
  ContextRow,
  DiagnoseChoice,
  PodRow,
} from '../../present/tui/backend.ts';
import { STAGES } from '../../contracts/diagnosis.ts';
import type { Context } from '../context.ts';
import { choiceOf } from './choice.ts';
import type { Connection } from './connection.ts';
import { podRow } from './pod-row.ts';
import { subjectOf } from './subject.ts';
import { apiPath, type ApiPath } from '../../collect/cluster/api-path.ts';

/** What the terminal UI can ask for, answered by a cluster. What takes long to load is loaded when it is asked for. */
export function clusterBackend(flags: ConfigFlags, context: Context, connection: Connection): Backend {
  const { cluster } = connection;
  return {
    place: connection.place,
    go: connection.go,
    contexts: () => contextsOf(flags, context, connection),
    async namespaces(signal) {
      const names: string[] = [];
      let problem: Problem | undefined;
      const leftOut = (told: Problem): void => void (problem = told);
      const options = { signal, metadataOnly: true, leftOut };
      for await (const page of cluster().list<V1Pod>(apiPath`/api/v1/namespaces`, options))
        names.push(...page.flatMap(({ metadata }) => metadata?.name ?? []));
      return { names, problem };
    },
    pods: (namespace, signal) => podsOf(connection, namespace, signal),
    async scan(namespace, signal, onProgress) {
      // What was just heard is drawn first.
      await turn();
      signal.throwIfAborted();
      const { scanNow } = await import('./scan.ts');
      return scanNow({ cluster: cluster(), namespace, onProgress, toolVersion: context.version, signal });
    },
    choiceOf,
    diagnose: (of, choice, signal) => diagnose({ of, choice, signal, context, connection }),
    async audit(of, probe, signal) {
      const { auditOne } = await import('./audit.ts');
      return auditOne({
        cluster: cluster(),
        of,
        probe,
        toolVersion: context.version,
        now: new Date(),
        signal,
      });
    },
    async save(evidence) {
      const { saveHere } = await import('./save.ts');
      return saveHere(evidence);
    },
  };
}

/**
 * As they are listed. Who may not list those of all namespaces gets those of the current one.
 * @throws EnvauditError `forbidden` then, after them.
 */
async function* podsOf(
  { cluster, place }: Connection,
  namespace: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<PodRow[]> {
  const at = cluster();
  const pages = (one: string | undefined): AsyncGenerator<V1Pod[]> =>
    at.list<V1Pod>(podsPath(one), { signal, managedFields: false });
  try {
    for await (const page of pages(namespace)) yield page.map(podRow);
  } catch (error) {
    if (namespace !== undefined || !(error instanceof EnvauditError) || error.code !== 'forbidden')
      throw error;
    const { namespace: own } = place();
    for await (const page of pages(own)) yield page.map(podRow);
    throw new EnvauditError('forbidden', `only pods of namespace ${own} are shown: ${error.message}`, {
      hint: error.hint,
    });
  }
}

function podsPath(namespace: string | undefined): ApiPath {
  return namespace === undefined ? apiPath`/api/v1/pods` : apiPath`/api/v1/namespaces/${namespace}/pods`;
}

async function contextsOf(
  flags: ConfigFlags,
  { env }: Context,
  { place }: Connection,
): Promise<ContextRow[]> {
  const config = await loadKubeconfig({ explicit: textFlag(flags, 'kubeconfig'), env });
  return [...config.contexts].map(([name, { namespace }]) => ({
    name,
    namespace,
    current: name === place().context,
  }));
}

interface DiagnoseRequest {
  of: ContainerName;
  choice: DiagnoseChoice;
  signal: AbortSignal;
  context: Context;
  connection: Connection;
}

async function* diagnose({
  of,
  choice,
  signal,
  context,
  connection,
}: DiagnoseRequest): AsyncGenerator<FlowEvent> {
  const { runFlow } = await import('../../flow/index.ts');
  const cluster = connection.cluster();
  yield* runFlow({
    cluster,
    subject: await subjectOf(of, cluster, signal),
    stages: [...STAGES],
    request: requestOf(choice),
    toolVersion: context.version,
    now: () => new Date(),
    signal,
  });
}

/** Where no commands may be run in the container, no URL can be requested there either. */
function requestOf({ windowMs, urls, requests = 20, exec = true }: DiagnoseChoice): DiagnosisRequest {
  return { windowMs, allow: exec ? ['read', 'exec'] : ['read'], urls: exec ? urls : [], requests };
}
