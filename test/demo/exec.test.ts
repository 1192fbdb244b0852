import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { crashLoop } from '../../src/demo/scenarios/crash-loop.ts';
import { distroless } from '../../src/demo/scenarios/distroless.ts';
import { healthy } from '../../src/demo/scenarios/healthy.ts';
import { limit } from '../../src/demo/scenarios/limit.ts';
import type { Scenario } from '../../src/demo/scenarios/index.ts';
import { exec, execSocket, request } from './client.ts';

const path = ({ namespace, pod }: Scenario): string => `${namespace}/${pod}`;
const CLOSE_STDIN = Buffer.from([255, 0]);

describe.each([
  ['with namespaces', true],
  ['as plain processes', false],
])('exec %s', (_, namespaceIsolation) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ namespaceIsolation });
  });
  afterAll(() => demo.close());

  test.each(['v4.channel.k8s.io', 'v5.channel.k8s.io'])(
    '%s: streams, success and close 1000',
    async (protocol) => {
      const command = ['sh', '-c', 'echo out; echo error >&2'];
      const result = await exec(demo, { pod: path(healthy), command, protocol });
      expect(result).toMatchObject({ stderr: 'error\n', closed: 1000, protocol });
      expect(result.stdout.toString()).toBe('out\n');
      expect(result.status).toEqual({ metadata: {}, status: 'Success' });
    },
  );

  test.each([
    ['node', '-p', 'process.version'],
    ['sh', '-c', 'node -p process.version'],
  ])('%s %s %s: the node of every image is ours', async (...command) => {
    const { stdout } = await exec(demo, { pod: path(healthy), command });
    expect(stdout.toString()).toBe(`${process.version}\n`);
  });

  test.each([
    ['exit 3', 3],
    ['exit 126', 126],
    ['kill -9 $$', 137],
    ['kill -15 $$', 143],
  ])('%s is exit code %i', async (script, code) => {
    const { status } = await exec(demo, { pod: path(healthy), command: ['sh', '-c', script] });
    expect(status).toEqual({
      metadata: {},
      status: 'Failure',
      message: `command terminated with non-zero exit code: error executing command [sh -c ${script}], exit code ${code}`,
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
    });
  });

  test.each([
    [['no-such-program'], healthy, 'exec: "no-such-program": executable file not found in $PATH: unknown'],
    [['/no/such'], healthy, 'exec: "/no/such": stat /no/such: no such file or directory: unknown'],
    [['/etc/passwd'], healthy, 'exec: "/etc/passwd": permission denied: unknown'],
    [['sh', '-c', 'true'], distroless, 'exec: "sh": executable file not found in $PATH: unknown'],
    [['/bin/sh'], distroless, 'exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown'],
    [[], healthy, 'OCI runtime exec failed: exec failed: args must not be empty: unknown'],
  ])('%j cannot be started', async (command, scenario, ending) => {
    const { status, closed } = await exec(demo, { pod: path(scenario), command });
    expect(status).toMatchObject({ status: 'Failure', reason: 'InternalError', code: 500 });
    expect(status?.message).toMatch(
      /^Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: /,
    );
    expect(status?.message?.endsWith(ending)).toBe(true);
    expect(closed).toBe(1000);
  });

  test.each(['node', '/nodejs/bin/node'])('a shell-less image has %s', async (node) => {
    const { stdout } = await exec(demo, { pod: path(distroless), command: [node, '-p', '1 + 1'] });
    expect(stdout.toString()).toBe('2\n');
  });

  test("arguments above the kernel's limit fail as the kernel says", async () => {
    const large = 'x'.repeat(100_000);
    const { stderr, status } = await exec(demo, {
      pod: path(limit),
      command: ['sh', '-c', 'true', large, large],
    });
    expect(stderr).toBe('exec sh: argument list too long\n');
    expect(status).toMatchObject({ reason: 'NonZeroExitCode', details: { causes: [{ message: '1' }] } });
  });

  test('v5 closes standard input; every byte comes back', async () => {
    const data = randomBytes(3_000_000);
    const chunks = [data.subarray(0, 1_000_000), data.subarray(1_000_000)];
    const stdin = [...chunks.map((chunk) => Buffer.concat([Buffer.from([0]), chunk])), CLOSE_STDIN];
    const result = await exec(demo, {
      pod: path(healthy),
      command: ['cat'],
      stdin,
      query: 'stdin=1&stdout=1',
    });
    expect(result.stdout.equals(data)).toBe(true);
    expect(result.status).toMatchObject({ status: 'Success' });
  });

  test('v4 cannot close standard input: the command waits, and dies with the connection', async () => {
    const socket = execSocket(demo, {
      pod: path(healthy),
      command: ['sh', '-c', 'echo $$; cat; echo never'],
      protocol: 'v4.channel.k8s.io',
      query: 'stdin=1&stdout=1',
    });
    const messages: Buffer[] = [];
    socket.on('message', (message: Buffer) => messages.push(message));
    await once(socket, 'open');
    socket.send(Buffer.from('\0hello'));
    socket.send(CLOSE_STDIN);
    while (!Buffer.concat(messages).includes('hello')) await once(socket, 'message');
    socket.terminate();
    const left = {
      pod: path(healthy),
      command: ['sh', '-c', 'sleep 0.2; ps -e -o args | grep "[e]cho never" | wc -l'],
    };
    expect(String((await exec(demo, left)).stdout).trim()).toBe('0');
    expect(Buffer.concat(messages).includes('never')).toBe(false);
  });

  test.each([
    ['shop/nope', 'stdout=1', 404, 'pods \\"nope\\" not found'],
    [path(healthy), 'stdout=1&container=nope', 400, `container nope is not valid for pod ${healthy.pod}`],
    [path(healthy), '', 400, 'you must specify at least 1 of stdin, stdout, stderr'],
    [path(crashLoop), 'stdout=1', 500, 'unable to upgrade connection: container not found (\\"docs\\")'],
  ])('%s?%s is refused before the upgrade', async (pod, query, code, message) => {
    const { refused } = await exec(demo, { pod, command: ['true'], query });
    expect(refused?.status).toBe(code);
    expect(refused?.text).toContain(message);
  });

  test('no protocol in common is refused', async () => {
    const { refused } = await exec(demo, {
      pod: path(healthy),
      command: ['true'],
      protocol: 'v9.channel.k8s.io',
    });
    expect(refused?.status).toBe(403);
  });
});

test.each([true, false])(
  'pods say that processes are shared where they are (namespaces: %s)',
  async (wanted) => {
    const demo = await startDemo({ namespaceIsolation: wanted });
    const { json } = await request(demo, `/api/v1/namespaces/tools/pods/${healthy.pod}`);
    const { shareProcessNamespace } = (json as { spec: { shareProcessNamespace?: boolean } }).spec;
    const count = 'ls -d /proc/[0-9]* | wc -l';
    const { stdout } = await exec(demo, { pod: path(healthy), command: ['sh', '-c', count] });
    expect([shareProcessNamespace, Number(stdout) > 5]).toEqual(
      demo.isolated ? [undefined, false] : [true, true],
    );
    await demo.close();
  },
);
