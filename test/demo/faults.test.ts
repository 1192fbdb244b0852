import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultAction } from '../../src/demo/faults.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { healthy } from '../../src/demo/scenarios/healthy.ts';
import { exec, execSocket, request } from './client.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ scenarios: [healthy], namespaceIsolation: false });
});
afterAll(() => demo.close());

const pod = `${healthy.namespace}/${healthy.pod}`;
const PODS = '/api/v1/namespaces/tools/pods';
const COMMAND = ['sh', '-c', 'echo 1234567890'];
const strike = (action: FaultAction): void => demo.setFaults([{ action }]);

describe('faults of requests', () => {
  test('an error status, with Retry-After', async () => {
    strike({ kind: 'status', code: 429, message: 'slow down', retryAfter: 3 });
    const { status, headers, json } = await request(demo, PODS);
    expect([status, headers['retry-after']]).toEqual([429, '3']);
    expect(json).toMatchObject({ kind: 'Status', reason: 'TooManyRequests', message: 'slow down' });
  });

  test("forbidden, in Kubernetes' words", async () => {
    strike({ kind: 'forbidden', user: 'jane' });
    const message =
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" in the namespace "tools"';
    expect((await request(demo, PODS)).json).toMatchObject({ code: 403, reason: 'Forbidden', message });
  });

  test('so many times, after so many', async () => {
    demo.setFaults([
      { action: { kind: 'status', code: 503 }, verb: 'list', path: '/pods', after: 1, times: 2 },
    ]);
    const codes = [];
    for (let index = 0; index < 4; index++) codes.push((await request(demo, PODS)).status);
    expect(codes).toEqual([200, 503, 503, 200]);
    expect((await request(demo, '/version')).status).toBe(200);
  });

  test('an expired continue token', async () => {
    demo.setFaults([{ action: { kind: 'status', code: 410, message: 'too old' }, path: /continue=\w/ }]);
    const { json } = await request(demo, '/api/v1/namespaces?limit=2');
    const token = (json as { metadata: { continue: string } }).metadata.continue;
    const { status, json: error } = await request(demo, `/api/v1/namespaces?limit=2&continue=${token}`);
    expect([status, (error as { reason: string }).reason]).toEqual([410, 'Expired']);
  });

  test('a body that is no JSON, and a page that wants a sign-in', async () => {
    strike({ kind: 'garbage' });
    expect(await request(demo, PODS)).toMatchObject({ status: 200, json: undefined });
    strike({ kind: 'login-page' });
    expect(await request(demo, PODS)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/html' },
    });
  });

  test('a connection that is reset', async () => {
    strike({ kind: 'reset' });
    await expect(request(demo, PODS)).rejects.toThrow(/ECONNRESET|socket hang up/);
  });

  test('an answer that never comes', async () => {
    strike({ kind: 'hang' });
    const wait = new Promise((resolve) => setTimeout(resolve, 200, 'nothing'));
    const asked = request(demo, PODS).catch(() => 'ended');
    expect(await Promise.race([asked, wait])).toBe('nothing');
  });
});

describe('faults of exec', () => {
  test('the upgrade is refused', async () => {
    expect((await run({ kind: 'forbidden' })).refused).toMatchObject({
      status: 403,
      text: expect.stringContaining('cannot get resource \\"pods/exec\\"'),
    });
  });

  test('the socket drops half-way', async () => {
    const { stdout, status, closed } = await run({ kind: 'exec-drop', afterBytes: 4 });
    expect([String(stdout), status, closed]).toEqual(['1234', undefined, 1006]);
  });

  test('the status never comes', async () => {
    const { stdout, status, closed } = await run({ kind: 'exec-no-status' });
    expect([String(stdout), status, closed]).toEqual(['1234567890\n', undefined, 1000]);
  });

  test('too much output', async () => {
    expect((await run({ kind: 'exec-flood', bytes: 1_000_001 })).stdout).toHaveLength(1_000_001);
  });

  test('other output than the command has', async () => {
    expect(String((await run({ kind: 'exec-output', text: '\u001b[2Jnonsense' })).stdout)).toBe(
      '\u001b[2Jnonsense',
    );
  });

  test.each([126, 127])('exit code %i', async (code) => {
    const { stderr, status } = await run({ kind: 'exec-exit', code, stderr: 'sh: not found\n' });
    expect(stderr).toBe('sh: not found\n');
    expect(status?.details?.causes).toEqual([{ reason: 'ExitCode', message: String(code) }]);
  });

  test('the runtime cannot start it', async () => {
    const { status } = await run({ kind: 'exec-not-started', message: 'cannot exec in a stopped container' });
    expect(status?.message).toMatch(/exec failed: cannot exec in a stopped container: unknown$/);
  });

  test('messages of no channel', async () => {
    expect(await run({ kind: 'garbage' })).toMatchObject({ status: undefined, closed: 1000 });
  });

  test.each(['exec-silent', 'exec-endless'] as const)('%s goes on until the client leaves', async (kind) => {
    demo.setFaults([{ action: { kind }, verb: 'exec' }]);
    const socket = execSocket(demo, { pod, command: COMMAND });
    let bytes = 0;
    socket.on('message', (message: Buffer) => {
      bytes += message.length;
      if (bytes > 5_000_000) socket.terminate();
    });
    await once(socket, 'open');
    setTimeout(() => socket.terminate(), kind === 'exec-silent' ? 200 : 120_000).unref();
    await new Promise((resolve) => socket.on('close', resolve));
    expect(bytes > 5_000_000).toBe(kind === 'exec-endless');
  });

  test('a handshake that never ends', async () => {
    demo.setFaults([{ action: { kind: 'hang' }, verb: 'exec' }]);
    const socket = execSocket(demo, { pod, command: COMMAND });
    socket.on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(socket.readyState).toBe(socket.CONNECTING);
    socket.terminate();
  });
});

function run(action: FaultAction): ReturnType<typeof exec> {
  demo.setFaults([{ action, verb: 'exec' }]);
  return exec(demo, { pod, command: COMMAND });
}
