import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { execPluginSource } from '../../../../src/collect/cluster/auth/exec-plugin.ts';
import { failure, json, startServer } from '../support/api-server.ts';
import { connectTo, kubeconfigFor, temporaryFolder } from '../support/connect-to.ts';
import { script } from '../support/script.ts';
import { tlsFixture } from '../support/tls.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const V1 = 'client.authentication.k8s.io/v1';

function credential(status: object, apiVersion = V1): string {
  return JSON.stringify({ kind: 'ExecCredential', apiVersion, status });
}

/** A plugin that notes each run in `runs` and prints `output`, in which COUNT is the number of the run. */
function plugin(output: string, before = '') {
  const folder = temporaryFolder();
  const runs = path.join(folder, 'runs');
  writeFileSync(path.join(folder, 'output'), output);
  const command = script(
    'login',
    `echo run >> ${runs}\n${before}\nsed "s/COUNT/$(wc -l < ${runs})/" ${path.join(folder, 'output')}`,
    folder,
  );
  return { command, runs: () => readFileSync(runs, 'utf8').trim().split('\n').length };
}

const exec = (command: string, more: object = {}) => ({
  exec: { command, apiVersion: V1, interactiveMode: 'Never', ...more },
});

async function mirror() {
  return startServer({
    handle: (request, response) => json(response, { authorization: request.headers.authorization }),
    exec: (socket) => socket.send(Buffer.from('\u0003{"status":"Success"}')),
  });
}

describe('a plugin is run', () => {
  test('once for twenty requests and exec sockets at the same time', async () => {
    const { command, runs } = plugin(credential({ token: 'token-COUNT' }), 'sleep 0.1');
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    const request = {
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['true'],
      maxBytes: 1,
      timeoutMs: 5000,
    };
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => cluster.get(apiPath`/version`)),
      cluster.exec(request).then(({ outcome }) => outcome),
    ]);
    expect(answers).toEqual([
      ...Array.from({ length: 20 }, () => ({ authorization: 'Bearer token-1' })),
      { kind: 'exited', code: 0 },
    ]);
    expect(runs()).toBe(1);
  });

  test('again when its credential has run out', async () => {
    const { command, runs } = plugin(credential({ token: 't', expirationTimestamp: '2020-01-01T00:00:00Z' }));
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    await cluster.get(apiPath`/version`);
    await cluster.get(apiPath`/version`);
    expect(runs()).toBe(2);
  });

  test('not again while its credential is good', async () => {
    const { command, runs } = plugin(credential({ token: 't', expirationTimestamp: '2999-01-01T00:00:00Z' }));
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    await cluster.get(apiPath`/version`);
    await cluster.get(apiPath`/version`);
    expect(runs()).toBe(1);
  });

  test('once more after a 401, however many requests got one', async () => {
    const { command, runs } = plugin(credential({ token: 'token-COUNT' }));
    const server = await startServer({
      handle: (request, response) => {
        if (request.headers.authorization === 'Bearer token-2') json(response, { ok: true });
        else json(response, failure(401, 'Unauthorized', 'expired'), { status: 401 });
      },
    });
    const cluster = await connectTo(server, { user: exec(command) });
    const answers = await Promise.all(Array.from({ length: 8 }, () => cluster.get(apiPath`/version`)));
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ ok: true })));
    expect(runs()).toBe(2);
  });

  test('not for ever, when the server never accepts it', async () => {
    const { command, runs } = plugin(credential({ token: 't' }));
    const server = await startServer({
      handle: (_request, response) => json(response, failure(401, 'Unauthorized', 'no'), { status: 401 }),
    });
    const cluster = await connectTo(server, { user: exec(command) });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'unauthorized',
      hint: expect.stringContaining(command) as string,
    });
    expect(runs()).toBe(2);
  });

  test('again after a 401 on an exec socket', async () => {
    const { command, runs } = plugin(credential({ token: 'token-COUNT' }));
    let upgrades = 0;
    const server = await startServer({
      upgrade: (request, socket) => {
        upgrades += 1;
        const body = JSON.stringify(
          failure(request.headers.authorization === 'Bearer token-2' ? 404 : 401, 'x', 'gone'),
        );
        const status = request.headers.authorization === 'Bearer token-2' ? 404 : 401;
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      },
    });
    const cluster = await connectTo(server, { user: exec(command) });
    const { outcome } = await cluster.exec({
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['true'],
      maxBytes: 1,
      timeoutMs: 5000,
    });
    expect(outcome).toEqual({ kind: 'refused', status: 404, message: 'gone' });
    expect([upgrades, runs()]).toEqual([2, 2]);
  });

  test('not at all where a token is given', async () => {
    const cluster = await connectTo(await mirror(), { user: exec('/gone'), flags: { token: 'own' } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer own' });
  });

  test('for a client certificate', async () => {
    const status = {
      clientCertificateData: tlsFixture('client.crt'),
      clientKeyData: tlsFixture('client.key'),
    };
    const { command } = plugin(credential(status));
    const server = await startServer({
      handle: (request, response) =>
        json(response, {
          peer: (request.socket as TLSSocket).getPeerCertificate().subject.CN,
        }),
    });
    expect(await (await connectTo(server, { user: exec(command) })).get(apiPath`/version`)).toEqual({
      peer: 'jane',
    });
  });

  test('from the folder of the kubeconfig that names it by a relative path', async () => {
    const server = await mirror();
    const { command } = plugin(credential({ token: 't' }));
    const folder = path.dirname(command);
    const kubeconfig = path.join(folder, 'config');
    writeFileSync(kubeconfig, kubeconfigFor(server.url, { user: exec('./login') }));
    const cluster = await connectTo(server, { flags: { kubeconfig } });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer t' });
  });
});

describe('what a plugin is told', () => {
  test('its arguments, environment and KUBERNETES_EXEC_INFO with the cluster', async () => {
    const folder = temporaryFolder();
    const seen = path.join(folder, 'seen');
    const command = script(
      'login',
      `printf '%s\\n' "$*" "$REGION" "$FROM_OUTSIDE" "$KUBERNETES_EXEC_INFO" > ${seen}\necho '${credential({ token: 't' }, 'client.authentication.k8s.io/v1beta1')}'`,
      folder,
    );
    const server = await mirror();
    const cluster = await connectTo(server, {
      user: {
        exec: {
          command,
          args: ['get token', '--for', 'me'],
          env: [{ name: 'REGION', value: 'eu' }],
          apiVersion: 'client.authentication.k8s.io/v1beta1',
          provideClusterInfo: true,
          interactiveMode: 'Never',
        },
      },
      cluster: {
        'tls-server-name': 'api.test',
        extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'a' } }],
      },
      env: { FROM_OUTSIDE: 'yes' },
    });
    await cluster.get(apiPath`/version`);
    const [args, region, outside, info] = readFileSync(seen, 'utf8').split('\n');
    expect([args, region, outside]).toEqual(['get token --for me', 'eu', 'yes']);
    expect(JSON.parse(info!)).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1beta1',
      spec: {
        interactive: false,
        cluster: {
          server: server.url,
          'tls-server-name': 'api.test',
          'certificate-authority-data': Buffer.from(tlsFixture('ca.crt')).toString('base64'),
          config: { audience: 'a' },
        },
      },
    });
  });

  test.each([
    { mode: 'Never', terminal: true, interactive: false },
    { mode: 'IfAvailable', terminal: false, interactive: false },
    { mode: undefined, terminal: false, interactive: false },
  ])('interactive: $mode with a terminal: $terminal', async ({ mode, terminal, interactive }) => {
    const folder = temporaryFolder();
    const command = script(
      'login',
      `echo "$KUBERNETES_EXEC_INFO" > ${folder}/seen\necho '${credential({ token: 't' })}'`,
      folder,
    );
    const source = execPluginSource({
      exec: { command, apiVersion: V1, ...(mode === undefined ? {} : { interactiveMode: mode }) },
      cluster: {},
      env: process.env,
      warn: () => {},
      stdinIsTerminal: terminal,
    });
    await source.get();
    expect(JSON.parse(readFileSync(`${folder}/seen`, 'utf8'))).toMatchObject({ spec: { interactive } });
  });

  test('Always without a terminal is refused', () => {
    const options = { cluster: {}, env: {}, warn: () => {}, stdinIsTerminal: false };
    expect(() =>
      execPluginSource({ ...options, exec: { command: 'x', apiVersion: V1, interactiveMode: 'Always' } }),
    ).toThrow(/standard input is not a terminal/);
  });
});

test('what a plugin says on stderr is passed on, line by line and fit for a screen', async () => {
  const { command } = plugin(
    credential({ token: 't' }),
    `printf 'open https://x\\n\\033[31mred\\033[0m\\nlast' >&2`,
  );
  const said: string[] = [];
  const cluster = await connectTo(await mirror(), { user: exec(command), warn: (line) => said.push(line) });
  await cluster.get(apiPath`/version`);
  expect(said).toEqual(['open https://x', 'red', 'last']);
});

describe("a plugin that fails is said in client-go's words", () => {
  test.each([
    {
      name: 'exit code',
      body: 'exit 7',
      says: /^getting credentials: exec: executable .*login failed with exit code 7$/,
    },
    { name: 'signal', body: 'kill -9 $$', says: /was ended by SIGKILL/ },
    { name: 'no JSON', body: 'echo hello', says: /did not print JSON/ },
    { name: 'another kind', body: 'echo \'{"kind":"Pod"}\'', says: /not an ExecCredential/ },
    {
      name: 'another version',
      body: `echo '${credential({ token: 't' }, 'client.authentication.k8s.io/v1beta1')}'`,
      says: /configured to use API version client.authentication.k8s.io\/v1, plugin returned version client.authentication.k8s.io\/v1beta1/,
    },
    {
      name: 'no status',
      body: `echo '{"kind":"ExecCredential","apiVersion":"${V1}"}'`,
      says: /didn't return a status field/,
    },
    {
      name: 'an empty status',
      body: `echo '${credential({})}'`,
      says: /didn't return a token or cert\/key pair/,
    },
    {
      name: 'half a pair',
      body: `echo '${credential({ clientKeyData: 'a' })}'`,
      says: /only certificate or key/,
    },
    { name: 'endless output', body: 'yes', says: /more than 1 MiB/ },
  ])('$name', async ({ body, says }) => {
    const cluster = await connectTo(await mirror(), { user: exec(script('login', body)) });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringMatching(says) as string,
      hint: expect.any(String) as string,
    });
  });

  test('not installed, with its installHint, on requests and on exec sockets', async () => {
    const user = exec('envaudit-no-such-plugin', { installHint: 'Install it with\u001b[31m brew.' });
    const cluster = await connectTo(await mirror(), { user });
    await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({
      message: 'getting credentials: exec: executable envaudit-no-such-plugin not found',
      hint: expect.stringMatching(/not installed[^]*\nInstall it with brew\.$/) as string,
    });
    const { outcome } = await cluster.exec({
      namespace: 'a',
      pod: 'b',
      container: 'c',
      command: ['true'],
      maxBytes: 1,
      timeoutMs: 5000,
    });
    expect(outcome).toMatchObject({
      kind: 'refused',
      status: 401,
      hint: expect.stringContaining('brew') as string,
    });
  });
});
