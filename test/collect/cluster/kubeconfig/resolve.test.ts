import { describe, expect, test } from 'vitest';
import type { ConfigFlags } from '../../../../src/collect/cluster/config-flags.ts';
import { parseKubeconfig } from '../../../../src/collect/cluster/kubeconfig/parse.ts';
import { resolveConnection } from '../../../../src/collect/cluster/kubeconfig/resolve.ts';
import { validateConnection } from '../../../../src/collect/cluster/kubeconfig/validate.ts';

const TEXT = `
current-context: main
clusters:
- {name: c, cluster: {server: "https://c:6443", certificate-authority-data: Q0E=, tls-server-name: inside}}
- {name: d, cluster: {server: "https://d"}}
contexts:
- {name: main, context: {cluster: c, user: u, namespace: shop}}
- {name: nobody, context: {cluster: d}}
- {name: lost, context: {cluster: gone, user: u}}
- {name: who, context: {cluster: d, user: stranger}}
users:
- {name: u, user: {client-certificate-data: QQ==, client-key-data: QQ==, as: jane, as-groups: [a, b]}}
- {name: t, user: {token: abc, tokenFile: /run/token}}
`;

async function resolve(flags: ConfigFlags, env: NodeJS.ProcessEnv = {}, text = TEXT) {
  return resolveConnection({ config: await parseKubeconfig(text, 'config'), flags, env });
}

describe('flags over the kubeconfig, as kubectl puts them together', () => {
  const cases: { name: string; flags: ConfigFlags; expected: object }[] = [
    {
      name: 'nothing given',
      flags: {},
      expected: {
        context: 'main',
        namespace: 'shop',
        cluster: { server: 'https://c:6443', 'tls-server-name': 'inside' },
      },
    },
    { name: '-n', flags: { namespace: 'other' }, expected: { namespace: 'other' } },
    { name: 'the last of two -n counts', flags: { namespace: ['a', 'b'] }, expected: { namespace: 'b' } },
    {
      name: 'a context without user or namespace',
      flags: { context: 'nobody' },
      expected: { namespace: 'default', userName: '', user: {}, cluster: { server: 'https://d' } },
    },
    {
      name: '--cluster and --user',
      flags: { cluster: 'd', user: 't' },
      expected: {
        context: 'main',
        namespace: 'shop',
        cluster: { server: 'https://d' },
        user: { token: 'abc' },
      },
    },
    {
      name: '--token replaces the token, and leaves the tokenFile',
      flags: { user: 't', token: 'new' },
      expected: { user: { token: 'new', tokenFile: '/run/token' } },
    },
    {
      name: '--server keeps the authority',
      flags: { server: 'https://e' },
      expected: { cluster: { server: 'https://e', 'certificate-authority-data': 'Q0E=' } },
    },
    {
      name: '--insecure-skip-tls-verify',
      flags: { 'insecure-skip-tls-verify': true },
      expected: { cluster: { 'insecure-skip-tls-verify': true } },
    },
    {
      name: '--certificate-authority',
      flags: { 'certificate-authority': '/ca' },
      expected: { cluster: { 'certificate-authority': '/ca', 'insecure-skip-tls-verify': false } },
    },
    {
      name: '--client-certificate and --client-key',
      flags: { 'client-certificate': '/c', 'client-key': '/k' },
      expected: { user: { 'client-certificate': '/c', 'client-key': '/k' } },
    },
    {
      name: 'impersonation',
      flags: { as: 'joe', 'as-uid': '7', 'as-group': ['x', 'y'], 'as-user-extra': ['k=1', 'k=2=3', 'l='] },
      expected: {
        user: {
          as: 'joe',
          'as-uid': '7',
          'as-groups': ['x', 'y'],
          'as-user-extra': { k: ['1', '2=3'], l: [''] },
        },
      },
    },
    {
      name: '--request-timeout=0 is no limit',
      flags: { 'request-timeout': '0' },
      expected: { requestTimeoutMs: 0 },
    },
    {
      name: '--request-timeout=90',
      flags: { 'request-timeout': '90' },
      expected: { requestTimeoutMs: 90_000 },
    },
    {
      name: '--server with a context whose cluster is gone',
      flags: { context: 'lost', server: 'https://e' },
      expected: { cluster: { server: 'https://e' } },
    },
  ];
  test.each(cases)('$name', async ({ flags, expected }) => {
    expect(await resolve(flags)).toMatchObject(expected);
  });

  test('what replaces leaves nothing behind', async () => {
    expect((await resolve({ server: 'https://e' })).cluster).not.toHaveProperty('tls-server-name');
    expect((await resolve({ 'insecure-skip-tls-verify': true })).cluster).not.toHaveProperty(
      'certificate-authority-data',
    );
    expect((await resolve({ 'client-key': '/k' })).user).not.toHaveProperty('client-key-data');
  });

  test('an empty kubeconfig is localhost:8080, or KUBERNETES_MASTER', async () => {
    expect(await resolve({}, {}, '')).toMatchObject({
      isDefault: true,
      cluster: { server: 'http://localhost:8080' },
    });
    const env = { KUBERNETES_MASTER: 'http://m:1' };
    expect(await resolve({}, env, '')).toMatchObject({ isDefault: false, cluster: { server: 'http://m:1' } });
  });
});

describe('--request-timeout, as Go reads durations', () => {
  test.each(
    Object.entries({
      '': undefined,
      '0': 0,
      '00': 0,
      '0s': 0,
      '0.0s': 0,
      '-0': 0,
      '+0': 0,
      '90': 90_000,
      '1m30s': 90_000,
      '.5s': 500,
      '5.s': 5000,
      '1.5h': 5_400_000,
      '+5': 5000,
      '+5s': 5000,
      '1h1h': 7_200_000,
      '1ms': 1,
      '1us': 0.001,
      '1µs': 0.001,
      '1μs': 0.001,
      '1000ns': 0.001,
      // Below zero there is no limit either; and what no timer can count is cut.
      '-5s': 0,
      '-.5s': 0,
      '99999999999': 2 ** 31 - 1,
      '2562047h': 2 ** 31 - 1,
      '9223372036854775807': 2 ** 31 - 1,
    }),
  )('%j is %j ms', async (text, ms) => {
    expect((await resolve({ 'request-timeout': text })).requestTimeoutMs).toBe(ms);
  });

  test.each([
    '-5',
    '-1',
    '1.5',
    's',
    '.s',
    '.',
    '1s1',
    '1 s',
    '1e3s',
    '1_0s',
    '0x10s',
    '1S',
    '1d',
    '1m-30s',
    '5s\n',
    '１s',

    '9223372036854775808',
    '2562048h',
    '9223372037s',
    '--5s',
    '+-5s',
    '5ss',
  ])('%j is refused', async (text) => {
    await expect(resolve({ 'request-timeout': text })).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('names that do not exist are refused, with those that do', () => {
  test.each<{ flags: ConfigFlags; message: string; hint: RegExp }>([
    { flags: { context: 'mian' }, message: 'context "mian" does not exist', hint: /main, nobody/ },
    { flags: { context: 'lost' }, message: 'cluster "gone" was not found for context "lost"', hint: /c, d/ },
    { flags: { context: 'who' }, message: 'user "stranger" was not found for context "who"', hint: /u, t/ },
    { flags: { cluster: 'x' }, message: 'cluster "x" was not found', hint: /c, d/ },
    { flags: { user: 'x' }, message: 'user "x" was not found', hint: /u, t/ },
    {
      flags: { 'request-timeout': '5x' },
      message: 'Invalid timeout value for --request-timeout',
      hint: /1s \| 2m \| 3h/,
    },
    { flags: { 'as-user-extra': 'k' }, message: '--as-user-extra "k" is not key=value', hint: /reason=/ },
  ])('$message', async ({ flags, message, hint }) => {
    await expect(resolve(flags)).rejects.toMatchObject({
      message,
      hint: expect.stringMatching(hint) as string,
    });
  });
});

describe('a namespace that cannot be is refused, wherever it was said', () => {
  test.each([
    '../x',
    'a?b=c',
    'a/b',
    '..',
    '.',
    'a%2fb',
    'A',
    'a_b',
    'ü',
    'a b',
    '-a',
    'a-',
    'a.b',
    '#a',
    'a\nb',
    'x'.repeat(64),
  ])('%j', async (namespace) => {
    const message = expect.stringMatching(/does not conform to the kubernetes DNS_LABEL rules$/) as string;
    await expect(resolve({ namespace })).rejects.toMatchObject({ code: 'usage', exitCode: 2, message });
    const text = TEXT.replace('namespace: shop', `namespace: ${JSON.stringify(namespace)}`);
    await expect(resolve({}, {}, text)).rejects.toMatchObject({ code: 'kubeconfig', exitCode: 1, message });
    expect(await resolve({ namespace: 'ok' }, {}, text)).toMatchObject({ namespace: 'ok' });
  });

  test.each(['a', '123', 'x'.repeat(63), 'a-b'])('%j is a namespace', async (namespace) => {
    expect(await resolve({ namespace })).toMatchObject({ namespace });
  });
});

describe('what kubectl refuses before it connects', () => {
  test.each([
    { user: '{token: a, username: b}', says: /more than one authentication method found for u/ },
    { user: '{client-certificate: /c}', says: /client-key-data or client-key must be specified for u/ },
    {
      user: '{client-certificate: /c, client-certificate-data: QQ==, client-key: /k}',
      says: /client-certificate-data and client-certificate are both specified/,
    },
    { user: '{as-groups: [a]}', says: /without impersonating a user/ },
    {
      user: '{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}}',
      says: /command must be specified/,
    },
    { user: '{exec: {command: a, interactiveMode: Never}}', says: /apiVersion must be specified/ },
    {
      user: '{exec: {command: a, apiVersion: client.authentication.k8s.io/v1}}',
      says: /interactiveMode must be specified/,
    },
    {
      user: '{exec: {command: a, apiVersion: client.authentication.k8s.io/v1alpha1}}',
      says: /invalid apiVersion "client.authentication.k8s.io\/v1alpha1"/,
    },
    {
      user: '{exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: no-idea}}',
      says: /invalid interactiveMode/,
    },
    {
      user: '{auth-provider: {name: oidc}, exec: {command: a, apiVersion: client.authentication.k8s.io/v1beta1}}',
      says: /cannot be provided in combination/,
    },
  ])('$user', async ({ user, says }) => {
    const text = `{current-context: x, clusters: [{name: c, cluster: {server: "https://c"}}], contexts: [{name: x, context: {cluster: c, user: u}}], users: [{name: u, user: ${user}}]}`;
    const connection = await resolve({}, {}, text);
    expect(() => validateConnection(connection)).toThrow(says);
  });
});
