import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import type { ConfigFlags } from '../config-flags.ts';
import { userOfFlags, type Connection } from './resolve.ts';

export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The connection that a pod's service account gives; undefined outside of a cluster. As in kubectl, it is for whom neither
 * a kubeconfig nor a flag names a server, and then a kubeconfig's users do not count; its namespace is for whoever names none.
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 * https://github.com/kubernetes/client-go/blob/master/tools/clientcmd/merged_client_builder.go
 */
export function inClusterConnection({
  connection,
  flags,
  env,
  folder = SERVICE_ACCOUNT_FOLDER,
}: {
  connection: Connection;
  flags: ConfigFlags;
  env: NodeJS.ProcessEnv;
  folder?: string;
}): Connection | undefined {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  const tokenFile = path.join(folder, 'token');
  if (!host || !port || !existsSync(tokenFile)) return undefined;
  const namespace = connection.namespaceIsDefault ? ownNamespace(folder, env) : connection.namespace;
  if (!connection.serverIsDefault) return { ...connection, namespace };

  const authority = path.join(folder, 'ca.crt');
  const { cluster } = connection;
  const user = userOfFlags({}, flags);
  const hasAuthority = cluster['certificate-authority'] || cluster['insecure-skip-tls-verify'];
  return {
    ...connection,
    isDefault: false,
    namespace,
    cluster: {
      ...cluster,
      server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
      ...(hasAuthority || !existsSync(authority) ? {} : { 'certificate-authority': authority }),
    },
    user: user.token ? user : { ...user, tokenFile },
  };
}

function ownNamespace(folder: string, env: NodeJS.ProcessEnv): string {
  if (env['POD_NAMESPACE']) return env['POD_NAMESPACE'];
  try {
    return readFileSync(path.join(folder, 'namespace'), 'utf8').trim() || 'default';
  } catch {
    return 'default';
  }
}
