import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { json as readJson } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { ExecRequest } from '../../../../src/collect/cluster/cluster.ts';
import { execInContainer } from '../../../../src/collect/cluster/exec/exec.ts';
import { createAgent } from '../../../../src/collect/cluster/transport/agent.ts';
import { failure, json, startServer, type TestServerOptions } from '../support/api-server.ts';
import { connectTo, temporaryFolder } from '../support/connect-to.ts';
import { script } from '../support/script.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const frame = (channel: number, text: string | Buffer): Buffer =>
  Buffer.concat([Buffer.of(channel), Buffer.from(text as string)]);
const SUCCESS = frame(3, JSON.stringify({ status: 'Success', metadata: {} }));
const exitCode = (code: number | string): Buffer =>
  frame(
    3,
    JSON.stringify(
      failure(500, 'NonZeroExitCode', `command terminated with non-zero exit code`, {
        details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
      }),
    ),
  );

/** Runs one exec against a server that behaves like this; without kubectl on PATH unless `env` says otherwise. */
async function exec(
  options: TestServerOptions,
  request: Partial<ExecRequest> = {},
  env: NodeJS.ProcessEnv = { PATH: '' },
) {
  const server = await startServer(options);
  const cluster = await connectTo(server, { env });
  const result = await cluster.exec({
    namespace: 'shop',
    pod: 'web',
    container: 'app',
    command: ['sh', '-c', 'env | wc -l'],
    maxBytes: 1000,
    timeoutMs: 5000,
    ...request,
  });
  return { ...result, stdout: result.stdout.toString('utf8'), server };
}

/** Refuses the upgrade with this answer, and has none to any request. */
function refusing(status: number, body: unknown, headers = ''): TestServerOptions {
  const said = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    handle: (_request, response) => json(response, failure(404, 'NotFound', 'not found'), { status: 404 }),
    upgrade: (_request, socket) =>
      socket.end(
        `HTTP/1.1 ${status} No\r\nContent-Length: ${Buffer.byteLength(said)}\r\n${headers}\r\n${said}`,
      ),
  };
}

/** Refuses the upgrade with this sentence, and reviews rights when it is asked. */
function forbiddenBut(allowed: Record<string, boolean>, said: string): TestServerOptions {
  return {
    ...refusing(403, failure(403, 'Forbidden', said)),
    handle: (request, response) => {
      void readJson(request).then((review) => {
        const { verb = '', ...asked } = (review as Review).spec.resourceAttributes;
        expect(asked).toEqual({ namespace: 'shop', group: '', resource: 'pods', subresource: 'exec' });
        const kind = { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1' };
        json(response, { ...kind, status: { allowed: allowed[verb] } }, { status: 201 });
      });
    },
  };
}

interface Review {
  spec: { resourceAttributes: Record<string, string> };
}

/** A kubectl that notes its arguments and then does `body`. */
function fakeKubectl(body: string) {
  const folder = temporaryFolder();
  script('kubectl', `printf '%s\\n' "$@" > ${folder}/arguments\n${body}`, folder);
  return {
    env: { PATH: `${folder}:${process.env['PATH']}` },
    file: path.join(folder, 'kubectl'),
    wasStarted: () => existsSync(path.join(folder, 'arguments')),
    arguments: () => readFileSync(path.join(folder, 'arguments'), 'utf8').trim().split('\n'),
  };
}

describe('a command that runs', () => {
  test('gives its output and exit code 0', async () => {
    const result = await exec({
      exec: (socket) => {
        for (const data of [
          frame(1, ''),
          frame(2, ''),
          frame(1, 'one '),
          frame(2, 'careful'),
          frame(1, 'two'),
          SUCCESS,
        ])
          socket.send(data);
        socket.close();
      },
    });
    expect(result).toMatchObject({
      stdout: 'one two',
      stderr: 'careful',
      outcome: { kind: 'exited', code: 0 },
      transport: 'websocket',
    });
    expect(result.durationMs).toBeGreaterThan(0);
  });

  test('is asked for as kubelet expects it, without stdin when there is none', async () => {
    const { server } = await exec({ exec: (socket) => socket.send(SUCCESS) });
    const [request] = server.requests;
    expect(request?.url).toBe(
      '/api/v1/namespaces/shop/pods/web/exec?container=app&stdout=true&stderr=true&command=sh&command=-c&command=env+%7C+wc+-l',
    );
    expect(request?.headers['sec-websocket-protocol']).toBe('v5.channel.k8s.io,v4.channel.k8s.io');
  });

  test.each([3, 126, 127, 137])('gives exit code %d', async (code) => {
    const { outcome } = await exec({ exec: (socket) => socket.send(exitCode(code)) });
    expect(outcome).toEqual({ kind: 'exited', code });
  });

  test('is done when the status comes, whether the server closes the socket or not', async () => {
    const { outcome, stdout } = await exec({
      exec: (socket) => {
        socket.send(SUCCESS);
        socket.send(frame(1, 'late'));
      },
    });
    expect(outcome).toEqual({ kind: 'exited', code: 0 });
    expect(stdout).toBe('late');
  });

  test('may use channels that we do not know', async () => {
    const { outcome, stdout } = await exec({
      exec: (socket) => {
        for (const data of [
          frame(4, 'resize'),
          frame(9, 'x'),
          Buffer.of(255, 1),
          Buffer.alloc(0),
          frame(1, 'a'),
          SUCCESS,
        ])
          socket.send(data);
      },
    });
    expect([outcome, stdout]).toEqual([{ kind: 'exited', code: 0 }, 'a']);
  });

  test('has at most 16 KiB of stderr', async () => {
    const { stderr } = await exec({
      exec: (socket) => {
        socket.send(frame(2, 'e'.repeat(100_000)));
        socket.send(SUCCESS);
      },
    });
    expect(stderr).toHaveLength(16 * 1024);
  });
});

describe('standard input', () => {
  test.each(['v4.channel.k8s.io', 'v5.channel.k8s.io'])('arrives whole in chunks on %s', async (protocol) => {
    const stdin = Buffer.alloc(300_000, 'abc');
    const received: Buffer[] = [];
    let largest = 0;
    let closed = false;
    const { outcome, server } = await exec(
      {
        protocol,
        exec: (socket) => {
          socket.send(frame(1, ''));
          socket.send(frame(1, 'here I am\n'));
          socket.on('message', (data: Buffer) => {
            if (data[0] === 255) closed = true;
            else received.push(data.subarray(1));
            largest = Math.max(largest, data.length);
            const complete = Buffer.concat(received).length === stdin.length;
            if (complete) setTimeout(() => socket.send(SUCCESS), 20);
          });
        },
      },
      { stdin: () => stdin },
    );
    expect(outcome).toEqual({ kind: 'exited', code: 0 });
    expect(Buffer.concat(received).equals(stdin)).toBe(true);
    expect(largest).toBeLessThanOrEqual(32 * 1024 + 1);
    expect(closed).toBe(false);
    expect(server.requests[0]?.url).toContain('&stdin=true&');
  });

  test('may be left unread by a command that ends early', async () => {
    const { outcome } = await exec(
      { exec: (socket) => socket.send(exitCode(1)) },
      { stdin: () => Buffer.alloc(5_000_000) },
    );
    expect(outcome).toEqual({ kind: 'exited', code: 1 });
  });
});

describe('a command that did not start', () => {
  test('is told by its message', async () => {
    const message = 'OCI runtime exec failed: exec: "sh": executable file not found in $PATH: unknown';
    const { outcome } = await exec({
      exec: (socket) => socket.send(frame(3, JSON.stringify(failure(500, 'InternalError', message)))),
    });
    expect(outcome).toEqual({ kind: 'not-started', message });
  });

  test('but not when it had already said something', async () => {
    const { outcome } = await exec({
      exec: (socket) => {
        socket.send(frame(1, 'half'));
        socket.send(frame(3, JSON.stringify(failure(500, 'InternalError', 'container is gone'))));
      },
    });
    expect(outcome).toEqual({ kind: 'dropped', message: 'container is gone' });
  });
});

describe('a connection that ends too early', () => {
  test.each<{ name: string; options: TestServerOptions; says: RegExp }>([
    {
      name: 'is cut half-way',
      options: { exec: (socket) => socket.send(frame(1, 'half'), () => socket.terminate()) },
      says: /ended before the command did \(1006\)/,
    },
    {
      name: 'is closed with 1000 and no status',
      options: { exec: (socket) => socket.close(1000) },
      says: /\(1000\)/,
    },
    {
      name: 'is closed with 1011 and a reason',
      options: { exec: (socket) => socket.close(1011, 'oh\u001b[31m no') },
      says: /\(1011 oh no\)/,
    },
    {
      name: 'ends with a status that is garbage',
      options: { exec: (socket) => socket.send(frame(3, '{{{')) },
      says: /status.*could not be read/,
    },
    {
      name: 'ends with a status of another kind',
      options: { exec: (socket) => socket.send(frame(3, '[1]')) },
      says: /status.*could not be read/,
    },
    {
      name: 'breaks the WebSocket protocol',
      options: { exec: (_socket, request) => request.socket.write(Buffer.of(0xff, 0xff, 0xff)) },
      says: /Invalid WebSocket frame/,
    },
    {
      name: 'is reset instead of upgraded',
      options: { upgrade: (_request, socket) => socket.destroy() },
      says: /closed the connection/,
    },
    {
      name: 'is not answered with a protocol',
      options: { upgrade: (_request, socket) => socket.end('hello\r\n\r\n') },
      says: /Unable to connect/,
    },
  ])('$name', async ({ options, says }) => {
    const { outcome } = await exec(options);
    expect(outcome).toMatchObject({ kind: 'dropped', message: expect.stringMatching(says) as string });
  });

  test.each(['abc', 300, -1, 1.5])('an exit code %j is no exit code', async (code) => {
    const { outcome } = await exec({ exec: (socket) => socket.send(exitCode(code)) });
    expect(outcome.kind).toBe('not-started');
  });
});

describe('bounds', () => {
  test('a command that never ends', async () => {
    const { outcome, stdout } = await exec(
      { exec: (socket) => socket.send(frame(1, 'so far')) },
      // In real time: until then, what was sent must have come.
      { timeoutMs: 2000 },
    );
    expect([outcome, stdout]).toEqual([{ kind: 'timed-out' }, 'so far']);
  });

  test('a server that never answers the upgrade', async () => {
    expect((await exec({ upgrade: () => {} }, { timeoutMs: 100 })).outcome).toEqual({ kind: 'timed-out' });
  });

  test('a server that never answers the upgrade, long before the deadline', async () => {
    const server = await startServer({ upgrade: () => {} });
    const url = new URL(server.url);
    const session = {
      server: url,
      agent: createAgent({ server: url, proxy: undefined }),
      credentials: { get: async () => ({ headers: {} }), renew: () => false, description: 'nothing' },
      tls: { rejectUnauthorized: false },
      userAgent: 'test',
      isDefault: false,
      compression: true,
      requestTimeoutMs: undefined,
      signal: new AbortController().signal,
      requests: 0,
    };
    const { outcome } = await execInContainer(
      { session, fallback: async () => undefined, handshakeMs: 50 },
      { namespace: 'a', pod: 'b', container: 'c', command: ['x'], maxBytes: 1, timeoutMs: 20_000 },
    );
    expect(outcome).toMatchObject({ kind: 'dropped', message: expect.stringMatching(/handshake/) as string });
  });

  test('a server that refuses and then does not stop talking', async () => {
    const { outcome } = await exec({
      upgrade: (_request, socket) => {
        socket.write('HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n');
        const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
        const timer = setInterval(() => socket.write(chunk), 1);
        socket.on('close', () => clearInterval(timer));
      },
    });
    expect(outcome).toMatchObject({ kind: 'refused', status: 500 });
  });

  test('an answer that is too large', async () => {
    const { outcome, stdout } = await exec({ exec: (socket) => socket.send(frame(1, 'x'.repeat(5000))) });
    expect(outcome).toEqual({ kind: 'too-large' });
    expect(stdout).toHaveLength(1000);
  });

  test('a single frame that is too large to be read', async () => {
    const { outcome } = await exec({ exec: (socket) => socket.send(Buffer.alloc(17 * 1024 * 1024, 1)) });
    expect(outcome).toEqual({ kind: 'too-large' });
  });

  test('Ctrl-C, before and during', async () => {
    const silent = { exec: () => {} };
    expect((await exec(silent, { signal: AbortSignal.abort() })).outcome).toEqual({ kind: 'aborted' });
    expect((await exec(silent, { signal: AbortSignal.timeout(50) })).outcome).toEqual({ kind: 'aborted' });
  });

  test('the socket is gone afterwards, whatever happened', async () => {
    const closed = Promise.withResolvers<void>();
    const controller = new AbortController();
    const onOpen = (socket: WebSocket): void => {
      socket.on('close', () => closed.resolve());
      controller.abort();
    };
    await exec({ exec: onOpen }, { signal: controller.signal });
    await expect(closed.promise).resolves.toBeUndefined();
  });
});

describe('a refusal', () => {
  test.each([
    {
      name: 'no such pod',
      status: 404,
      body: failure(404, 'NotFound', 'pods "web" not found'),
      message: 'pods "web" not found',
    },
    {
      name: 'no such container',
      status: 400,
      body: failure(400, 'BadRequest', 'container app is not valid for pod web'),
      message: 'container app is not valid for pod web',
    },
    { name: 'no message', status: 404, body: '', message: 'pod web not found in namespace shop' },
    {
      name: 'a gateway',
      status: 502,
      body: '<html>Bad gateway</html>',
      message: 'the server did not open an exec connection (502)',
    },
    {
      name: 'an admission webhook',
      status: 403,
      body: failure(403, 'Forbidden', 'denied by policy'),
      message: 'exec is forbidden in namespace shop: denied by policy',
    },
  ])('$name', async ({ status, body, message }) => {
    const { outcome } = await exec(refusing(status, body));
    expect(outcome).toMatchObject({ kind: 'refused', status, message });
  });

  test.each(['get', 'create'])(
    'without the right to %s pods/exec names the verb, and both rights',
    async (verb) => {
      const said = `pods "web" is forbidden: User "jane" cannot ${verb} resource "pods/exec" in API group "" in the namespace "shop"`;
      const { outcome } = await exec(refusing(403, failure(403, 'Forbidden', said)));
      expect(outcome).toMatchObject({
        kind: 'refused',
        status: 403,
        message: `the right to ${verb} pods/exec is missing in namespace shop: ${said}`,
      });
      const hint = outcome.kind === 'refused' ? outcome.hint : '';
      expect(hint).toContain('kubectl auth can-i get pods --subresource=exec -n shop');
      expect(hint).toContain('kubectl auth can-i create pods --subresource=exec -n shop');
      expect(hint).toContain('resources: ["pods/exec"], verbs: ["get", "create"]');
    },
  );

  describe('that names no verb is completed by asking', () => {
    const said = 'pods "web" is forbidden: (forbidden)';

    test.each([
      [{ get: true, create: false }, 'the right to create pods/exec is missing in namespace shop'],
      [{ get: false, create: true }, 'the right to get pods/exec is missing in namespace shop'],
      [{ get: false, create: false }, 'the right to get and create pods/exec is missing in namespace shop'],
    ])('%j: %s', async (allowed, message) => {
      const { outcome } = await exec(forbiddenBut(allowed, said));
      expect(outcome).toMatchObject({ kind: 'refused', status: 403, message });
      expect(outcome).toHaveProperty('hint', expect.stringContaining('verbs: ["get", "create"]'));
    });

    test('a policy that says no to who has the rights is named as one', async () => {
      const { outcome } = await exec(forbiddenBut({ get: true, create: true }, 'no exec on Fridays'));
      expect(outcome).toMatchObject({
        message: 'exec is forbidden in namespace shop: no exec on Fridays',
        hint: expect.stringContaining('policy') as string,
      });
    });

    test('a server that does not say leaves it open', async () => {
      const { outcome } = await exec(refusing(403, failure(403, 'Forbidden', said)));
      expect(outcome).toMatchObject({ message: 'exec is forbidden in namespace shop' });
    });
  });

  test('with an expired token says so', async () => {
    const { outcome } = await exec(refusing(401, failure(401, 'Unauthorized', 'Unauthorized')));
    expect(outcome).toMatchObject({
      kind: 'refused',
      status: 401,
      hint: expect.stringContaining('expired') as string,
    });
  });

  test('that passes is tried again', async () => {
    let upgrades = 0;
    const body = JSON.stringify(failure(429, 'TooManyRequests', 'slow down'));
    const { outcome, server } = await exec({
      upgrade: (_request, socket) => {
        upgrades += 1;
        const status = upgrades < 3 ? 429 : 404;
        socket.end(
          `HTTP/1.1 ${status} No\r\nRetry-After: 0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        );
      },
    });
    expect(server.requests).toHaveLength(3);
    expect(outcome).toMatchObject({ kind: 'refused', status: 404 });
  });
});

describe('where WebSockets are refused, kubectl is used', () => {
  const forbidden = refusing(403, failure(403, 'Forbidden', 'User "jane" cannot get resource "pods/exec"'));

  test('with our flags and the same command, as separate arguments', async () => {
    const kubectl = fakeKubectl('echo out; echo err >&2');
    const server = await startServer(forbidden);
    const cluster = await connectTo(server, {
      env: kubectl.env,
      flags: { as: 'joe', 'as-group': ['a', 'b'], 'insecure-skip-tls-verify': true, namespace: 'other' },
    });
    const result = await cluster.exec({
      namespace: 'shop',
      pod: 'web',
      container: 'app',
      command: ['sh', '-c', 'a  b; $c'],
      maxBytes: 10,
      timeoutMs: 5000,
    });
    expect(result).toMatchObject({
      stderr: 'err\n',
      outcome: { kind: 'exited', code: 0 },
      transport: 'kubectl',
    });
    expect(result.stdout.toString()).toBe('out\n');
    const [...given] = kubectl.arguments();
    expect(given.filter((word) => !word.startsWith('--kubeconfig='))).toEqual([
      '--as=joe',
      '--as-group=a',
      '--as-group=b',
      '--insecure-skip-tls-verify',
      'exec',
      '--namespace=shop',
      '--container=app',
      'pod/web',
      '--',
      'sh',
      '-c',
      'a  b; $c',
    ]);
    expect(given.some((word) => word.startsWith('--kubeconfig='))).toBe(true);
  });

  test('that of KUBECTL_PATH rather than the one on PATH', async () => {
    const [caller, onPath] = [fakeKubectl('echo caller'), fakeKubectl('echo PATH')];
    const result = await exec(forbidden, {}, { ...onPath.env, KUBECTL_PATH: caller.file });
    expect(result).toMatchObject({ stdout: 'caller\n', transport: 'kubectl' });
    expect(onPath.wasStarted()).toBe(false);
  });

  test('the one on PATH where KUBECTL_PATH is empty', async () => {
    const onPath = fakeKubectl('echo PATH');
    const result = await exec(forbidden, {}, { ...onPath.env, KUBECTL_PATH: '' });
    expect(result).toMatchObject({ stdout: 'PATH\n', transport: 'kubectl' });
  });

  test('with standard input', async () => {
    const kubectl = fakeKubectl('echo here I am; head -c 100000 | wc -c');
    const result = await exec(forbidden, { stdin: () => Buffer.alloc(100_000) }, kubectl.env);
    expect(result).toMatchObject({ stdout: 'here I am\n100000\n', transport: 'kubectl' });
    expect(kubectl.arguments()).toContain('-i');
  });

  test.each([
    {
      name: 'an exit code',
      body: 'echo oops >&2; echo "command terminated with exit code 3" >&2; exit 3',
      outcome: { kind: 'exited', code: 3 },
      stderr: 'oops\n',
    },
    {
      name: 'no such command',
      body: 'echo \'error: Internal error occurred: error executing command in container: exec: "sh": not found\' >&2; exit 1',
      outcome: { kind: 'not-started' },
    },
    {
      name: 'a lost connection',
      body: 'echo "error: unexpected EOF" >&2; exit 1',
      outcome: { kind: 'dropped', message: 'unexpected EOF' },
    },
    { name: 'silence', body: 'exit 1', outcome: { kind: 'dropped' } },
    { name: 'no end', body: 'exec sleep 60', outcome: { kind: 'timed-out' } },
    { name: 'no end of output', body: 'exec yes', outcome: { kind: 'too-large' } },
  ])('$name', async ({ body, outcome, stderr = expect.any(String) as string }) => {
    const timeoutMs = outcome.kind === 'timed-out' ? 300 : 5000;
    const result = await exec(forbidden, { timeoutMs }, fakeKubectl(body).env);
    expect(result).toMatchObject({ outcome, stderr, transport: 'kubectl' });
  });

  test.each([
    'Error from server (Forbidden): cannot create resource "pods/exec"',
    'error: unable to upgrade connection: pods "web" is forbidden: User "jane" cannot create resource "pods/exec"',
    'error: unable to upgrade streaming request: pods "web" is forbidden: (forbidden)',
    'error: unable to upgrade connection: container not found ("app")',
  ])('but when it is refused too, the first refusal stands: %s', async (line) => {
    const kubectl = fakeKubectl(`echo '${line}' >&2; exit 1`);
    const result = await exec(forbidden, {}, kubectl.env);
    expect(result).toMatchObject({
      outcome: {
        kind: 'refused',
        status: 403,
        message: expect.stringContaining('right to get pods/exec') as string,
      },
      transport: 'websocket',
    });
  });

  test('also where a proxy takes the upgrade away', async () => {
    const options = refusing(400, failure(400, 'BadRequest', 'Upgrade request required'));
    expect((await exec(options, {}, fakeKubectl('echo ok').env)).transport).toBe('kubectl');
  });

  test('also where the answer to the upgrade is an ordinary page', async () => {
    const { transport } = await exec(
      { upgrade: refusing(200, 'hello').upgrade! },
      {},
      fakeKubectl('echo ok').env,
    );
    expect(transport).toBe('kubectl');
  });

  test.each([301, 302, 303, 307, 308])(
    'not for a redirect (%i): neither we nor a kubectl bring the token elsewhere',
    async (status) => {
      const elsewhere = await startServer({ upgrade: (_request, socket) => socket.end() });
      const server = await startServer({
        ...refusing(status, '', `Location: ${elsewhere.url}/api/v1/namespaces/shop/pods/web/exec\r\n`),
      });
      const kubectl = fakeKubectl('echo started');
      const cluster = await connectTo(server, {
        user: { token: 'secret' },
        env: { ...kubectl.env, KUBECTL_PATH: kubectl.file },
      });
      const { transport, outcome } = await cluster.exec({
        namespace: 'shop',
        pod: 'web',
        container: 'app',
        command: ['env'],
        maxBytes: 1000,
        timeoutMs: 5000,
      });
      expect(transport).toBe('websocket');
      expect(outcome).not.toMatchObject({ kind: 'exited' });
      expect(server.requests[0]?.headers.authorization).toBe('Bearer secret');
      expect(kubectl.wasStarted()).toBe(false);
      expect(elsewhere.connections()).toBe(0);
    },
  );

  test('not for a pod that is not there', async () => {
    const options = refusing(404, failure(404, 'NotFound', 'pods "web" not found'));
    expect((await exec(options, {}, fakeKubectl('echo ok').env)).transport).toBe('websocket');
  });
});

test('exec sockets and requests are all counted', async () => {
  const server = await startServer({
    handle: (_request, response) => json(response, {}),
    exec: (socket) => socket.send(SUCCESS),
  });
  const cluster = await connectTo(server);
  await cluster.get(apiPath`/version`);
  await cluster.exec({
    namespace: 'a',
    pod: 'b',
    container: 'c',
    command: ['x'],
    maxBytes: 1,
    timeoutMs: 5000,
  });
  expect(cluster.requests).toBe(2);
});
