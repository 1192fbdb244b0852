import { EnvauditError } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { ClusterEntry } from '../kubeconfig/types.ts';

/**
 * The API server's URL, with a path prefix where it has one. As in client-go, a server without a scheme is https
 * when anything about TLS was configured, else http. Throws an EnvauditError (`kubeconfig`).
 */
export function serverUrl(cluster: ClusterEntry & { server: string }, usesCertificate: boolean): URL {
  const { server } = cluster;
  const tls =
    usesCertificate ||
    cluster['insecure-skip-tls-verify'] ||
    cluster['certificate-authority'] ||
    cluster['certificate-authority-data'];
  const text = /^https?:\/\//i.test(server) ? server : `${tls ? 'https' : 'http'}://${server}`;
  if (!URL.canParse(text) || (server.includes('://') && !/^https?:/i.test(server))) {
    throw new EnvauditError(
      'kubeconfig',
      `the server "${cleanText(server, 300)}" is not a URL of an API server`,
      {
        hint: 'It must look like https://HOST:PORT; see `kubectl config view --minify`.',
      },
    );
  }
  const url = new URL(text);
  url.search = '';
  url.hash = '';
  return url;
}
