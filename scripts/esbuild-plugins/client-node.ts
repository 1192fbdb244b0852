import type { ModuleRewrite } from './rewrite-module.ts';

/**
 * Of client-node only KubeConfig is used, and of that only the token refresh of auth providers (oidc, gcp, azure).
 * Its config.js imports the whole generated API (2,768 files, 0.9 MB) and two stacks of HTTP agents (0.8 MB) for
 * makeApiClient(), fetch and proxies, which nothing here calls. Without them the bundle is a third of its size, and a
 * user with an auth provider waits 80 ms less.
 */
export const clientNode: ModuleRewrite[] = [
  {
    name: 'client-node',
    package: '@kubernetes/client-node',
    file: 'dist/config.js',
    edits: [
      leaveOut('createConfiguration, ServerConfiguration,', './gen/index.js'),
      leaveOut('Agent as UndiciAgent, ProxyAgent as UndiciProxyAgent,', 'undici'),
      leaveOut('SocksProxyAgent', 'socks-proxy-agent'),
      leaveOut('SocksClient', 'socks'),
      leaveOut('HttpProxyAgent, HttpsProxyAgent', 'hpagent'),
    ],
  },
];

/** Replaces an import by functions that say that they are not there. */
function leaveOut(names: string, from: string): { find: RegExp; replace: string } {
  const locals = names.split(',').flatMap((name) => name.trim().split(' as ').slice(-1));
  const stubs = locals
    .filter((local) => local !== '')
    .map((local) => `function ${local}() { throw new Error('${local} is not part of this build'); }`);
  return {
    find: new RegExp(`import \\{ ${names} \\} from '${from.replaceAll('.', String.raw`\.`)}';`),
    replace: stubs.join(' '),
  };
}
