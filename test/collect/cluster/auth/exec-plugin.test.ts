import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { endFamily } from '../../../../src/collect/cluster/auth/end-family.ts';
import {
  readExecCredential,
  type PluginCredential,
} from '../../../../src/collect/cluster/auth/exec-credential.ts';
import { execPluginSource } from '../../../../src/collect/cluster/auth/exec-plugin.ts';
import { failure, json, startServer } from '../support/api-server.ts';
import { connectTo, kubeconfigFor, temporaryFolder } from '../support/connect-to.ts';
import { script } from '../support/script.ts';
import { tlsFixture } from '../support/tls.ts';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';

const V1 = 'client.authentication.k8s.io/v1';

function credential(status: unknown, apiVersion = V1): string {
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
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const { command, runs } = plugin(credential({ token: 't', expirationTimestamp: '2026-01-01T00:10:00Z' }));
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    await cluster.get(apiPath`/version`);
    vi.setSystemTime(Date.parse('2026-01-01T00:09:59Z'));
    await cluster.get(apiPath`/version`);
    expect(runs()).toBe(1);
    vi.setSystemTime(Date.parse('2026-01-01T00:10:00Z'));
    await cluster.get(apiPath`/version`);
    expect(runs()).toBe(2);
  });

  test.each([
    { name: 'fails', body: 'exit 1' },
    { name: 'prints nonsense', body: 'echo nonsense' },
    {
      name: 'gives what has run out',
      body: `echo '${credential({ token: 't', expirationTimestamp: '2020-01-01T00:00:00Z' })}'`,
    },
  ])('once for all requests of a run, when it $name', async ({ body }) => {
    const folder = temporaryFolder();
    const command = script('login', `echo run >> ${folder}/runs\n${body}`, folder);
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    const ask = () => cluster.get(apiPath`/version`);
    await Promise.allSettled([ask(), ask(), ask()]);
    await Promise.allSettled([ask(), ask()]);
    expect(readFileSync(`${folder}/runs`, 'utf8')).toBe('run\n');
  });

  test('twice in all, when no request is accepted', async () => {
    const { command, runs } = plugin(credential({ token: 't' }));
    const server = await startServer({
      handle: (_request, response) => json(response, failure(401, 'Unauthorized', 'no'), { status: 401 }),
    });
    const cluster = await connectTo(server, { user: exec(command) });
    for (let count = 0; count < 3; count += 1)
      await expect(cluster.get(apiPath`/version`)).rejects.toMatchObject({ code: 'unauthorized' });
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

describe('an answer is taken as client-go takes it', () => {
  test.each([
    { name: 'YAML', output: yaml('token: t') },
    { name: 'YAML whose last of two keys counts', output: yaml('token: s\n  token: t') },
    { name: 'the first of two documents', output: `---\n${yaml('token: t')}\n---\nstatus: {` },
    { name: 'YAML with a date', output: yaml('token: t\n  expirationTimestamp: 2099-01-01T00:00:00Z') },
    { name: 'no kind', output: `{"apiVersion":"${V1}","status":{"token":"t"}}` },
    { name: 'a byte order mark', output: `\ufeff${credential({ token: 't' })}` },
    {
      name: 'JSON whose last of two keys counts',
      output: credential({ token: 't' }).replace('{"token', '{"token":"s","token'),
    },
  ])('$name', async ({ output }) => {
    const cluster = await connectTo(await mirror(), { user: exec(plugin(output).command) });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer t' });
  });

  test.each([
    '2099-01-01T00:00:00Z',
    '2099-01-01T00:00:00+02:00',
    '2099-01-01T00:00:00-23:59',
    '2096-02-29T00:00:00Z',
    '2099-01-01T00:00:00.123456789Z',
    '2099-01-01T00:00:00,5Z',
    '2099-01-01T0:00:00Z',
  ])('a time: %s', async (time) => {
    expect((await readAt(time)).expiresAt).toBeGreaterThan(Date.parse('2096-01-01'));
  });

  test.each([
    'soon',
    '',
    '2099-01-01',
    '2099-01-01T00:00:00',
    '2099-01-01 00:00:00Z',
    '2099-01-01t00:00:00z',
    'Tue, 01 Jan 2099 00:00:00 GMT',
    '2099-13-01T00:00:00Z',
    '2099-02-30T00:00:00Z',
    '2097-02-29T00:00:00Z',
    '2099-01-01T24:00:00Z',
    '2099-01-01T23:59:60Z',
    '99999-01-01T00:00:00Z',
    '2099-1-1T0:0:0Z',
    '2099-01-01T00:00:00+25:00',
    '2099-01-01T00:00:00+0200',
    '2099-01-01T00:00Z',
    '2099-01-01T00:00:00.Z',
    4_070_908_800,
    true,
    {},
  ])('no time: %s', async (time) => {
    await expect(readAt(time)).rejects.toThrow(/decoding stdout: .*(parsing time|must be a string)/);
  });

  test("Go's zero is none", async () => {
    expect(await readAt('0001-01-01T00:00:00Z')).toEqual({ authorization: 'Bearer t' });
  });
});

describe('a plugin is ended with all that it has started', () => {
  test('when it takes longer than a request may', async () => {
    const { command, started } = starting('wait');
    const cluster = await connectTo(await mirror(), {
      user: exec(command),
      flags: { 'request-timeout': '1s' },
    });
    await expect(cluster.get(apiPath`/version`)).rejects.toThrow(/login gave no answer within 1 s$/);
    expect(await gone(await started())).toBe(true);
  });

  test('when it prints too much', async () => {
    const { command, started } = starting('yes');
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    await expect(cluster.get(apiPath`/version`)).rejects.toThrow(/printed more than 1 MiB/);
    expect(await gone(await started())).toBe(true);
  });

  test('at Ctrl-C', async () => {
    const { command, started } = starting('wait');
    const stop = new AbortController();
    const cluster = await connectTo(await mirror(), { user: exec(command), signal: stop.signal });
    const asking = cluster.get(apiPath`/version`);
    const pid = await started();
    stop.abort();
    await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
    expect(await gone(pid)).toBe(true);
  });

  test('also where it shares our terminal, and so our process group', async () => {
    const { command, started } = starting('wait');
    const child = spawn(command, { stdio: 'ignore' });
    const pid = await started();
    endFamily(child, { isGroup: false });
    expect(await gone(pid)).toBe(true);
    expect(await gone(child.pid!)).toBe(true);
  });

  test('but not what it leaves running, once it has answered', async () => {
    const { command, started } = starting(`echo '${credential({ token: 't' })}'`);
    const cluster = await connectTo(await mirror(), { user: exec(command) });
    expect(await cluster.get(apiPath`/version`)).toEqual({ authorization: 'Bearer t' });
    const pid = await started();
    expect(process.kill(pid, 'SIGKILL')).toBe(true);
  });
});

test('a plugin with a variable that cannot be is an error of the plugin', async () => {
  const { command } = plugin(credential({ token: 't' }));
  const user = exec(command, { env: [{ name: 'A\u0000B', value: 'x' }] });
  const cluster = await connectTo(await mirror(), { user });
  await expect(cluster.get(apiPath`/version`)).rejects.toThrow(/^getting credentials: exec: /);
});

describe("a plugin that fails is said in client-go's words", () => {
  test.each([
    {
      name: 'exit code',
      body: 'exit 7',
      says: /^getting credentials: exec: executable .*login failed with exit code 7$/,
    },
    { name: 'signal', body: 'kill -9 $$', says: /was ended by SIGKILL/ },
    { name: 'a sentence', body: 'echo hello', says: /decoding stdout: .*must be a map of names to values/ },
    { name: 'nothing', body: 'true', says: /plugin returned version __internal/ },
    { name: 'text behind JSON', body: `echo '${credential({ token: 't' })} hello'`, says: /begins as JSON/ },
    {
      name: 'a number for a token',
      body: `echo '${credential({ token: 5 })}'`,
      says: /token must be a string/,
    },
    { name: 'a list for a status', body: `echo '${credential([])}'`, says: /status must be a map/ },
    { name: 'another kind', body: 'echo \'{"kind":"Pod"}\'', says: /no kind "Pod" is registered/ },
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
    { name: 'endless complaints', body: 'yes >&2', says: /more than 1 MiB/ },
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

function yaml(status: string): string {
  return `apiVersion: client.authentication.k8s.io/v1\nkind: ExecCredential\nstatus:\n  ${status}`;
}

/** A plugin that starts another process, which tells its number, and then does `body`. */
function starting(body: string): { command: string; started: () => Promise<number> } {
  const file = path.join(temporaryFolder(), 'pid');
  const command = script('login', `sleep 600 &\necho $! > ${file}.new\nmv ${file}.new ${file}\n${body}`);
  const started = () => vi.waitFor(() => Number(readFileSync(file, 'utf8')), { timeout: 20_000 });
  return { command, started };
}

/** Resolves when there is no such process any more. */
async function gone(pid: number): Promise<boolean> {
  await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), { timeout: 20_000 });
  return true;
}

async function readAt(expirationTimestamp: unknown): Promise<PluginCredential> {
  return readExecCredential(credential({ token: 't', expirationTimestamp }), {
    command: 'login',
    apiVersion: V1,
  });
}
