import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import type { Connection } from './resolve.ts';

export const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The connection that a pod's service account gives; undefined outside of a cluster. What flags said about
 * credentials and timeouts stays as it is.
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function inClusterConnection({
  connection,
  env,
  folder = SERVICE_ACCOUNT_FOLDER,
}: {
  connection: Connection;
  env: NodeJS.ProcessEnv;
  folder?: string;
}): Connection | undefined {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  const tokenFile = path.join(folder, 'token');
  if (!host || !port || !existsSync(tokenFile)) return undefined;
  const authority = path.join(folder, 'ca.crt');
  const { cluster, user } = connection;
  const hasAuthority = cluster['certificate-authority'] || cluster['insecure-skip-tls-verify'];
  return {
    ...connection,
    isDefault: false,
    namespace: connection.namespaceIsDefault ? ownNamespace(folder, env) : connection.namespace,
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
