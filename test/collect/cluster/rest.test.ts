import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '../../../src/collect/cluster/errors/api-errors.ts';
import type { Problem } from '../../../src/contracts/evidence.ts';
import { failure, json, startServer } from './support/api-server.ts';
import { connectTo } from './support/connect-to.ts';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';

const pod = (uid: string) => ({
  metadata: { namespace: 'a', name: `pod-${uid}`, uid },
  spec: { containers: [{ name: 'app' }] },
});

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
      const wanted = Math.min(asked.length + 2, 3);
      await vi.waitFor(() => expect(server.requests).toHaveLength(wanted));
      asked.push(page.length);
    }
    expect(asked).toEqual([1, 1, 1]);
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

  test.each<[string, unknown, RegExp]>([
    ['an empty object', {}, /kind is missing, not "PodList"/],
    ['a Status', failure(500, 'Some', 'etcd is away'), /is a Status: etcd is away/],
    [
      'the list of another kind',
      { kind: 'ServiceList', apiVersion: 'v1', items: [] },
      /kind is "ServiceList"/,
    ],
    ['another version', { kind: 'PodList', apiVersion: 'v2', items: [] }, /apiVersion is "v2", not "v1"/],
    ['items that are null', { items: null, metadata: {} }, /items is null, not a list/],
    ['items that are an object', { items: { a: 1 }, metadata: {} }, /items is an object, not a list/],
    ['no items', { kind: 'PodList', apiVersion: 'v1', metadata: {} }, /items is missing, not a list/],
  ])('that are %s are no empty lists', async (_, body, message) => {
    const server = await startServer({ handle: (_request, response) => json(response, body) });
    const error = await failureOf(collect((await connectTo(server)).list(apiPath`/api/v1/pods`)));
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringMatching(message) as string });
  });

  test.each([
    ['the token that was asked with', () => 'again'],
    ['a token that led here', (count: number) => (count % 2 === 0 ? 'even' : 'odd')],
    ['ever new tokens', (count: number) => `t${count}`],
  ])('without an end are given up: %s', async (_, token) => {
    const server = await startServer({
      handle: (_request, response, count) =>
        json(response, { metadata: { continue: token(count) }, items: [] }),
    });
    const cluster = await connectTo(server, { limits: { maxPages: 20 } });
    expect((await failureOf(collect(cluster.list(apiPath`/api/v1/pods`)))).code).toBe('endless');
    expect(cluster.requests).toBeLessThan(25);
  });

  test('of more objects than any cluster has are given up', async () => {
    const server = await startServer({
      handle: (_request, response, count) =>
        json(response, { metadata: { continue: `t${count}` }, items: [pod(`${count}`)] }),
    });
    const cluster = await connectTo(server, { limits: { maxItems: 10 } });
    expect((await failureOf(collect(cluster.list(apiPath`/api/v1/pods`)))).code).toBe('too-large');
  });

  const odd = [
    [null, /number 2 of the list \(is null, not an object\)/],
    [{ ...pod('x'), spec: null }, /a\/pod-x \(spec is null, not an object\)/],
    [{ ...pod('x'), spec: { containers: [] } }, /spec.containers is empty/],
    [{ ...pod('x'), spec: { containers: [null] } }, /spec.containers\[0\] is null/],
    [{ ...pod('x'), metadata: { namespace: 'a', name: 7 } }, /metadata.name is a number/],
    [{ ...pod('x'), metadata: { namespace: 'a', name: '../b' } }, /metadata.name is no name/],
    [{ ...pod('x'), metadata: { name: 'x' } }, /metadata.namespace is missing/],
  ] as const;
  test.each(odd)('leave out what cannot be understood, and name it: %j', async (item, message) => {
    const server = await startServer({
      handle: (_request, response) => json(response, { items: [pod('a'), item, pod('z')], metadata: {} }),
    });
    const cluster = await connectTo(server);
    const problems: Problem[] = [];
    const leftOut = (problem: Problem): void => void problems.push(problem);
    expect(await collect(cluster.list(apiPath`/api/v1/pods`, { leftOut }))).toEqual([[pod('a'), pod('z')]]);
    expect(problems).toMatchObject([
      { code: 'malformed', message: expect.stringMatching(message) as string },
    ]);
    // Who does not ask for them is not left to believe that this is all.
    expect(await failureOf(collect(cluster.list(apiPath`/api/v1/pods`)))).toMatchObject({
      code: 'malformed',
    });
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
  expect(
    await cluster.get(apiPath`/apis/example.com/v1/namespaces/a/things/b`, { metadataOnly: true }),
  ).toMatchObject({
    accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
  });
  expect(await cluster.get(apiPath`/version`)).toMatchObject({ accept: 'application/json' });
});

test('lists with metadataOnly take nothing but metadata', async () => {
  const server = await startServer({
    handle: (request, response) =>
      json(response, { items: [{ metadata: { name: 'b' }, accept: request.headers.accept }], metadata: {} }),
  });
  const cluster = await connectTo(server);
  expect(await collect(cluster.list(apiPath`/api/v1/namespaces/a/secrets`, { metadataOnly: true }))).toEqual([
    [
      {
        metadata: { namespace: 'a', name: 'b' },
        accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      },
    ],
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

describe('objects', () => {
  test.each<[string, unknown, RegExp]>([
    ['an empty object', {}, /kind is missing, not "Pod"/],
    ['a Status', { kind: 'Status', status: 'Success' }, /is a Status/],
    ['another kind', { kind: 'Service', apiVersion: 'v1', ...pod('b') }, /kind is "Service", not "Pod"/],
    ['another pod', { kind: 'Pod', apiVersion: 'v1', ...pod('c') }, /metadata.name is not the one/],
    ['a pod without a spec', { kind: 'Pod', apiVersion: 'v1', ...pod('b'), spec: null }, /spec is null/],
    ['a list', { kind: 'PodList', apiVersion: 'v1', items: [pod('b')] }, /kind is "PodList"/],
  ])('%s where a pod was asked for cannot be understood', async (_, body, message) => {
    const server = await startServer({ handle: (_request, response) => json(response, body) });
    const error = await failureOf((await connectTo(server)).get(apiPath`/api/v1/namespaces/a/pods/pod-b`));
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringMatching(message) as string });
  });

  test('where null stands for nothing have nothing there', async () => {
    const server = await startServer({
      handle: (_request, response) =>
        json(response, { kind: 'Pod', apiVersion: 'v1', ...pod('b'), status: null }),
    });
    const found = await (await connectTo(server)).get(apiPath`/api/v1/namespaces/a/pods/pod-b`);
    expect(found).toEqual({ kind: 'Pod', apiVersion: 'v1', ...pod('b'), status: undefined });
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
    const flagged = await connectTo(server, { flags: { 'request-timeout': '200ms' } });
    const own = await connectTo(server, { limits: { totalMs: 200 } });
    for (const cluster of [flagged, own])
      expect(await failureOf(cluster.get(apiPath`/version`))).toMatchObject({
        code: 'timed-out',
        message: expect.stringContaining('0.2 s') as string,
      });
  });

  test('a server that fails again and again for longer than --request-timeout', async () => {
    const server = await startServer({
      handle: (_request, response) =>
        json(response, failure(503, 'Some', 'wait'), { status: 503, headers: { 'Retry-After': '1' } }),
    });
    const cluster = await connectTo(server, { flags: { 'request-timeout': '200ms' } });
    expect((await failureOf(cluster.get(apiPath`/version`))).code).toBe('timed-out');
    expect(cluster.requests).toBe(1);
  });

  test('what is under way when the run ends, and what would begin afterwards', async () => {
    const server = await startServer({ handle: () => {} });
    const cluster = await connectTo(server);
    const waiting = [cluster.get(apiPath`/version`), cluster.list(apiPath`/api/v1/pods`).next()];
    const failures = waiting.map(failureOf);
    await vi.waitFor(() => expect(server.requests).toHaveLength(2));
    cluster.close();
    for (const error of await Promise.all(failures)) expect(error.code).toBe('interrupted');
    expect((await failureOf(cluster.get(apiPath`/version`))).code).toBe('interrupted');
    expect(server.requests).toHaveLength(2);
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
