import type { Connection } from '../kubeconfig/resolve.ts';
import type { UserEntry } from '../kubeconfig/types.ts';
import { certificateOf } from './certificates.ts';
import { basicCredentials, type Credential, type CredentialSource } from './credential.ts';
import { impersonationHeaders } from './impersonation.ts';
import { tokenFileSource } from './token-file.ts';

export interface Credentials {
  /** The credential of now; fetched once, however many ask at the same time. Throws an EnvauditError. */
  get(): Promise<Credential>;
  /**
   * The server answered 401 to `used`: forgets it where a new one can be had, and says whether that is so.
   * Many requests that fail with the same credential renew it once.
   */
  renew(used: Credential): boolean;
  /** In words for a message: `a client certificate`, `the credential plugin aws`. */
  description: string;
}

export interface CredentialOptions {
  connection: Connection;
  /** From the URL of the server, where they stand before the host: as in Go's client they win, with and without TLS. */
  userInfo?: Pick<UserEntry, 'username' | 'password'> | undefined;
  env: NodeJS.ProcessEnv;
  /** Gets what a credential plugin says on stderr. */
  warn: (text: string) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Chooses how to authenticate, with kubectl's precedence: a token or a certificate that stands in the kubeconfig
 * or on the command line wins over a plugin, which is then not run.
 */
export async function createCredentials(options: CredentialOptions): Promise<Credentials> {
  const { connection } = options;
  const { user } = connection;
  const impersonation = impersonationHeaders(user);
  // As in client-go, nobody's secrets are sent over a connection without TLS.
  const secure = connection.cluster.server.startsWith('https:');
  const certificate = secure ? await certificateOf(connection) : {};
  const source = options.userInfo
    ? fixed(basicCredentials(options.userInfo), 'the user name and password in the URL of the server')
    : secure
      ? await sourceOf(options)
      : undefined;

  let current: Promise<Credential> | undefined;
  let latest: Credential | undefined;
  const fetch = async (): Promise<Credential> => {
    const fetched = (await source?.get()) ?? {};
    const { authorization, ...own } = fetched;
    const same =
      latest?.headers['Authorization'] === authorization && latest?.cert === (own.cert ?? certificate.cert);
    if (latest === undefined || !same) {
      latest = {
        headers: {
          ...impersonation,
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
        ...certificate,
        ...own,
      };
    }
    return latest;
  };
  return {
    get() {
      current ??= fetch().finally(() => (current = undefined));
      return current;
    },
    renew(used) {
      if (source === undefined) return false;
      if (used !== latest) return true;
      latest = undefined;
      return source.renew();
    },
    description:
      source?.description ??
      (user['client-certificate'] || user['client-certificate-data']
        ? 'a client certificate'
        : 'no credentials'),
  };
}

async function sourceOf({
  connection,
  env,
  warn,
  signal,
}: CredentialOptions): Promise<CredentialSource | undefined> {
  const { user } = connection;
  if (user.tokenFile) return tokenFileSource(user.tokenFile, user.token);
  if (user.token) return fixed(`Bearer ${user.token}`, 'a token');
  if (user.username || user.password) return fixed(basicCredentials(user), 'a user name and password');
  if (user['client-certificate'] || user['client-certificate-data']) return undefined;
  if (user.exec) {
    const { execPluginSource } = await import('./exec-plugin.ts');
    const { cluster, requestTimeoutMs } = connection;
    return execPluginSource({ exec: user.exec, cluster, env, warn, requestTimeoutMs, signal });
  }
  if (user['auth-provider']) {
    const { authProviderSource } = await import('./auth-provider.ts');
    return authProviderSource(connection);
  }
  return undefined;
}

function fixed(authorization: string, description: string): CredentialSource {
  return { get: async () => ({ authorization }), renew: () => false, description };
}
