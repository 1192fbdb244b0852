import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/api-server.ts';
import { connectTo, type ConnectTo } from '../support/connect-to.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const LIST = {
  kind: 'PodList',
  apiVersion: 'v1',
  metadata: {},
  items: Array.from({ length: 500 }, (_, index) => ({
    metadata: { namespace: 'a', name: `pod-${index}` },
    spec: { containers: [{ name: 'app' }] },
  })),
};

/** Answers like an API server: compressed where the client takes it. */
function startCompressing(compress: (body: Buffer) => Buffer = gzipSync): Promise<TestServer> {
  return startServer({
    handle: ({ headers }, response: ServerResponse) => {
      const body = Buffer.from(JSON.stringify(LIST));
      const isTaken = headers['accept-encoding'] === 'gzip';
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(isTaken ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(isTaken ? compress(body) : body);
    },
  });
}

async function namesOf(server: TestServer, options: ConnectTo = {}): Promise<string[]> {
  const names: string[] = [];
  const cluster = await connectTo(server, options);
  for await (const page of cluster.list<{ metadata: { name: string } }>(apiPath`/api/v1/pods`)) {
    names.push(...page.map(({ metadata }) => metadata.name));
  }
  return names;
}

const NAMES = LIST.items.map(({ metadata }) => metadata.name);

test('answers are asked for compressed, and read', async () => {
  const server = await startCompressing();
  expect(await namesOf(server)).toEqual(NAMES);
  expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip');
});

test.each<[string, ConnectTo]>([
  ['--disable-compression', { flags: { 'disable-compression': true } }],
  ['disable-compression of the cluster in the kubeconfig', { cluster: { 'disable-compression': true } }],
])('%s asks for none', async (_, options) => {
  const server = await startCompressing();
  expect(await namesOf(server, options)).toEqual(NAMES);
  expect(server.requests[0]?.headers).not.toHaveProperty('accept-encoding');
});

test('an answer that is larger than its limit once it is read is refused', async () => {
  const server = await startCompressing(() => gzipSync(Buffer.alloc(4_000_000, ' ')));
  await expect(namesOf(server, { limits: { maxBytes: 1_000_000 } })).rejects.toMatchObject({
    code: 'too-large',
  });
});

test.each<[string, (body: Buffer) => Buffer]>([
  ['cut short', (body) => gzipSync(body).subarray(0, 100)],
  ['no gzip at all', (body) => body],
])('a compressed answer that is %s is an error, and no crash', async (_, compress) => {
  await expect(namesOf(await startCompressing(compress))).rejects.toMatchObject({ code: 'bad-answer' });
});
