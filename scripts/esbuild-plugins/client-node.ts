import type { ModuleRewrite } from './rewrite-module.ts';

const onFirstUse = (name: string): string => `require('${name}')`;

/**
 * Of client-node only KubeConfig is used, for credentials. Its config.js imports the whole generated API (2,768 files)
 * for two names that only makeApiClient() needs: left out, as nothing here calls that. What OpenID, proxies and undici
 * need is loaded on first use. Together 80 to 90 ms per command that talks to a cluster.
 */
export const clientNode: ModuleRewrite[] = [
  {
    name: 'client-node',
    package: '@kubernetes/client-node',
    file: 'dist/config.js',
    edits: [
      {
        find: /import \{ createConfiguration, ServerConfiguration, \} from '\.\/gen\/index\.js';/,
        replace: `const createConfiguration = () => { throw new Error('the generated API is not part of this build'); };
class ServerConfiguration {}`,
      },
      {
        find: /import \{ Agent as UndiciAgent, ProxyAgent as UndiciProxyAgent, \} from 'undici';/,
        replace: '',
      },
      { find: /new UndiciProxyAgent\(/, replace: `new (${onFirstUse('undici')}.ProxyAgent)(` },
      {
        find: /new UndiciAgent\((\{ connect: createSocks)/,
        replace: `new (${onFirstUse('undici')}.Agent)($1`,
      },
      { find: /new UndiciAgent\((\{ connect: opts)/, replace: `new (${onFirstUse('undici')}.Agent)($1` },
      { find: /import \{ SocksProxyAgent \} from 'socks-proxy-agent';/, replace: '' },
      { find: /new SocksProxyAgent\(/, replace: `new (${onFirstUse('socks-proxy-agent')}.SocksProxyAgent)(` },
      { find: /import \{ SocksClient \} from 'socks';/, replace: '' },
      {
        find: /(?<!\w)SocksClient\.createConnection\(/,
        replace: `${onFirstUse('socks')}.SocksClient.createConnection(`,
      },
      { find: /import \{ HttpProxyAgent, HttpsProxyAgent \} from 'hpagent';/, replace: '' },
      { find: /new HttpsProxyAgent\(/, replace: `new (${onFirstUse('hpagent')}.HttpsProxyAgent)(` },
      { find: /new HttpProxyAgent\(/, replace: `new (${onFirstUse('hpagent')}.HttpProxyAgent)(` },
    ],
  },
  {
    name: 'client-node',
    package: '@kubernetes/client-node',
    file: 'dist/oidc_auth.js',
    edits: [
      {
        find: /import \* as oidc from 'openid-client';/,
        replace: `const lazyOidc = () => ${onFirstUse('openid-client')};`,
      },
      { find: /oidc\.refreshTokenGrant\(/, replace: 'lazyOidc().refreshTokenGrant(' },
      {
        find: /oidc\.discovery\((.*), undefined, undefined, \{ \[oidc\.customFetch\]/,
        replace: 'lazyOidc().discovery($1, undefined, undefined, { [lazyOidc().customFetch]',
      },
      {
        find: /(?<!\.)oidc\.discovery\((.*)\['client-id'\]\);/,
        replace: "lazyOidc().discovery($1['client-id']);",
      },
    ],
  },
];
