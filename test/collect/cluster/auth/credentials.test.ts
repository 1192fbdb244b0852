import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ConfigFlags } from '../../../../src/collect/cluster/config-flags.ts';
import { connect } from '../../../../src/collect/cluster/connect.ts';
import { failure, json, startServer, type TestServer } from '../support/api-server.ts';
import { connectTo, kubeconfigFor, temporaryFolder } from '../support/connect-to.ts';
import { tlsFixture, tlsFixturePath } from '../support/tls.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const jwtPart = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');
const certificate = {
  'client-certificate-data': base64(tlsFixture('client.crt')),
  'client-key-data': base64(tlsFixture('client.key')),
};
const impersonating = {
  as: 'joe',
  'as-uid': '7',
  'as-groups': ['dev', 'ops'],
  'as-user-extra': { 'example.com/reason': ['one', 'two'], 'a%b': ['c'] },
};

/** Says back who the client is. */
async function mirror(certificateName?: 'plain'): Promise<TestServer> {
  return startServer({
    ...(certificateName === 'plain' ? { certificate: undefined } : {}),
    handle: (request, response) => {
      const socket = request.socket as TLSSocket;
      const headers = Object.entries(request.headersDistinct).filter(([name]) =>
        /^(authorization|impersonate-.*)$/.test(name),
      );
      const peer = certificateName === 'plain' ? undefined : socket.getPeerCertificate().subject?.CN;
      json(response, { headers: Object.fromEntries(headers), peer });
    },
    exec: (socket) => socket.send(Buffer.from('\u0003{"status":"Success"}')),
  });
}

const HEADERS_OF_JOE = {
  authorization: ['Bearer abc'],
  'impersonate-user': ['joe'],
  'impersonate-uid': ['7'],
  'impersonate-group': ['dev', 'ops'],
  'impersonate-extra-example.com%2freason': ['one', 'two'],
  'impersonate-extra-a%25b': ['c'],
};

const cases: { name: string; user?: object; flags?: ConfigFlags; headers: object; peer?: string }[] = [
  { name: 'nobody', headers: {} },
  { name: 'a token', user: { token: 'abc' }, headers: { authorization: ['Bearer abc'] } },
  { name: '--token', flags: { token: 'def' }, headers: { authorization: ['Bearer def'] } },
  { name: 'a client certificate', user: certificate, headers: {}, peer: 'jane' },
  {
    name: 'a client certificate in files',
    user: { 'client-certificate': tlsFixturePath('client.crt'), 'client-key': tlsFixturePath('client.key') },
    headers: {},
    peer: 'jane',
  },
  {
    name: 'a client certificate and a token',
    user: { ...certificate, token: 'abc' },
    headers: { authorization: ['Bearer abc'] },
    peer: 'jane',
  },
  {
    name: 'a user name and password',
    user: { username: 'jane', password: 'pä:ss' },
    headers: { authorization: [`Basic ${base64('jane:pä:ss')}`] },
  },
  {
    name: 'impersonation with groups, uid and extra',
    user: { ...impersonating, token: 'abc' },
    headers: HEADERS_OF_JOE,
  },
  {
    name: 'impersonation by flags over the kubeconfig',
    user: { as: 'other', 'as-groups': ['other'] },
    flags: { as: 'joe', 'as-group': ['a,b', 'c'], 'as-uid': '8', 'as-user-extra': 'k=v' },
    headers: {
      'impersonate-user': ['joe'],
      'impersonate-uid': ['8'],
      'impersonate-group': ['a,b', 'c'],
      'impersonate-extra-k': ['v'],
    },
  },
];

describe('who we are, on requests and on exec sockets', () => {
  test.each(cases)('$name', async ({ user, flags, headers, peer }) => {
    const server = await mirror();
    const cluster = await connectTo(server, { user, flags: flags ?? {} });
    expect(await cluster.get(apiPath`/version`)).toEqual(
      peer === undefined ? { headers } : { headers, peer },
    );
    const { outcome } = await cluster.exec({
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['true'],
      maxBytes: 1,
      timeoutMs: 5000,
    });
    expect(outcome).toEqual({ kind: 'exited', code: 0 });
    expect(server.requests.at(-1)?.headersDistinct).toMatchObject(headers);
  });

  test('a context without a user still has the authority of its cluster', async () => {
    const server = await mirror();
    const folder = temporaryFolder();
    const kubeconfig = path.join(folder, 'config');
    writeFileSync(kubeconfig, kubeconfigFor(server.url, {}).replace(',"user":"jane"', ''));
    const cluster = await connect({ flags: { kubeconfig }, env: {}, warn: () => {} });
    expect(await cluster.get(apiPath`/version`)).toEqual({ headers: {} });
    cluster.close();
  });

  test('over plain http nobody gets our token', async () => {
    const cluster = await connectTo(await mirror('plain'), { user: { token: 'abc', as: 'joe' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ headers: { 'impersonate-user': ['joe'] } });
  });

  test('--tls-server-name is what the certificate is checked against', async () => {
    const server = await startServer({
      certificate: 'elsewhere',
      handle: (_request, response) => json(response, {}),
    });
    const cluster = await connectTo(server, { flags: { 'tls-server-name': 'elsewhere.test' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({});
  });
});

const hasKubectl = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .some((folder) => existsSync(path.join(folder, 'kubectl')));

// Without credentials kubectl asks for a user name; --as-user-extra is younger than many a kubectl.
const shared = cases.filter(({ name, flags }) => name !== 'nobody' && !flags?.['as-user-extra']);

describe.skipIf(!hasKubectl)('kubectl sends the same', () => {
  test.each(shared)('$name', async ({ user, flags }) => {
    const server = await mirror();
    const kubeconfig = path.join(temporaryFolder(), 'config');
    writeFileSync(kubeconfig, kubeconfigFor(server.url, { user }));
    const args = Object.entries(flags ?? {}).flatMap(([name, value]) =>
      [value].flat().map((one) => `--${name}=${one}`),
    );
    const env = { PATH: process.env['PATH'], HOME: path.dirname(kubeconfig) };
    const { stdout } = await promisify(execFile)(
      'kubectl',
      ['--kubeconfig', kubeconfig, ...args, 'get', '--raw', '/version'],
      { env },
    );
    const ours = await (await connectTo(server, { user, flags: flags ?? {} })).get(apiPath`/version`);
    expect(JSON.parse(stdout)).toEqual(ours);
  });
});

describe('a token in a file', () => {
  test('is read, trimmed, and read again after a 401', async () => {
    const tokenFile = path.join(temporaryFolder(), 'token');
    writeFileSync(tokenFile, 'old\n');
    const server = await startServer({
      handle: (request, response, count) => {
        if (count === 2) writeFileSync(tokenFile, 'new\n');
        if (count === 2) json(response, failure(401, 'Unauthorized', 'expired'), { status: 401 });
        else json(response, { authorization: request.headers.authorization });
      },
    });
    const cluster = await connectTo(server, { user: { tokenFile, token: 'fallback' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer old' });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer new' });
  });

  test('that cannot be read leaves the token beside it', async () => {
    const cluster = await connectTo(await mirror(), { user: { tokenFile: '/gone', token: 'fallback' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ headers: { authorization: ['Bearer fallback'] } });
  });

  test.each([
    { name: 'is not there', content: undefined, says: /cannot read the token file: ENOENT/ },
    { name: 'is empty', content: ' \n', says: /read empty token from file/ },
  ])('that $name is said', async ({ content, says }) => {
    const tokenFile = path.join(temporaryFolder(), 'token');
    if (content !== undefined) writeFileSync(tokenFile, content);
    const cluster = await connectTo(await mirror(), { user: { tokenFile } });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringMatching(says) as string,
    });
  });
});

test('a 401 with a fixed token is final, and says how we logged in', async () => {
  const server = await startServer({
    handle: (_request, response) =>
      json(response, failure(401, 'Unauthorized', 'Unauthorized'), { status: 401 }),
  });
  const cluster = await connectTo(server, { user: { token: 'secret-token' } });
  const error: unknown = await cluster.get(apiPath`/version`).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('a token') as string });
  expect(server.requests).toHaveLength(1);
});

test('in a pod, the service account is used, its token read again when it changes', async () => {
  const server = await mirror();
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'token'), 'pod-token');
  writeFileSync(path.join(folder, 'ca.crt'), tlsFixture('ca.crt'));
  writeFileSync(path.join(folder, 'namespace'), 'inside\n');
  const env = {
    HOME: folder,
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: String(server.port),
  };
  const options = { flags: {}, env, warn: () => {}, serviceAccountFolder: folder };
  const cluster = await connect(options);
  expect(cluster).toMatchObject({ context: undefined, namespace: 'inside', server: server.url });
  expect(await cluster.get(apiPath`/version`)).toEqual({ headers: { authorization: ['Bearer pod-token'] } });
  cluster.close();

  const other = await connect({ ...options, flags: { namespace: 'mine', token: 'own' } });
  expect(other.namespace).toBe('mine');
  expect(await other.get(apiPath`/version`)).toEqual({ headers: { authorization: ['Bearer own'] } });
  other.close();

  // As with kubectl, a kubeconfig's user does not count there, nor does KUBERNETES_MASTER.
  const kubeconfig = path.join(folder, 'config');
  const context = { name: 'x', context: { user: 'u' } };
  const users = [{ name: 'u', user: { token: 'kubeconfig' } }];
  writeFileSync(kubeconfig, JSON.stringify({ 'current-context': 'x', contexts: [context], users }));
  const master = { ...env, KUBERNETES_MASTER: 'http://127.0.0.1:1' };
  const third = await connect({ ...options, env: master, flags: { kubeconfig, as: 'joe' } });
  expect(await third.get(apiPath`/version`)).toEqual({
    headers: { authorization: ['Bearer pod-token'], 'impersonate-user': ['joe'] },
  });
  third.close();

  // Of another server the namespace alone is the pod's.
  const fourth = await connect({ ...options, flags: { server: 'http://127.0.0.1:1' } });
  expect(fourth).toMatchObject({ namespace: 'inside', server: 'http://127.0.0.1:1' });
  fourth.close();
});

test('an OIDC provider is served by its id-token, through client-node', async () => {
  const token = `${jwtPart({ alg: 'none' })}.${jwtPart({ exp: 4_000_000_000 })}.signature`;
  const cluster = await connectTo(await mirror(), {
    user: {
      'auth-provider': {
        name: 'oidc',
        config: { 'id-token': token, 'client-id': 'me', 'idp-issuer-url': 'https://idp.test' },
      },
    },
  });
  expect(await cluster.get(apiPath`/version`)).toEqual({ headers: { authorization: [`Bearer ${token}`] } });
});

test('an auth provider that gives nothing is said', async () => {
  const cluster = await connectTo(await mirror(), { user: { 'auth-provider': { name: 'gcp', config: {} } } });
  await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
    code: 'credentials',
    message: expect.stringMatching(/auth provider "gcp": Token is expired/) as string,
  });
});

test.each([
  {
    name: 'a tokenFile',
    user: { tokenFile: '/dev/zero' },
    says: /cannot read the token file: it is a device/,
  },
  {
    name: 'a certificate',
    user: { 'client-certificate': '/dev/zero', 'client-key': '/dev/zero' },
    says: /unable to read client-cert of jane: it is a device/,
  },
  {
    name: 'an authority',
    cluster: { 'certificate-authority-data': null, 'certificate-authority': '/dev/zero' },
    says: /unable to read certificate-authority: it is a device/,
  },
])('$name that is a device is not read without end', async ({ user, cluster, says }) => {
  const options = { user, ...(cluster && { cluster }) };
  await expect(
    connectTo(await mirror(), options).then((connected) => connected.get(apiPath`/version`)),
  ).rejects.toThrow(says);
});
