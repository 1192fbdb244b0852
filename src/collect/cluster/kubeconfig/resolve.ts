import { EnvauditError, EXIT } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { listFlag, switchFlag, textFlag, type ConfigFlags } from '../config-flags.ts';
import { parseTimeout } from './timeout.ts';
import type { ClusterEntry, ContextEntry, Kubeconfig, UserEntry } from './types.ts';

/** What to connect to and as whom: kubeconfig and flags put together. */
export interface Connection {
  /** Name of the kubeconfig context; undefined without one. */
  context: string | undefined;
  namespace: string;
  /** Where the namespace was not said, an in-cluster connection may know better. */
  namespaceIsDefault: boolean;
  cluster: ClusterEntry & { server: string };
  user: UserEntry;
  userName: string;
  /** Milliseconds per request; 0: no limit; undefined: not said. */
  requestTimeoutMs: number | undefined;
  /** Neither a file nor a flag named a server: this is kubectl's localhost:8080. */
  isDefault: boolean;
  /** Neither a file nor a flag named a server; KUBERNETES_MASTER may have. */
  serverIsDefault: boolean;
}

/**
 * Applies kubectl's rules for flags over a kubeconfig.
 * https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/client_config.go
 * Throws an EnvauditError (`kubeconfig`) for names that do not exist.
 */
export function resolveConnection({
  config,
  flags,
  env,
}: {
  config: Kubeconfig;
  flags: ConfigFlags;
  env: NodeJS.ProcessEnv;
}): Connection {
  const contextName = (textFlag(flags, 'context') ?? config.currentContext) || undefined;
  const context = contextOf(config, contextName);
  const namespace = namespaceOf(textFlag(flags, 'namespace'), context, contextName);
  const cluster = clusterOf({ config, flags, context, contextName });
  const userName = textFlag(flags, 'user') ?? context.user ?? '';
  return {
    context: contextName,
    namespace: namespace ?? 'default',
    namespaceIsDefault: namespace === undefined,
    cluster: { ...cluster, server: cluster.server || env['KUBERNETES_MASTER'] || 'http://localhost:8080' },
    user: userOf({ config, flags, userName, contextName }),
    userName,
    requestTimeoutMs: parseTimeout(textFlag(flags, 'request-timeout')),
    isDefault: !cluster.server && !env['KUBERNETES_MASTER'],
    serverIsDefault: !cluster.server,
  };
}

function contextOf(config: Kubeconfig, name: string | undefined): ContextEntry {
  if (name === undefined) return {};
  const context = config.contexts.get(name);
  if (context !== undefined) return context;
  throw new EnvauditError('kubeconfig', `context "${cleanText(name, 200)}" does not exist`, {
    hint: known('contexts', config.contexts) ?? 'See `kubectl config get-contexts`.',
  });
}

/** kubectl checks this for `kubectl config` alone, and asks for namespaces that cannot be: `-n ../x` is refused here. */
function namespaceOf(
  asked: string | undefined,
  context: ContextEntry,
  contextName: string | undefined,
): string | undefined {
  const namespace = asked ?? (context.namespace || undefined);
  if (namespace === undefined || isDnsLabel(namespace)) return namespace;
  const shown = cleanText(namespace, 200);
  const where = asked === undefined ? ` for context "${cleanText(contextName ?? '', 200)}"` : '';
  throw new EnvauditError(
    asked === undefined ? 'kubeconfig' : 'usage',
    `namespace "${shown}"${where} does not conform to the kubernetes DNS_LABEL rules`,
    {
      hint: 'A namespace has up to 63 lower-case letters, digits and -, such as -n shop; `kubectl get namespaces` lists them.',
      exitCode: asked === undefined ? EXIT.error : EXIT.usage,
    },
  );
}

/** https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go (IsDNS1123Label) */
function isDnsLabel(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}

function clusterOf({
  config,
  flags,
  context,
  contextName,
}: {
  config: Kubeconfig;
  flags: ConfigFlags;
  context: ContextEntry;
  contextName: string | undefined;
}): ClusterEntry {
  const asked = textFlag(flags, 'cluster');
  const name = asked ?? context.cluster;
  const found = name ? config.clusters.get(name) : undefined;
  const server = textFlag(flags, 'server');
  // kubectl itself goes on to localhost:8080 here, and its users then look for the mistake in the wrong place.
  if (name && found === undefined && (server === undefined || asked !== undefined)) {
    const where = asked === undefined ? ` for context "${cleanText(contextName ?? '', 200)}"` : '';
    throw new EnvauditError('kubeconfig', `cluster "${cleanText(name, 200)}" was not found${where}`, {
      hint: known('clusters', config.clusters),
    });
  }

  const cluster: ClusterEntry = { ...found };
  const authority = textFlag(flags, 'certificate-authority');
  const skip = switchFlag(flags, 'insecure-skip-tls-verify');
  if (skip || authority !== undefined) {
    delete cluster['certificate-authority-data'];
    delete cluster['certificate-authority'];
    cluster['insecure-skip-tls-verify'] = skip;
    if (authority !== undefined) cluster['certificate-authority'] = authority;
  }
  // A server on the command line also clears the kubeconfig's name for its certificate.
  const serverName = textFlag(flags, 'tls-server-name');
  if (server !== undefined) delete cluster['tls-server-name'];
  if (serverName !== undefined) cluster['tls-server-name'] = serverName;
  if (server !== undefined) cluster.server = server;
  if (switchFlag(flags, 'disable-compression')) cluster['disable-compression'] = true;
  return cluster;
}

const USER_FLAGS = [
  ['client-certificate', 'client-certificate', 'client-certificate-data'],
  ['client-key', 'client-key', 'client-key-data'],
  // kubectl reads a tokenFile even so: what it holds is newer.
  ['token', 'token', undefined],
  ['username', 'username', undefined],
  ['password', 'password', undefined],
  ['as', 'as', undefined],
  ['as-uid', 'as-uid', undefined],
] as const;

function userOf({
  config,
  flags,
  userName,
  contextName,
}: {
  config: Kubeconfig;
  flags: ConfigFlags;
  userName: string;
  contextName: string | undefined;
}): UserEntry {
  const found = config.users.get(userName);
  if (userName !== '' && found === undefined) {
    const where =
      textFlag(flags, 'user') === undefined ? ` for context "${cleanText(contextName ?? '', 200)}"` : '';
    throw new EnvauditError('kubeconfig', `user "${cleanText(userName, 200)}" was not found${where}`, {
      hint: known('users', config.users),
    });
  }
  return userOfFlags(found ?? {}, flags);
}

/** A user with what flags say about it. */
export function userOfFlags(given: UserEntry, flags: ConfigFlags): UserEntry {
  const user = { ...given };
  for (const [flag, field, replaced] of USER_FLAGS) {
    const value = textFlag(flags, flag);
    if (value === undefined) continue;
    if (replaced !== undefined) delete user[replaced];
    user[field] = value;
  }
  const groups = listFlag(flags, 'as-group');
  if (groups.length > 0) user['as-groups'] = groups;
  const extra = userExtra(listFlag(flags, 'as-user-extra'));
  if (extra !== undefined) user['as-user-extra'] = { ...user['as-user-extra'], ...extra };
  return user;
}

function userExtra(pairs: string[]): Record<string, string[]> | undefined {
  if (pairs.length === 0) return undefined;
  const extra = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) {
      throw new EnvauditError('usage', `--as-user-extra "${cleanText(pair, 200)}" is not key=value`, {
        hint: 'For example --as-user-extra reason=audit.',
        exitCode: 2,
      });
    }
    const key = pair.slice(0, at);
    extra.set(key, [...(extra.get(key) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(extra);
}

function known(what: string, entries: Map<string, unknown>): string | undefined {
  if (entries.size === 0) return `The kubeconfig holds no ${what}.`;
  const names = [...entries.keys()].slice(0, 10).map((name) => cleanText(name, 100));
  return `The kubeconfig's ${what}: ${names.join(', ')}${entries.size > names.length ? ', …' : ''}`;
}
