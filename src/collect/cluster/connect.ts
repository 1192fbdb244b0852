import type https from 'node:https';
import { isIP } from 'node:net';
import { unescape } from 'node:querystring';
import { checkServerIdentity } from 'node:tls';
import type { Cluster } from './cluster.ts';
import type { ConfigFlags } from './config-flags.ts';
import { textFlag } from './config-flags.ts';
import { authorityOf } from './auth/certificates.ts';
import { createCredentials } from './auth/credentials.ts';
import { inClusterConnection } from './kubeconfig/in-cluster.ts';
import { loadKubeconfig } from './kubeconfig/load.ts';
import { resolveConnection, type Connection } from './kubeconfig/resolve.ts';
import { validateConnection } from './kubeconfig/validate.ts';
import { DEFAULT_LIMITS, type RestLimits } from './fetch-json.ts';
import { createRest } from './rest.ts';
import { createAgent } from './transport/agent.ts';
import { proxyFor } from './transport/proxy.ts';
import { serverUrl } from './transport/server-url.ts';
import type { Session } from './transport/session.ts';

export interface ConnectOptions {
  flags: ConfigFlags;
  env: NodeJS.ProcessEnv;
  /** Ends a credential plugin that is running. */
  signal?: AbortSignal | undefined;
  userAgent?: string | undefined;
  /** Gets a line for stderr: what a credential plugin says. */
  warn: (text: string) => void;
  limits?: Partial<RestLimits> | undefined;
  /** Where a pod finds its service account; elsewhere only in tests. */
  serviceAccountFolder?: string | undefined;
}

/**
 * Prepares the connection that kubectl would make with these flags and this environment; no request is sent yet.
 * Throws an EnvauditError for a kubeconfig or flags that cannot be used.
 */
export async function connect(options: ConnectOptions): Promise<Cluster> {
  const { flags, env } = options;
  const connection = await connectionFor(options);
  validateConnection(connection);
  const run = new AbortController();
  const session = await createSession(connection, options, run.signal);
  const rest = createRest(session, { ...DEFAULT_LIMITS, ...options.limits });
  return {
    context: connection.context,
    server: session.server.href.replace(/\/$/, ''),
    namespace: connection.namespace,
    get requests() {
      return session.requests;
    },
    ...rest,
    async exec(request) {
      const { execInContainer } = await import('./exec/exec.ts');
      return execInContainer(
        {
          session,
          fallback: async (same, timeoutMs) => {
            const { execWithKubectl } = await import('./exec/kubectl-exec.ts');
            return execWithKubectl({ flags, env, request: same, timeoutMs });
          },
        },
        request,
      );
    },
    close: () => {
      run.abort();
      session.agent.destroy();
    },
  };
}

async function connectionFor({
  flags,
  env,
  signal,
  serviceAccountFolder,
}: ConnectOptions): Promise<Connection> {
  const config = await loadKubeconfig({ explicit: textFlag(flags, 'kubeconfig'), env, signal });
  const connection = resolveConnection({ config, flags, env });
  const folder = serviceAccountFolder === undefined ? {} : { folder: serviceAccountFolder };
  return inClusterConnection({ connection, flags, env, ...folder }) ?? connection;
}

async function createSession(
  connection: Connection,
  options: ConnectOptions,
  run: AbortSignal,
): Promise<Session> {
  const { env, warn, signal, userAgent = 'kubectl-envaudit' } = options;
  const { cluster } = connection;
  const server = serverUrl(cluster.server);
  const userInfo = takeUserInfo(server);
  const secured: Connection = {
    ...connection,
    cluster: { ...cluster, server: server.href.replace(/\/$/, '') },
  };
  const proxy = proxyFor({ server, proxyUrl: cluster['proxy-url'], env });
  const ca = await authorityOf(connection);
  return {
    server,
    agent: createAgent({ server, proxy }),
    credentials: await createCredentials({ connection: secured, userInfo, env, warn, signal }),
    tls: {
      rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
      ...(ca === undefined ? {} : { ca }),
      ...checkedName(cluster['tls-server-name']),
    },
    userAgent,
    isDefault: connection.isDefault,
    compression: !cluster['disable-compression'],
    requestTimeoutMs: connection.requestTimeoutMs,
    signal: run,
    requests: 0,
  };
}

/** What stands before the host of a URL; it stands there no more, so that it is not shown. */
function takeUserInfo(server: URL): { username: string; password: string } | undefined {
  const { username, password } = server;
  if (username === '' && password === '') return undefined;
  server.username = '';
  server.password = '';
  return { username: unescape(username), password: unescape(password) };
}

/** The name that the server's certificate is for. An address cannot be asked for (RFC 6066), only checked. */
function checkedName(name: string | undefined): https.RequestOptions {
  if (!name) return {};
  if (isIP(name) === 0) return { servername: name };
  return {
    servername: '',
    checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate),
  };
}
