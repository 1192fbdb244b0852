import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '../../../src/collect/cluster/errors/api-errors.ts';
import { failure, json, startServer } from './support/api-server.ts';
import { connectTo } from './support/connect-to.ts';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';

const pod = (uid: string) => ({ metadata: { name: `pod-${uid}`, uid } });

async function collect<T>(pages: AsyncGenerator<T[]>): Promise<T[][]> {
  const all: T[][] = [];
  for await (const page of pages) all.push(page);
  return all;
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error) return error as ApiError;
  throw new Error('it did not fail');
}

describe('lists', () => {
  test('come page by page over one connection, with the selectors on each page', async () => {
    const server = await startServer({
      handle: (_request, response, count) =>
        json(response, {
          items: [pod(String(count))],
          metadata: count < 4 ? { continue: `next ${count}` } : {},
        }),
    });
    const cluster = await connectTo(server);
    const pages = await collect(
      cluster.list(apiPath`/api/v1/pods`, {
        labelSelector: 'app=a,b in (c)',
        fieldSelector: 'x=y',
        pageSize: 2,
      }),
    );
    expect(pages.map((page) => page.length)).toEqual([1, 1, 1, 1]);
    const queries = server.requests.map(({ url }) => new URL(url ?? '', 'http://x').searchParams);
    expect(queries.map((query) => query.get('continue'))).toEqual([null, 'next 1', 'next 2', 'next 3']);
    expect(queries.every((query) => query.get('labelSelector') === 'app=a,b in (c)')).toBe(true);
    expect(queries.every((query) => query.get('limit') === '2')).toBe(true);
    expect(server.connections()).toBe(1);
    expect(cluster.requests).toBe(4);
  });

  test('are asked for ahead: the next page is under way before this one is looked at', async () => {
    const server = await startServer({
      handle: (_request, response, count) =>
        json(response, { metadata: count < 3 ? { continue: `t${count}` } : {}, items: [pod(String(count))] }),
    });
    const asked: number[] = [];
    for await (const page of (await connectTo(server)).list(apiPath`/api/v1/pods`)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      asked.push(server.requests.length * 10 + page.length);
    }
    expect(asked).toEqual([21, 31, 31]);
  });

  test('that nobody reads to the end are given up', async () => {
    const server = await startServer({
      handle: (_request, response, count) => {
        if (count === 1) json(response, { metadata: { continue: 'more' }, items: [pod('a')] });
      },
    });
    const cluster = await connectTo(server);
    for await (const page of cluster.list(apiPath`/api/v1/pods`)) {
      expect(page).toEqual([pod('a')]);
      break;
    }
    await vi.waitFor(() => expect(server.requests.at(-1)?.destroyed).toBe(true));
  });

  test('with pages that are too large come in smaller ones', async () => {
    const server = await startServer({
      handle: (request, response) => {
        const query = new URL(request.url ?? '', 'http://x').searchParams;
        const [start, size] = [Number(query.get('continue') ?? 0), Number(query.get('limit'))];
        const items = Array.from({ length: Math.min(size, 30 - start) }, (_, index) => ({
          metadata: { name: `pod-${String(start + index).padStart(2, '0')}`, annotations: 'x'.repeat(1000) },
        }));
        const next = start + items.length;
        json(response, { metadata: next < 30 ? { continue: String(next) } : {}, items });
      },
    });
    const cluster = await connectTo(server, { limits: { maxBytes: 8000 } });
    const pages = await collect(cluster.list<{ metadata: { name: string } }>(apiPath`/x`, { pageSize: 50 }));
    expect(pages.flat().map(({ metadata }) => metadata.name)).toEqual(
      Array.from({ length: 30 }, (_, index) => `pod-${String(index).padStart(2, '0')}`),
    );
  });

  test('that are null are empty', async () => {
    const server = await startServer({
      handle: (_request, response) => json(response, { items: null, metadata: {} }),
    });
    expect(await collect((await connectTo(server)).list(apiPath`/api/v1/pods`))).toEqual([[]]);
  });

  test('that expire go on with the token of the 410', async () => {
    const server = await startServer({
      handle: (request, response, count) => {
        if (count === 1) json(response, { items: [pod('a')], metadata: { continue: 'old' } });
        else if (count === 2)
          json(response, failure(410, 'Expired', 'too old', { metadata: { continue: 'newer' } }), {
            status: 410,
          });
        else
          json(response, {
            items: [pod(request.url?.includes('continue=newer') ? 'b' : 'wrong')],
            metadata: {},
          });
      },
    });
    expect(await collect((await connectTo(server)).list(apiPath`/api/v1/pods`))).toEqual([
      [pod('a')],
      [pod('b')],
    ]);
  });

  test('that expire without a token begin again and give nothing twice', async () => {
    const server = await startServer({
      handle: (_request, response, count) => {
        if (count === 1) json(response, { items: [pod('a'), pod('b')], metadata: { continue: 'old' } });
        else if (count === 2) json(response, failure(410, 'Expired', 'too old'), { status: 410 });
        else json(response, { items: [pod('b'), pod('c')], metadata: {} });
      },
    });
    const pages = await collect((await connectTo(server)).list(apiPath`/api/v1/pods`));
    expect(pages.flat()).toEqual([pod('a'), pod('b'), pod('c')]);
  });

  test('that expire without a token and come in no order say so: what was given cannot be told apart', async () => {
    const server = await startServer({
      handle: (_request, response, count) =>
        count === 1
          ? json(response, { items: [pod('b'), pod('a')], metadata: { continue: 'old' } })
          : json(response, failure(410, 'Expired', 'too old'), { status: 410 }),
    });
    const error = await failureOf(collect((await connectTo(server)).list(apiPath`/api/v1/pods`)));
    expect(error).toMatchObject({ code: 'expired' });
    expect(server.requests).toHaveLength(2);
  });

  test('that expire a second time say so', async () => {
    const server = await startServer({
      handle: (_request, response, count) =>
        count % 2 === 1
          ? json(response, { items: [pod(String(count))], metadata: { continue: 'old' } })
          : json(response, failure(410, 'Expired', 'too old'), { status: 410 }),
    });
    const error = await failureOf(collect((await connectTo(server)).list(apiPath`/api/v1/pods`)));
    expect(error).toMatchObject({ code: 'expired', status: 410, message: 'too old' });
    expect(server.requests).toHaveLength(4);
  });
});

test('metadataOnly asks for the metadata', async () => {
  const server = await startServer({
    handle: (request, response) => json(response, { accept: request.headers.accept }),
  });
  const cluster = await connectTo(server);
  expect(await cluster.get(apiPath`/api/v1/namespaces/a/pods/b`, { metadataOnly: true })).toEqual({
    accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
  });
  expect(await cluster.get(apiPath`/api/v1/namespaces/a/pods/b`)).toEqual({ accept: 'application/json' });
});

test('lists with metadataOnly take nothing but metadata', async () => {
  const server = await startServer({
    handle: (request, response) =>
      json(response, { items: [{ accept: request.headers.accept }], metadata: {} }),
  });
  const cluster = await connectTo(server);
  expect(await collect(cluster.list(apiPath`/api/v1/namespaces/a/secrets`, { metadataOnly: true }))).toEqual([
    [{ accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' }],
  ]);
});

test('a server with a path keeps it', async () => {
  const server = await startServer({ handle: (request, response) => json(response, { url: request.url }) });
  const cluster = await connectTo({ url: `${server.url}/k8s/clusters/c-1/` });
  expect(await cluster.get(apiPath`/version`)).toEqual({ url: '/k8s/clusters/c-1/version' });
});

describe('what may pass is tried again', () => {
  test.each([429, 500, 502, 503, 504])('a %d', async (status) => {
    const server = await startServer({
      handle: (_request, response, count) =>
        count < 3
          ? json(response, failure(status, 'Some', 'wait'), { status })
          : json(response, { ok: true }),
    });
    const cluster = await connectTo(server);
    expect(await cluster.get(apiPath`/version`)).toEqual({ ok: true });
    expect(cluster.requests).toBe(3);
  });

  test('a connection that is reset', async () => {
    const server = await startServer({
      handle: (request, response, count) => {
        if (count === 1) request.socket.destroy();
        else json(response, { ok: true });
      },
    });
    expect(await (await connectTo(server)).get(apiPath`/version`)).toEqual({ ok: true });
  });

  test('a connection that breaks in the middle of the body', async () => {
    const server = await startServer({
      handle: (request, response, count) => {
        if (count > 1) return json(response, { ok: true });
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('{"ok":', () => request.socket.destroy());
      },
    });
    expect(await (await connectTo(server)).get(apiPath`/version`)).toEqual({ ok: true });
  });

  test('not for ever', async () => {
    const server = await startServer({
      handle: (_request, response) =>
        json(response, failure(503, 'ServiceUnavailable', 'etcd is away'), { status: 503 }),
    });
    const cluster = await connectTo(server);
    expect(await failureOf(cluster.get(apiPath`/version`))).toMatchObject({
      code: 'server-error',
      status: 503,
      message: expect.stringContaining('etcd is away') as string,
    });
    expect(cluster.requests).toBe(4);
  });

  test('after the pause that the server asked for', async () => {
    const times: number[] = [];
    const server = await startServer({
      handle: (_request, response, count) => {
        times.push(performance.now());
        if (count === 1) json(response, {}, { status: 429, headers: { 'Retry-After': '1' } });
        else json(response, { ok: true });
      },
    });
    await (await connectTo(server)).get(apiPath`/version`);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(990);
  });

  test('not when the server asks for more patience than we have', async () => {
    const server = await startServer({
      handle: (_request, response) =>
        json(response, failure(429, 'TooManyRequests', 'slow down'), {
          status: 429,
          headers: { 'Retry-After': '3600' },
        }),
    });
    const cluster = await connectTo(server);
    expect(await failureOf(cluster.get(apiPath`/version`))).toMatchObject({
      code: 'throttled',
      message: expect.stringContaining('asks to wait 3600 s') as string,
    });
    expect(cluster.requests).toBe(1);
  });

  test.each([400, 403, 404, 409, 422])('a %d is final', async (status) => {
    const server = await startServer({
      handle: (_request, response) => json(response, failure(status, 'Some', 'no'), { status }),
    });
    const cluster = await connectTo(server);
    expect(await failureOf(cluster.get(apiPath`/version`))).toBeInstanceOf(ApiError);
    expect(cluster.requests).toBe(1);
  });
});

describe('nothing hangs', () => {
  test('a server that never answers', async () => {
    const server = await startServer({ handle: () => {} });
    const cluster = await connectTo(server, { limits: { idleMs: 50 } });
    expect(await failureOf(cluster.get(apiPath`/version`))).toMatchObject({
      code: 'timed-out',
      hint: expect.stringContaining('--request-timeout') as string,
    });
  });

  test('a server that stops in the middle', async () => {
    const server = await startServer({
      handle: (_request, response) => {
        response.writeHead(200).write('{"a":');
      },
    });
    const cluster = await connectTo(server, { limits: { idleMs: 50 } });
    expect((await failureOf(cluster.get(apiPath`/version`))).code).toBe('timed-out');
  });

  test('a server that drips for longer than --request-timeout', async () => {
    const server = await startServer({
      handle: (_request, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    const cluster = await connectTo(server, { flags: { 'request-timeout': '200ms' } });
    expect(await failureOf(cluster.get(apiPath`/version`))).toMatchObject({
      code: 'timed-out',
      message: expect.stringContaining('0.2 s') as string,
    });
  });

  test('a body without end', async () => {
    const server = await startServer({
      handle: (_request, response) => {
        response.on('error', () => {});
        const fill = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 32))) continue;
        };
        response.on('drain', fill);
        fill();
      },
    });
    const cluster = await connectTo(server, { limits: { maxBytes: 1024 * 1024 } });
    expect((await failureOf(cluster.get(apiPath`/version`))).code).toBe('too-large');
  });

  test('Ctrl-C while a request is under way, and while a pause lasts', async () => {
    const silent = await startServer({ handle: () => {} });
    const waiting = (await connectTo(silent)).get(apiPath`/version`, { signal: AbortSignal.timeout(30) });
    expect(await failureOf(waiting)).toMatchObject({ code: 'interrupted', exitCode: 130 });

    const busy = await startServer({
      handle: (_request, response) => json(response, {}, { status: 429, headers: { 'Retry-After': '1' } }),
    });
    const pausing = (await connectTo(busy)).get(apiPath`/version`, { signal: AbortSignal.timeout(50) });
    expect((await failureOf(pausing)).code).toBe('interrupted');
  });
});

describe('what is not the Kubernetes API', () => {
  const page = '<!DOCTYPE html><html><body>Please log in</body></html>';
  test.each([
    { name: 'a login page with 200', status: 200, type: 'text/html', body: page },
    { name: 'a login page with 401', status: 401, type: 'text/html', body: page },
    { name: 'a redirect to a login page', status: 302, type: 'text/html', body: '' },
    { name: 'text', status: 200, type: 'text/plain', body: 'ok' },
    { name: 'half of a JSON document', status: 200, type: 'application/json', body: '{"a":' },
    { name: 'JSON that is no object', status: 200, type: 'application/json', body: '"hello"' },
    { name: 'nothing at all', status: 200, type: 'application/json', body: '' },
  ])('$name', async ({ status, type, body }) => {
    const server = await startServer({
      handle: (_request, response) => void response.writeHead(status, { 'Content-Type': type }).end(body),
    });
    const error = await failureOf((await connectTo(server)).get(apiPath`/version`));
    expect(error).toMatchObject({
      code: 'bad-answer',
      hint: expect.stringContaining('HTTPS_PROXY') as string,
    });
    expect(error.message).not.toContain('log in');
  });
});

describe('texts', () => {
  test('come as they are, asked for in the plain form of metrics', async () => {
    const server = await startServer({ handle: (_request, response) => response.end('up 1\nä 2\n') });
    const cluster = await connectTo(server);
    expect(await cluster.text(apiPath`/api/v1/nodes/n/proxy/metrics`, { maxBytes: 100 })).toBe('up 1\nä 2\n');
    expect(server.requests[0]?.headers.accept).toMatch(/^text\/plain;version=0\.0\.4/);
  });

  test('that are longer than wanted are refused', async () => {
    const server = await startServer({ handle: (_request, response) => response.end('x'.repeat(1001)) });
    const refused = (await connectTo(server)).text(apiPath`/metrics`, { maxBytes: 1000 });
    expect((await failureOf(refused)).code).toBe('too-large');
  });

  test("that are a proxy's login page are not taken for metrics", async () => {
    const server = await startServer({
      handle: (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Sign in</p>'),
    });
    const refused = (await connectTo(server)).text(apiPath`/metrics`, { maxBytes: 1000 });
    expect((await failureOf(refused)).code).toBe('bad-answer');
  });

  test('that nobody may read name the right on the subresource', async () => {
    const server = await startServer({
      handle: (_request, response) => json(response, failure(403, 'Forbidden', 'no'), { status: 403 }),
    });
    const refused = (await connectTo(server)).text(apiPath`/api/v1/nodes/n/proxy/metrics/cadvisor`, {
      maxBytes: 1000,
    });
    expect(await failureOf(refused)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('get nodes/proxy'),
    });
  });
});
