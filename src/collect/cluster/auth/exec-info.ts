import type { ClusterEntry, ExecEntry } from '../kubeconfig/types.ts';
import { readCredentialFile } from './credential-file.ts';

/** The extension of a cluster whose content is handed to plugins as `config`. */
const CONFIG_EXTENSION = 'client.authentication.k8s.io/exec';

/**
 * The text of KUBERNETES_EXEC_INFO, which tells a plugin what is asked of it.
 * https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
 */
export async function execInfo({
  exec,
  cluster,
  interactive,
}: {
  exec: ExecEntry;
  cluster: ClusterEntry;
  interactive: boolean;
}): Promise<string> {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion,
    spec: {
      ...(exec.provideClusterInfo ? { cluster: await clusterInfo(cluster) } : {}),
      interactive,
    },
  });
}

async function clusterInfo(cluster: ClusterEntry): Promise<Record<string, unknown>> {
  const authorityFile = cluster['certificate-authority'];
  const authority =
    cluster['certificate-authority-data'] ||
    (authorityFile ? readCredentialFile(authorityFile).toString('base64') : undefined);
  const config = cluster.extensions?.find(({ name }) => name === CONFIG_EXTENSION)?.extension;
  return {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'] || undefined,
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'] || undefined,
    'certificate-authority-data': authority,
    'proxy-url': cluster['proxy-url'] || undefined,
    'disable-compression': cluster['disable-compression'] || undefined,
    config: config ?? null,
  };
}
