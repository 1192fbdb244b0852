import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toProblem } from '../../../src/errors.ts';
import { failure, json, startServer } from './support/api-server.ts';
import { connectTo } from './support/connect-to.ts';
import { script } from './support/script.ts';
import { tlsFixture } from './support/tls.ts';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';

const key = tlsFixture('client.key');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const SECRETS = [
  // A line of the key, the key as it stands in the kubeconfig, and a token.
  key.split('\n')[1]!,
  base64(key).slice(100, 160),
  'secret-token',
];
const user = {
  'client-certificate-data': base64(tlsFixture('client.crt')),
  'client-key-data': base64(key),
  token: 'secret-token',
};
const request = {
  namespace: 'a',
  pod: 'b',
  container: 'c',
  command: ['true'],
  maxBytes: 100,
  timeoutMs: 500,
};

/** Everything that anybody could print of an error, however carelessly. */
function everything(error: unknown): string {
  const { message, stack, cause } = error as Error;
  const asJson = JSON.stringify(error, Object.getOwnPropertyNames(error));
  return [
    String(error),
    message,
    stack,
    cause,
    asJson,
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(toProblem(error)),
  ].join('\n');
}

describe('no error holds the private key or the token', () => {
  test.each([
    { name: 'refused', options: undefined },
    {
      name: 'reset',
      options: { handle: (incoming: { socket: { destroy(): void } }) => incoming.socket.destroy() },
    },
    { name: 'another authority', options: { certificate: 'elsewhere' } },
    { name: 'never answers', options: { handle: () => {} } },
    {
      name: '403',
      options: {
        handle: (_: unknown, response: Parameters<typeof json>[0]) =>
          json(response, failure(403, 'Forbidden', 'no'), { status: 403 }),
      },
    },
    {
      name: 'garbage',
      options: { handle: (_: unknown, response: Parameters<typeof json>[0]) => void response.end('<html>') },
    },
  ])('of a request: $name', async ({ options }) => {
    const server = options === undefined ? { url: 'https://127.0.0.1:1' } : await startServer(options);
    const cluster = await connectTo(server, { user, limits: { idleMs: 50 } });
    const error: unknown = await cluster.get(apiPath`/version`).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).cause).toBeUndefined();
    for (const secret of SECRETS) expect(everything(error)).not.toContain(secret);
  });

  test.each([
    { name: 'refused', options: undefined },
    { name: 'another authority', options: { certificate: 'elsewhere' } },
    {
      name: 'refused upgrade',
      options: {
        upgrade: (_: unknown, socket: { end(text: string): void }) => socket.end('HTTP/1.1 403 No\r\n\r\n'),
      },
    },
    {
      name: 'reset upgrade',
      options: { upgrade: (_: unknown, socket: { destroy(): void }) => socket.destroy() },
    },
    { name: 'no upgrade', options: { upgrade: () => {} } },
  ])('of an exec: $name', async ({ options }) => {
    const server = options === undefined ? { url: 'https://127.0.0.1:1' } : await startServer(options);
    const cluster = await connectTo(server, { user, env: { PATH: '' } });
    const result = await cluster.exec(request);
    expect(result.outcome.kind).not.toBe('exited');
    for (const secret of SECRETS) expect(inspect(result, { depth: 20 })).not.toContain(secret);
  });

  test('of a plugin whose output is broken', async () => {
    const command = script('login', 'echo \'{"status":{"token":"secret-token"\'');
    const plugin = {
      exec: { command, apiVersion: 'client.authentication.k8s.io/v1', interactiveMode: 'Never' },
    };
    const cluster = await connectTo({ url: 'https://127.0.0.1:1' }, { user: plugin });
    const error: unknown = await cluster.get(apiPath`/version`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'credentials' });
    expect(everything(error)).not.toContain('secret-token');
  });

  test('nor does the cluster itself, printed whole', async () => {
    const cluster = await connectTo({ url: 'https://127.0.0.1:1' }, { user });
    for (const secret of SECRETS)
      expect(inspect(cluster, { depth: 20, showHidden: true })).not.toContain(secret);
  });
});
