import type { Cluster } from '../../collect/cluster/cluster.ts';
import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { connect } from '../../collect/cluster/connect.ts';
import { missingNamespace } from '../../collect/namespaces.ts';
import { EnvauditError } from '../../errors.ts';
import type { Backend, Place } from '../../present/tui/backend.ts';
import type { Context } from '../context.ts';
import { apiPath } from '../../collect/cluster/api-path.ts';

/** The cluster and namespace that the terminal UI is at; it can go elsewhere. */
export interface Connection {
  cluster: () => Cluster;
  place: () => Place;
  go: Backend['go'];
  close: () => void;
}

/**
 * Connects with the flags of the command line; no request is sent yet.
 * @throws EnvauditError for a kubeconfig or flags that cannot be used.
 */
export async function createConnection(flags: ConfigFlags, context: Context): Promise<Connection> {
  let cluster = await connectWith(flags, context, context.signal);
  let isClosed = false;
  return {
    cluster: () => cluster,
    place: () => placeOf(cluster),
    async go(to, signal) {
      const elsewhere = to.context !== undefined && to.context !== cluster.context;
      const fresh = elsewhere
        ? await connectWith(flagsFor(flags, to), context, signal)
        : elsewhereIn(cluster, to.namespace ?? cluster.namespace);
      try {
        await check(fresh, to.namespace, signal);
        if (signal.aborted || isClosed) throw new EnvauditError('interrupted', 'gave up going there');
      } catch (error) {
        if (elsewhere) fresh.close();
        throw error;
      }
      const old = cluster;
      cluster = fresh;
      // Whoever still uses it hears first that the place is another one.
      if (elsewhere) setImmediate(() => old.close());
      return placeOf(cluster);
    },
    close: () => {
      isClosed = true;
      cluster.close();
    },
  };
}

function connectWith(flags: ConfigFlags, context: Context, signal: AbortSignal): Promise<Cluster> {
  return connect({
    flags,
    env: context.env,
    signal,
    userAgent: `kubectl-envaudit/${context.version}`,
    // What a credential plugin says would be written across the screen; when it fails, its words are in the error.
    warn: () => undefined,
  });
}

/** A context says itself which cluster and which user it means. */
function flagsFor(flags: ConfigFlags, to: { context?: string; namespace?: string }): ConfigFlags {
  const { context, namespace } = to;
  return { ...flags, cluster: undefined, user: undefined, server: undefined, context, namespace };
}

/** The same connection with another namespace. Spreading would read the number of requests once and for all. */
function elsewhereIn(cluster: Cluster, namespace: string): Cluster {
  return Object.create(cluster, { namespace: { value: namespace, enumerable: true } }) as Cluster;
}

/**
 * Asks for the namespace, so that a cluster that does not answer or knows nobody is found out now. Who may not read it
 * may still work in it; and one that the user did not name may be missing, as in kubectl.
 */
async function check(cluster: Cluster, asked: string | undefined, signal: AbortSignal): Promise<void> {
  try {
    await cluster.get(apiPath`/api/v1/namespaces/${cluster.namespace}`, { signal });
  } catch (error) {
    if (!(error instanceof EnvauditError)) throw error;
    if (error.code === 'forbidden') return;
    if (error.code !== 'not-found') throw error;
    if (asked === undefined) return;
    const problem = await missingNamespace(asked, { cluster, signal });
    throw problem === undefined
      ? error
      : new EnvauditError(problem.code, problem.message, { hint: problem.hint });
  }
}

function placeOf({ context, server, namespace }: Cluster): Place {
  return { context, server, namespace };
}
