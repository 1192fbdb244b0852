import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../../../src/collect/cluster/transport/proxy.ts';
import { json, startServer } from '../support/api-server.ts';
import { connectTo } from '../support/connect-to.ts';
import { startProxy, startSocksProxy } from '../support/proxy-server.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

describe('which proxy', () => {
  test.each([
    { name: 'none', server: 'https://a', env: {}, expected: undefined },
    {
      name: 'HTTPS_PROXY for https',
      server: 'https://a',
      env: { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:1' },
      expected: 'http://p:1/',
    },
    {
      name: 'HTTP_PROXY for http',
      server: 'http://a',
      env: { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:1' },
      expected: 'http://q:1/',
    },
    { name: 'lower case', server: 'https://a', env: { https_proxy: 'http://p:1' }, expected: 'http://p:1/' },
    {
      name: 'upper case first',
      server: 'https://a',
      env: { https_proxy: 'http://p:1', HTTPS_PROXY: 'http://q:1' },
      expected: 'http://q:1/',
    },
    {
      name: 'a proxy without a scheme',
      server: 'https://a',
      env: { HTTPS_PROXY: 'p:3128' },
      expected: 'http://p:3128/',
    },
    {
      name: 'a proxy without scheme and port',
      server: 'https://a',
      env: { HTTPS_PROXY: 'p.example.com' },
      expected: 'http://p.example.com/',
    },
    {
      name: 'no_proxy',
      server: 'https://a.example.com',
      env: { HTTPS_PROXY: 'http://p:1', no_proxy: 'example.com' },
      expected: undefined,
    },
    {
      name: 'NO_PROXY with the default port',
      server: 'https://a',
      env: { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a:443' },
      expected: undefined,
    },
    {
      name: 'loopback',
      server: 'https://127.0.0.1:6443',
      env: { HTTPS_PROXY: 'http://p:1' },
      expected: undefined,
    },
    {
      name: 'proxy-url knows no exceptions',
      server: 'https://127.0.0.1:6443',
      proxyUrl: 'socks5://s:1080',
      env: { NO_PROXY: '*' },
      expected: 'socks5://s:1080',
    },
  ])('$name', ({ server, env, proxyUrl, expected }) => {
    expect(proxyFor({ server: new URL(server), proxyUrl, env })?.href).toBe(expected);
  });

  test.each([
    {
      proxyUrl: 'ftp://user:secret@p',
      env: {},
      code: 'kubeconfig',
      message: 'invalid \'proxy-url\' "ftp://p"',
    },
    {
      proxyUrl: undefined,
      env: { HTTPS_PROXY: 'ftp://user:secret@p' },
      code: 'proxy',
      message: 'invalid HTTPS_PROXY "ftp://p"',
    },
  ])('$message', ({ proxyUrl, env, code, message }) => {
    expect(() => proxyFor({ server: new URL('https://a'), proxyUrl, env })).toThrow(
      expect.objectContaining({ code, message }) as Error,
    );
  });
});

describe('requests and exec sockets go through it', () => {
  test.each([
    { name: 'proxy-url', of: (url: string) => ({ cluster: { 'proxy-url': url } }) },
    { name: 'HTTPS_PROXY', of: (url: string) => ({ env: { HTTPS_PROXY: url } }) },
  ])('$name', async ({ of }) => {
    const server = await startServer({
      handle: (_request, response) => json(response, { ok: true }),
      exec: (socket) => socket.send(Buffer.from('\u0003{"status":"Success"}')),
    });
    const proxy = await startProxy({ names: { 'api.test': '127.0.0.1' } });
    const url = `https://api.test:${server.port}`;
    const cluster = await connectTo({ url }, of(proxy.url.replace('//', '//jane:p%40ss@')));
    expect(await cluster.get(apiPath`/version`)).toEqual({ ok: true });
    const request = {
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['true'],
      maxBytes: 10,
      timeoutMs: 5000,
    };
    const results = await Promise.all([cluster.exec(request), cluster.exec(request)]);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
    ]);
    expect(server.requests).toHaveLength(3);
    expect(proxy.tunnels.map(({ authority }) => authority)).toEqual(
      proxy.tunnels.map(() => `api.test:${server.port}`),
    );
    expect(proxy.tunnels[0]?.authorization).toBe(`Basic ${Buffer.from('jane:p@ss').toString('base64')}`);
  });

  test('a SOCKS proxy, which also looks the name up', async () => {
    const server = await startServer({ handle: (_request, response) => json(response, { ok: true }) });
    const proxy = await startSocksProxy();
    const cluster = await connectTo(
      { url: `https://api.test:${server.port}` },
      { cluster: { 'proxy-url': proxy.url } },
    );
    expect(await cluster.get(apiPath`/version`)).toEqual({ ok: true });
    expect(proxy.targets).toEqual([`api.test:${server.port}`]);
  });

  test('NO_PROXY with a CIDR is reached directly', async () => {
    const server = await startServer({ handle: (_request, response) => json(response, { ok: true }) });
    const proxy = await startProxy();
    const cluster = await connectTo(server, { env: { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.0/8' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ ok: true });
    expect(proxy.tunnels).toHaveLength(0);
  });

  test('a plain http server is tunnelled too', async () => {
    const server = await startServer({
      certificate: undefined,
      handle: (_request, response) => json(response, { ok: true }),
    });
    const proxy = await startProxy({ names: { 'api.test': '127.0.0.1' } });
    const cluster = await connectTo(
      { url: `http://api.test:${server.port}` },
      { env: { HTTP_PROXY: proxy.url } },
    );
    expect(await cluster.get(apiPath`/version`)).toEqual({ ok: true });
    expect(proxy.tunnels).toHaveLength(1);
  });

  test('a proxy that says no is named, without its password', async () => {
    const proxy = await startProxy({ refuse: 407 });
    const cluster = await connectTo(
      { url: 'https://api.test:6443' },
      { cluster: { 'proxy-url': proxy.url.replace('//', '//jane:secret@') } },
    );
    const error: unknown = await cluster.get(apiPath`/version`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'proxy', message: `the proxy ${proxy.url} answered 407 No` });
  });

  test('a proxy that is not there is named', async () => {
    const cluster = await connectTo(
      { url: 'https://api.test:6443' },
      { cluster: { 'proxy-url': 'http://127.0.0.1:1' } },
    );
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'proxy',
      message: 'the proxy http://127.0.0.1:1 cannot be reached (ECONNREFUSED)',
    });
  });
});
