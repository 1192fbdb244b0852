import { describe, expect, test } from 'vitest';
import { connect } from '../../../../src/collect/cluster/connect.ts';
import { networkErrorOf } from '../../../../src/collect/cluster/errors/network-errors.ts';
import { json, startServer } from '../support/api-server.ts';
import { connectTo, temporaryFolder } from '../support/connect-to.ts';
import { tlsFixture } from '../support/tls.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const answer = { handle: (_request: unknown, response: Parameters<typeof json>[0]) => json(response, {}) };

describe('a connection that cannot be made', () => {
  test("refused, in kubectl's words", async () => {
    const cluster = await connectTo({ url: 'https://127.0.0.1:1' });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'unreachable',
      message:
        'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
    });
  });

  test('refused without any kubeconfig, which is then said', async () => {
    const cluster = await connect({
      flags: {},
      env: { HOME: temporaryFolder(), KUBERNETES_MASTER: '' },
      warn: () => {},
    });
    expect(cluster.server).toBe('http://localhost:8080');
    cluster.close();
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(networkErrorOf(refused, { host: 'localhost:8080', isDefault: true }).hint).toMatch(
      /No kubeconfig was found/,
    );
  });

  test('a host that does not exist', async () => {
    const cluster = await connectTo({ url: 'https://envaudit.invalid:6443' });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'unreachable',
      message: 'Unable to connect to the server: no such host: envaudit.invalid:6443',
    });
  });

  test.each([
    { code: 'EHOSTUNREACH', says: /no route to host/ },
    { code: 'ETIMEDOUT', says: /i\/o timeout/ },
    { code: 'ECONNRESET', says: /closed the connection/ },
    { code: 'EWHATEVER', says: /something odd/ },
  ])('$code', ({ code, says }) => {
    const error = networkErrorOf(Object.assign(new Error('something odd'), { code }), {
      host: 'h',
      isDefault: false,
    });
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringMatching(says) as string });
  });

  test('refused on IPv6 and IPv4 alike', () => {
    const one = Object.assign(new Error('a'), { code: 'ECONNREFUSED' });
    const error = networkErrorOf(new AggregateError([one, one]), { host: 'h', isDefault: false });
    expect(error.message).toMatch(/was refused/);
  });
});

describe('TLS that fails', () => {
  test.each([
    {
      name: 'another authority',
      certificate: 'server',
      cluster: { 'certificate-authority-data': base64(tlsFixture('other-ca.crt')) },
      code: 'tls',
      says: /signed by unknown authority/,
      hint: /certificate-authority/,
    },
    {
      name: 'an expired certificate',
      certificate: 'expired',
      cluster: {},
      code: 'tls',
      says: /expired or is not yet valid/,
      hint: /clock/,
    },
    {
      name: 'a certificate for another name',
      certificate: 'elsewhere',
      cluster: {},
      code: 'tls',
      says: /certificate is valid for DNS:elsewhere.test, not 127.0.0.1/,
      hint: /--tls-server-name/,
    },
    {
      name: 'a server that speaks plain http',
      certificate: undefined,
      cluster: { 'insecure-skip-tls-verify': true, 'certificate-authority-data': '' },
      code: 'tls',
      says: /does not speak TLS/,
      hint: /http:\/\//,
    },
  ])('$name', async ({ certificate, cluster, code, says, hint }) => {
    const server = await startServer({ certificate, ...answer });
    const connection = await connectTo({ url: `https://127.0.0.1:${server.port}` }, { cluster });
    await expect(connection.get(apiPath`/version`)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });

  test('a key that belongs to another certificate', async () => {
    const server = await startServer(answer);
    const user = {
      'client-certificate-data': base64(tlsFixture('client.crt')),
      'client-key-data': base64(tlsFixture('elsewhere.key')),
    };
    const cluster = await connectTo(server, { user });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({ code: 'credentials' });
    const { outcome } = await cluster.exec({
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['x'],
      maxBytes: 1,
      timeoutMs: 5000,
    });
    expect(outcome).toMatchObject({
      kind: 'dropped',
      message: expect.stringMatching(/cannot be used/) as string,
    });
  });

  test.each([
    {
      user: { 'client-certificate-data': 'bm8gUEVN', 'client-key-data': 'bm8gUEVN' },
      says: /not base64 of a PEM block/,
    },
    {
      user: { 'client-certificate': '/gone', 'client-key': '/gone' },
      says: /unable to read client-cert of jane: ENOENT/,
    },
  ])('$says', async ({ user, says }) => {
    await expect(connectTo({ url: 'https://127.0.0.1:1' }, { user })).rejects.toMatchObject({
      code: 'kubeconfig',
      message: expect.stringMatching(says) as string,
    });
  });

  test('--insecure-skip-tls-verify accepts any certificate', async () => {
    const server = await startServer({ certificate: 'expired', ...answer });
    const cluster = await connectTo(server, { flags: { 'insecure-skip-tls-verify': true } });
    expect(await cluster.get(apiPath`/version`)).toEqual({});
  });

  test.each(['ftp://host', 'https://', 'https://a b'])('the server %j is no URL', async (url) => {
    await expect(connectTo({ url })).rejects.toMatchObject({ code: 'kubeconfig' });
  });
});
