import { expect, test } from 'vitest';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';
import type { Cluster } from '../../../src/collect/cluster/cluster.ts';
import { failure, json, startServer } from './support/api-server.ts';
import { connectTo } from './support/connect-to.ts';

const PATH = apiPath`/api/v1/namespaces/shop/pods/web/log`;

/** What a stream handed on, and how it ended. */
async function heard(cluster: Cluster, signal?: AbortSignal): Promise<{ text: string; end: string }> {
  let text = '';
  const onChunk = (chunk: Buffer): void => void (text += chunk.toString());
  const end = await cluster.stream(PATH, { signal, onChunk }).then(
    () => 'ended',
    (error: { code: string }) => error.code,
  );
  return { text, end };
}

test('a stream is handed on as it comes, until the server ends it', async () => {
  const server = await startServer({
    handle: (_request, response) => {
      response.write('one\n');
      setTimeout(() => response.end('two\n'), 5);
    },
  });
  expect(await heard(await connectTo(server))).toEqual({ text: 'one\ntwo\n', end: 'ended' });
  expect(server.requests[0]?.headers['accept-encoding']).toBeUndefined();
});

test('a stream may be silent for longer than any other answer', async () => {
  const server = await startServer({
    handle: (_request, response) => void setTimeout(() => response.end('late'), 120),
  });
  const cluster = await connectTo(server, {
    flags: { 'request-timeout': '50ms' },
    limits: { idleMs: 30, totalMs: 40 },
  });
  expect(await heard(cluster)).toEqual({ text: 'late', end: 'ended' });
});

test('a stream that was handed on in part is not begun again', async () => {
  const server = await startServer({
    handle: (_request, response) => {
      response.write('one\n');
      setTimeout(() => response.destroy(), 5);
    },
  });
  expect(await heard(await connectTo(server))).toMatchObject({ text: 'one\n', end: 'unreachable' });
  expect(server.requests).toHaveLength(1);
});

test('the server waits for who is not ready for more', async () => {
  const server = await startServer({
    handle: (_request, response) => {
      for (let count = 0; count < 100; count++) response.write(Buffer.alloc(64 * 1024));
      response.end();
    },
  });
  let [inHand, most, bytes] = [0, 0, 0];
  await (
    await connectTo(server)
  ).stream(PATH, {
    async onChunk(chunk) {
      inHand += 1;
      most = Math.max(most, inHand);
      bytes += chunk.length;
      await new Promise((resolve) => setImmediate(resolve));
      inHand -= 1;
    },
  });
  expect(bytes).toBe(100 * 64 * 1024);
  expect(most).toBe(1);
});

test.each<[string, Parameters<typeof startServer>[0]['handle'], string]>([
  [
    'a refusal',
    (_request, response) => json(response, failure(403, 'Forbidden', 'no'), { status: 403 }),
    'forbidden',
  ],
  [
    'a login page',
    (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    'bad-answer',
  ],
])('%s is an error and hands nothing on', async (_name, handle, end) => {
  const server = await startServer({ handle });
  expect(await heard(await connectTo(server))).toEqual({ text: '', end });
});

test('nobody waits for a stream that is given up', async () => {
  const server = await startServer({ handle: (_request, response) => void response.write('one\n') });
  const cluster = await connectTo(server);
  const stop = new AbortController();
  let text = '';
  const stream = cluster.stream(PATH, {
    signal: stop.signal,
    onChunk(chunk) {
      text += chunk.toString();
      stop.abort();
    },
  });
  await expect(stream).rejects.toMatchObject({ code: 'interrupted' });
  expect(text).toBe('one\n');
});

test('what cannot be taken ends the stream', async () => {
  const server = await startServer({ handle: (_request, response) => void response.write('one\n') });
  const stream = (await connectTo(server)).stream(PATH, { onChunk: () => Promise.reject(new Error('full')) });
  await expect(stream).rejects.toThrow('full');
});
