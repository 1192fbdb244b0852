import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { distroless } from '../../src/demo/scenarios/distroless.ts';
import { cpuLimitSmall } from '../../src/demo/scenarios/cpu-limit-small.ts';
import { web } from '../../src/demo/scenarios/web.ts';
import { resourceOf } from '../../src/demo/api/resources.ts';
import { until } from '../until.ts';

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.skipIf(!hasKubectl)('plain kubectl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'envaudit-test-'));
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo();
    writeFileSync(join(folder, 'config'), demo.kubeconfig, { mode: 0o600 });
  });
  afterAll(async () => {
    await demo.close();
    rmSync(folder, { recursive: true });
  });

  const kubectl = (args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, KUBECONFIG: join(folder, 'config'), HOME: folder };
      const child = spawn('kubectl', args, { env, timeout: 120_000 });
      const [out, err]: Buffer[][] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => out?.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err?.push(chunk));
      child.on('close', (code) =>
        resolve({ code, out: String(Buffer.concat(out ?? [])), err: String(Buffer.concat(err ?? [])) }),
      );
      child.stdin.end(input);
    });

  test('get pods shows the usual table', async () => {
    const { out } = await kubectl(['get', 'pods', '-A']);
    expect(out).toMatch(/^NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE\n/);
    expect(out).toMatch(/^platform +docs-\S+ +0\/1 +CrashLoopBackOff +3 +2h$/m);
  });

  test.each(['svc', 'deploy', 'rs', 'nodes', 'ns', 'cm', 'all', 'pods -o wide', 'pod -o name -l app=web'])(
    'get %s',
    async (what) => {
      const { code, out, err } = await kubectl(['get', ...what.split(' '), '-n', 'shop']);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/web|envaudit-node|shop/);
    },
  );

  test('get endpointslices,endpoints,deploy,cronjob of all namespaces', async () => {
    const { code, out, err } = await kubectl(['get', 'endpointslices,endpoints,deploy,cronjob', '-A']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^default +endpointslice\.discovery\.k8s\.io\/kubernetes +IPv4 +6443 +10\.244\.0\.1 /m,
    );
    expect(out).toMatch(/^default +endpoints\/kubernetes +10\.244\.0\.1:6443 /m);
    expect(out).toMatch(/^shop +deployment\.apps\/web +1\/1 /m);
  });

  test('exec counts the variables', async () => {
    const { out } = await kubectl(['exec', web.pod, '--', 'env']);
    expect(out.split('\n').length - 1).toBe(16_262);
  });

  test('exec -i hands standard input on, and its end', async () => {
    expect(await kubectl(['exec', '-i', web.pod, '--', 'cat'], 'hello')).toMatchObject({
      code: 0,
      out: 'hello',
    });
  });

  test('exec hands the exit code on, and says what could not be started', async () => {
    expect(await kubectl(['exec', web.pod, '--', 'sh', '-c', 'exit 7'])).toMatchObject({ code: 7 });
    const missing = await kubectl(['exec', '-n', distroless.namespace, distroless.pod, '--', 'sh']);
    expect([missing.code, missing.err]).toEqual([
      1,
      expect.stringContaining('executable file not found in $PATH'),
    ]);
  });

  test('explain knows fields, what they say and what they are made of', async () => {
    const { out } = await kubectl(['explain', 'pod.spec.enableServiceLinks']);
    expect(out).toMatch(/^KIND: +Pod\nVERSION: +v1\n\nFIELD: enableServiceLinks <boolean>/);
    expect(out).toContain('environment variables, matching the syntax of Docker');
    expect((await kubectl(['explain', 'deploy.spec'])).out).toMatch(/strategy\t<DeploymentStrategy>/);
  });

  test('wait, rollout status and get --watch watch without a complaint', async () => {
    const asked = [
      ['wait', '--for=condition=Ready', `pod/${web.pod}`, '--timeout=10s'],
      ['rollout', 'status', 'deploy/web', '--timeout=10s'],
      ['get', 'pods', '--watch', '--request-timeout=1s'],
    ];
    const answers = await Promise.all(asked.map((args) => kubectl(args)));
    expect(answers.map(({ code, err }) => [code, err])).toEqual(asked.map(() => [0, '']));
    expect(answers[0]?.out).toContain('condition met');
    expect(answers[1]?.out).toContain('successfully rolled out');
    expect(answers[2]?.out).toContain(web.pod);
  });

  test('get --watch shows what changes', async () => {
    const before = demo.requests.length;
    const watching = kubectl(['get', 'pods', '--watch', '--request-timeout=5s']);
    await until(() => demo.requests.slice(before).some(({ path }) => path.includes('watch=true')));
    const pod = demo.store.list(resourceOf('Pod'), 'shop').find(({ metadata }) => metadata.name === web.pod)!;
    demo.store.put({ ...pod, metadata: { ...pod.metadata, name: 'web-late' } });
    demo.store.remove({ kind: 'Pod', metadata: { namespace: 'shop', name: 'web-late' } });
    expect((await watching).out.match(/web-late .*Running/g)).toHaveLength(2);
  });

  test('auth whoami and can-i say what is so, also of whom one acts as', async () => {
    expect((await kubectl(['auth', 'whoami', '--as=jörg', '--as-group=ops'])).out).toMatch(
      /Username +jörg\nGroups +\[ops system:authenticated\]/,
    );
    const may = async (...args: string[]): Promise<string> => (await kubectl(['auth', 'can-i', ...args])).out;
    expect(await may('delete', 'pods')).toBe('no\n');
    const deleted = await kubectl(['delete', 'pod', web.pod]);
    expect(deleted.err).toMatch(
      /^Error from server \(Forbidden\): .*cannot delete resource "pods".*: the demo can only be read\n$/,
    );
    expect(await may('list', 'pods', '--as=jane')).toBe('no\n');
    expect((await kubectl(['get', 'pods', '--as=jane'])).err).toContain(
      'User "jane" cannot list resource "pods"',
    );
    const asDeveloper = ['--context=demo-developer', '-n', 'shop'];
    expect(await may('get', 'nodes', ...asDeveloper)).toBe('no\n');
    expect(await may('list', 'pods', ...asDeveloper)).toBe('yes\n');
    expect((await kubectl(['get', 'pods', '--as=jane', ...asDeveloper])).err).toContain(
      'users "jane" is forbidden: User "developer" cannot impersonate resource "users"',
    );
    expect((await kubectl(['auth', 'can-i', '--list'])).out).toMatch(/pods\/exec .*\[create\]/);
  });

  test('get --raw reads the health endpoints', async () => {
    expect((await kubectl(['get', '--raw', '/healthz'])).out).toBe('ok');
    expect((await kubectl(['get', '--raw', '/readyz?verbose'])).out).toMatch(
      /^\[\+\]ping ok\n.*readyz check passed\n$/s,
    );
  });

  test('cp copies there and back', async () => {
    const [there, back] = [join(folder, 'there'), join(folder, 'back')];
    writeFileSync(there, randomBytes(100_000));
    const copies = [
      await kubectl(['cp', there, `${web.pod}:/tmp/copied`]),
      await kubectl(['cp', `${web.pod}:/tmp/copied`, back]),
    ];
    expect(copies.map(({ code }) => code)).toEqual([0, 0]);
    expect(readFileSync(back).equals(readFileSync(there))).toBe(true);
  });

  test('port-forward reaches a port of the pod, and says which one nobody listens at', async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const child = spawn(
      'kubectl',
      ['port-forward', '-n', cpuLimitSmall.namespace, cpuLimitSmall.pod, ':8080', ':9'],
      {
        env: { ...process.env, KUBECONFIG: join(folder, 'config'), HOME: folder },
      },
    );
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
    const portTo = async (port: number): Promise<string> => {
      const line = new RegExp(String.raw`127\.0\.0\.1:(\d+) -> ${port}\n`);
      await vi.waitFor(() => expect(said.join('')).toMatch(line), 20_000);
      return line.exec(said.join(''))?.[1] ?? '';
    };
    try {
      const answer = await fetch(`http://127.0.0.1:${await portTo(8080)}/`);
      expect(answer.status).toBe(200);
      await expect(fetch(`http://127.0.0.1:${await portTo(9)}/`)).rejects.toThrow('fetch failed');
      await vi.waitFor(() => expect(said.join('')).toContain('connection refused'), 20_000);
    } finally {
      child.kill();
    }
  });

  test('logs, describe, auth can-i, version, and the other context', async () => {
    expect((await kubectl(['logs', web.pod])).out).toBe('v22.20.0 listens\n');
    expect((await kubectl(['describe', 'pod', web.pod])).out).toMatch(/Limits:\n +cpu: +300m/);
    expect((await kubectl(['auth', 'can-i', 'create', 'pods', '--subresource=exec'])).out).toBe('yes\n');
    expect((await kubectl(['version'])).out).toContain('envaudit.demo');
    expect((await kubectl(['get', 'ns', 'shop', '--context=demo-certificate'])).code).toBe(0);
  });
});
