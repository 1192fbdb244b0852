import { EnvauditError, messageOf } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import type { Connection } from '../kubeconfig/resolve.ts';
import type { CredentialSource } from './credential.ts';

/**
 * The older `auth-provider` of a kubeconfig (oidc, gcp, azure), through client-node's KubeConfig, which refreshes
 * their tokens. It is loaded only for users who have one.
 */
export async function authProviderSource(connection: Connection): Promise<CredentialSource> {
  const { KubeConfig } = await import('@kubernetes/client-node/dist/config.js');
  const { cluster, user } = connection;
  const name = user['auth-provider']?.name ?? '';
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'cluster', server: cluster.server, skipTLSVerify: false }],
    users: [{ name: 'user', authProvider: { name, config: { ...user['auth-provider']?.config } } }],
    contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
    currentContext: 'context',
  });

  return {
    async get() {
      const options: { headers: Record<string, string> } = { headers: {} };
      try {
        await config.applyToHTTPSOptions(options);
      } catch (error) {
        throw providerError(name, cleanText(messageOf(error)));
      }
      const authorization = options.headers['Authorization'];
      if (authorization === undefined) throw providerError(name, 'it gave no token');
      return { authorization };
    },
    renew: () => false,
    description: `the auth provider ${cleanText(name, 100)}`,
  };
}

function providerError(name: string, why: string): EnvauditError {
  return new EnvauditError('credentials', `auth provider "${cleanText(name, 100)}": ${why}`, {
    hint: 'Log in again with the tool that wrote this kubeconfig.',
  });
}
