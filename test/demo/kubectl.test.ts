import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { distroless } from '../../src/demo/scenarios/distroless.ts';
import { web } from '../../src/demo/scenarios/web.ts';

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

  test('logs, describe, auth can-i, version, and the other context', async () => {
    expect((await kubectl(['logs', web.pod])).out).toBe('v22.20.0 listens\n');
    expect((await kubectl(['describe', 'pod', web.pod])).out).toMatch(/Limits:\n +cpu: +300m/);
    expect((await kubectl(['auth', 'can-i', 'create', 'pods', '--subresource=exec'])).out).toBe('yes\n');
    expect((await kubectl(['version'])).out).toContain('envaudit.demo');
    expect((await kubectl(['get', 'ns', 'shop', '--context=demo-certificate'])).code).toBe(0);
  });
});
