import { setImmediate as turn } from 'node:timers/promises';
import type { V1Namespace, V1Pod, V1Service } from '@kubernetes/client-node';
import { textFlag, type ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { loadKubeconfig } from '../../collect/cluster/kubeconfig/load.ts';
import type { Problem } from '../../contracts/evidence.ts';
import { EnvauditError, toProblem } from '../../errors.ts';
import type { DiagnosisRequest } from '../../contracts/diagnosis-evidence.ts';
import type { FlowEvent } from '../../contracts/flow-events.ts';
import type {
  Backend,
  ContainerName,
  ContextRow,
  DiagnoseChoice,
  Link,
  LiveEvent,
  NamespaceRow,
  PodRow,
  ServiceRow,
} from '../../present/tui/backend.ts';
import { STAGES } from '../../contracts/diagnosis.ts';
import type { Context } from '../context.ts';
import { choiceOf } from './choice.ts';
import type { Connection } from './connection.ts';
import { liveList } from './live-list.ts';
import { podRow } from './pod-row.ts';
import { namespaceRow, serviceRow } from './rows.ts';
import { subjectOf } from './subject.ts';
import { apiPath } from '../../collect/cluster/api-path.ts';

/** What the terminal UI can ask for, answered by a cluster. What takes long to load is loaded when it is asked for. */
export function clusterBackend(flags: ConfigFlags, context: Context, connection: Connection): Backend {
  const { cluster } = connection;
  return {
    place: connection.place,
    go: connection.go,
    contexts: () => contextsOf(flags, context, connection),
    namespaces: (signal) => {
      const path = apiPath`/api/v1/namespaces`;
      return liveList<V1Namespace, NamespaceRow>({
        cluster: cluster(),
        path,
        row: namespaceRow,
        key: ({ name }) => name,
        signal,
      });
    },
    pods: (namespace, signal) =>
      inPlaceOfAll(connection, namespace, (one) =>
        liveList<V1Pod, PodRow>({
          cluster: cluster(),
          path: one === undefined ? apiPath`/api/v1/pods` : apiPath`/api/v1/namespaces/${one}/pods`,
          options: { managedFields: false },
          row: podRow,
          key: namespacedKey,
          signal,
        }),
      ),
    services: (namespace, signal) =>
      inPlaceOfAll(connection, namespace, (one) =>
        liveList<V1Service, ServiceRow>({
          cluster: cluster(),
          path: one === undefined ? apiPath`/api/v1/services` : apiPath`/api/v1/namespaces/${one}/services`,
          options: { managedFields: false },
          row: serviceRow,
          key: namespacedKey,
          signal,
        }),
      ),
    async *scan(namespace, signal) {
      // What was just heard is drawn first.
      await turn();
      signal.throwIfAborted();
      const { liveScan } = await import('./scan.ts');
      yield* liveScan({ cluster: cluster(), namespace, toolVersion: context.version, signal });
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
    async *logs(of, signal) {
      const { logsOf } = await import('./logs.ts');
      yield* logsOf(of, cluster(), signal);
    },
    async object(of, signal) {
      const { objectOf } = await import('./objects.ts');
      return objectOf(of, cluster(), signal);
    },
    async *events(of, signal) {
      const { eventsOf } = await import('./objects.ts');
      yield* eventsOf(of, cluster(), signal);
    },
    async save(evidence) {
      const { saveHere } = await import('./save.ts');
      return saveHere(evidence);
    },
  };
}

/** What is shown then is known, and what is not is what matters. */
const SHOWS: ReadonlySet<Link['state']> = new Set(['live', 'asking']);

function namespacedKey({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

/** The list of all namespaces; for who may not read that, the one of the current namespace, with a word on it. */
async function* inPlaceOfAll<Row>(
  { place }: Connection,
  namespace: string | undefined,
  list: (namespace: string | undefined) => AsyncIterable<LiveEvent<Row>>,
): AsyncGenerator<LiveEvent<Row>> {
  try {
    return yield* list(namespace);
  } catch (error) {
    if (namespace !== undefined || !(error instanceof EnvauditError) || error.code !== 'forbidden')
      throw error;
    const { namespace: own } = place();
    const problem: Problem = {
      ...toProblem(error),
      message: `only namespace ${own} is shown: ${error.message}`,
    };
    for await (const event of list(own))
      yield event.type === 'link' && SHOWS.has(event.link.state)
        ? { ...event, link: { ...event.link, problem } }
        : event;
  }
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
