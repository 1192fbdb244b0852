import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import schema from '../../docs/report.schema.json' with { type: 'json' };
import { scenarios } from '../../src/demo/scenarios/index.ts';
import { container, generate, pod } from '../../src/demo/workloads.ts';
import { EXIT } from '../../src/errors.ts';
import type { Report } from '../../src/contracts/report.ts';
import { rowsOn } from '../present/rows-on.ts';
import { until } from '../until.ts';
import { runInProcess } from './in-process.ts';
import { closed, validator } from '../contracts/schema.ts';
import { startCli, testCluster, type TestCluster } from './run-cli.ts';

const SECRET = 'correct-horse-battery-staple';
const HOSTILE = 'evil\u001B[2J\u001B]0;owned\u0007\u202Ename';

let cluster: TestCluster;

beforeAll(async () => {
  const load = generate({ namespace: 'load', pods: 12, nodes: 3, services: 5 });
  const environment = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    API_TOKEN: SECRET,
    MULTILINE: `first\n${SECRET}\nlast`,
    SERVICE_00001_SERVICE_HOST: SECRET,
    [`TRICK${HOSTILE}`]: SECRET,
  };
  const odd = pod({ namespace: 'odd', name: 'secretive' });
  odd.spec = { ...(odd.spec as object), nodeName: HOSTILE };
  // A second container makes the choice of the first one a notice that names both.
  (odd.spec as { containers: object[] }).containers.push({ name: HOSTILE, image: HOSTILE });
  cluster = await testCluster({
    namespaceIsolation: false,
    extras: [
      load,
      {
        objects: [odd, service('service-00001'), service('front', { app: 'load' }), service(HOSTILE)],
        containers: { 'odd/secretive/app': container({ environment, isolated: false }) },
      },
    ],
  });
});
beforeEach(() => cluster.demo.setFaults([]));
afterAll(() => cluster.close());

const json = (text: string): Report => JSON.parse(text) as Report;

describe('the main job', () => {
  test('on the case study finds what was captured, by one exec', async () => {
    const web = scenarios.find(({ id }) => id === 'web')!;
    const before = cluster.demo.requests.length;
    const { code, stdout, stderr } = await cluster.run([web.pod, '-n', web.namespace, '-o', 'json']);
    expect({ code, stderr }).toEqual({ code: EXIT.ok, stderr: '' });
    const report = json(stdout);
    expect(validator(closed(schema))(report)).toEqual([]);
    const [result] = report.containers;
    const captured = web.setup.environment().toString('latin1').split('\0').filter(Boolean).length;
    expect(result?.count.exec?.variables).toBe(captured);
    const origins = Object.values(result!.origins).reduce((sum, { variables }) => sum + variables, 0);
    expect(origins).toBe(captured);
    expect(result).toMatchObject({
      severity: expect.stringMatching(/medium|high|critical/),
      basis: 'measured',
      origins: { unknown: { variables: 0 }, ghost: { variables: 0 } },
    });
    const asked = cluster.demo.requests.slice(before).map(({ path }) => path.split('?')[0]);
    expect(asked.filter((path) => path?.endsWith('/exec'))).toHaveLength(1);
  });

  test.each([
    ['ghosts', (report: Report) => report.containers[0]!.differences.ghosts.length > 100],
    ['ghosts', (report: Report) => report.containers[0]!.differences.missing.length > 10],
    ['nolinks', (report: Report) => report.containers[0]!.severity === 'ok'],
    ['distroless', (report: Report) => report.containers[0]!.count.envWcL === undefined],
    ['limit', (report: Report) => codes(report).includes('restart-exceeds-exec-limit')],
    ['crash-loop', (report: Report) => codes(report).includes('exec-impossible')],
    ['envsubst', (report: Report) => codes(report).includes('argument-limit')],
  ])('knows what is wrong in the scenario %s', async (id, holds) => {
    const scenario = scenarios.find((each) => each.id === id)!;
    const { stdout } = await cluster.ask([
      scenario.pod,
      '-n',
      scenario.namespace,
      '-o',
      'json',
      '--probe',
      'estimate',
    ]);
    expect(holds(json(stdout))).toBe(true);
  });

  test('on twelve pods needs three lists and twelve execs', async () => {
    const before = cluster.demo.requests.length;
    const { code, stdout } = await cluster.ask(['-l', 'app=load', '-n', 'load', '-o', 'json']);
    expect(code).toBe(EXIT.ok);
    expect(json(stdout).containers).toHaveLength(12);
    expect(cluster.demo.requests.length - before).toBeLessThanOrEqual(3 + 12);
  });
});

describe('a Service as the target', () => {
  test('means a running pod that it selects', async () => {
    const { stdout } = await cluster.ask(['svc/front', '-n', 'odd', '-o', 'json', '--no-exec']);
    expect(json(stdout).containers[0]).toMatchObject({
      target: 'svc/front',
      choice: 'the running pod of service/front',
      pod: 'secretive',
    });
  });

  test('that has no selector names no pods, and never all of them', async () => {
    const { code, stderr } = await cluster.ask(['svc/service-00001', '-n', 'odd', '--no-exec']);
    expect(code).toBe(EXIT.error);
    expect(stderr).toContain('service/service-00001 in namespace "odd" selects no pods');
    expect(stderr).toContain('kubectl describe service service-00001 -n odd');
  });
});

describe('what is shown', () => {
  test('-o name is pod/NAME, once each', async () => {
    const { stdout } = await cluster.ask(['-l', 'app=load', '-n', 'load', '-o', 'name', '--no-exec']);
    expect(stdout.trim().split('\n')).toEqual(
      Array.from({ length: 12 }, (_, index) => `pod/load-${String(index).padStart(4, '0')}`),
    );
  });

  test('-o yaml starts with its version', async () => {
    const { stdout } = await cluster.run(['load-0001', '-n', 'load', '-o', 'yaml', '--no-exec']);
    expect(stdout).toMatch(/^apiVersion: envaudit\/v1\nkind: Report\n/);
  });

  test('a table of several fits a header and a line each', async () => {
    const { stdout } = await cluster.ask(['-l', 'app=load', '-n', 'load', '-o', 'wide']);
    expect(stdout.split('\n')[0]).toMatch(/^POD +CONTAINER +SEVERITY +VARS/);
  });

  test('colour only on request through a pipe', async () => {
    const plain = await cluster.run(['load-0001', '-n', 'load']);
    const coloured = await cluster.run(['load-0001', '-n', 'load', '--color', 'always']);
    expect(plain.stdout).not.toContain('\u001B');
    expect(coloured.stdout).toContain('\u001B[');
  });

  test('one screen; with --show the sections that it names, in a list or repeated', async () => {
    const web = scenarios.find(({ id }) => id === 'web')!;
    const target = [web.pod, '-n', web.namespace, '--probe', 'estimate', '--no-exec'];
    const screen = await cluster.ask(target);
    expect(rowsOn(screen.stdout, 80)).toBeLessThanOrEqual(22);
    expect(screen.stdout).toMatch(/\n {2}kubectl patch deployment .*enableServiceLinks":false[}]+'\n/);
    const { stdout } = await cluster.ask([...target, '--show', 'mends,limit', '--show=links']);
    expect(stdout.match(/^[A-Z]{3,}(?: [A-Z]+)*/gm)?.slice(1)).toEqual([
      'SERVICE LINKS',
      'ROOM FOR EXEC',
      'MENDS',
    ]);
  });

  test.each([
    [['--show', 'cost,nope'], /no section "nope"[^]*container, count, origins, .*, audit, all\./],
    [['--show', 'cost', '-o', 'json'], /--show is not for -o json/],
    [['--show', ''], /show/],
  ])('%j is refused before anything is asked', async (flags, message) => {
    const before = cluster.demo.requests.length;
    const { code, stdout, stderr } = await cluster.ask(['load-0001', '-n', 'load', ...flags]);
    expect({ code, stdout }).toEqual({ code: EXIT.usage, stdout: '' });
    expect(stderr).toMatch(message);
    expect(cluster.demo.requests.length).toBe(before);
  });

  test('report takes the sections of the verb that wrote the file', async () => {
    const file = join(cluster.folder, 'shown.json');
    await cluster.ask(['load-0001', '-n', 'load', '--no-exec', '--save', file]);
    const { stdout } = await runInProcess(['report', file, '--show', 'limit']);
    expect(stdout).toMatch(/^ROOM FOR EXEC/m);
    const wrong = await runInProcess(['report', file, '--show', 'stale']);
    expect(wrong).toMatchObject({ code: EXIT.usage, stdout: '' });
  });

  test('an unknown format is refused before anything is asked', async () => {
    const before = cluster.demo.requests.length;
    const { code, stderr } = await cluster.run(['load-0001', '-n', 'load', '-o', 'xml']);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(/human, wide, name, json, yaml/);
    expect(cluster.demo.requests.length).toBe(before);
  });

  test('--fail-on decides about the exit code', async () => {
    const limit = scenarios.find(({ id }) => id === 'limit')!;
    const args = [limit.pod, '-n', limit.namespace, '--no-exec'];
    expect((await cluster.run([...args, '--fail-on', 'critical'])).code).toBe(EXIT.findings);
    const orders = scenarios.find(({ id }) => id === 'nolinks')!;
    const healthy = await cluster.ask([orders.pod, '-n', orders.namespace, '--fail-on', 'info']);
    expect(healthy.code).toBe(EXIT.ok);
  });
});

describe('foreign data', () => {
  test('hostile names reach the screen without their escape sequences', async () => {
    for (const format of ['human', 'wide', 'name', 'json', 'yaml']) {
      const { stdout, stderr } = await cluster.ask(['secretive', '-n', 'odd', '-o', format, '--variables']);
      // eslint-disable-next-line no-control-regex
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
    }
  });

  test('values never leave the pod: not in any output, nor in what is saved', async () => {
    const file = join(cluster.folder, 'secretive.json');
    const texts = [];
    for (const format of ['human', 'wide', 'json', 'yaml']) {
      const { stdout, stderr } = await cluster.ask([
        'secretive',
        '-n',
        'odd',
        '-o',
        format,
        '--variables',
        '-v',
      ]);
      texts.push(stdout, stderr);
    }
    await cluster.run(['secretive', '-n', 'odd', '--save', file]);
    texts.push(await readFile(file, 'utf8'));
    expect(texts.join('\n')).toContain('API_TOKEN');
    expect(texts.join('\n')).not.toContain(SECRET);
  });
});

describe('saved evidence', () => {
  test('gives the same report without a cluster, and is readable by its owner only', async () => {
    const file = join(cluster.folder, 'evidence.json');
    const live = await cluster.run(['load-0002', '-n', 'load', '-o', 'json', '--save', file]);
    const later = await startCli(['report', file, '-o', 'json']).result;
    expect(json(later.stdout)).toEqual(json(live.stdout));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(live.stderr).toContain(file);
  });

  test.each([
    ['that is not JSON', 'nonsense', /not JSON/],
    ['of another kind', '{"kind":"Report"}', /not evidence/],
    [
      'whose parts have another shape',
      '{"apiVersion":"envaudit/v1","kind":"Evidence","containers":[7]}',
      /not evidence/,
    ],
  ])('%s is refused', async (_, text, pattern) => {
    const file = join(cluster.folder, 'wrong.json');
    await writeFile(file, text);
    const { code, stderr } = await runInProcess(['report', file]);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(pattern);
  });

  test('that cannot be written leaves nothing half-written', async () => {
    const file = join(cluster.folder, 'missing', 'e.json');
    const { code, stderr } = await cluster.run(['load-0002', '-n', 'load', '--save', file]);
    expect(code).toBe(EXIT.error);
    expect(stderr).toContain(`cannot write ${file}`);
  });
});

describe('Ctrl-C', () => {
  test('prints what was seen until then, and exits with 130', async () => {
    cluster.demo.setFaults([{ verb: 'exec', after: 3, action: { kind: 'exec-silent' } }]);
    const before = cluster.demo.requests.length;
    const { child, result } = cluster.start([
      '-l',
      'app=load',
      '-n',
      'load',
      '--concurrency',
      '2',
      '-o',
      'json',
    ]);
    await until(
      () => cluster.demo.requests.slice(before).filter(({ path }) => path.includes('/exec')).length >= 5,
    );
    child.kill('SIGINT');
    const { code, stdout } = await result;
    expect(code).toBe(EXIT.interrupted);
    const report = json(stdout);
    expect(report.containers.filter(({ count }) => count.exec !== undefined).length).toBeGreaterThanOrEqual(
      1,
    );
    expect(report.incomplete).toContainEqual(expect.objectContaining({ code: 'interrupted' }));
  });

  test('before anything was seen says so', async () => {
    cluster.demo.setFaults([{ path: '/pods', action: { kind: 'hang' } }]);
    const before = cluster.demo.requests.length;
    const { child, result } = cluster.start(['load-0000', '-n', 'load']);
    await until(() => cluster.demo.requests.length > before);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await result;
    expect({ code, stdout }).toEqual({ code: EXIT.interrupted, stdout: '' });
    expect(stderr).toMatch(/interrupted/);
  });
});

function service(name: string, selector?: Record<string, string>): ReturnType<typeof pod> {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'odd', creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: {
      clusterIP: '10.97.0.1',
      ports: [{ port: 80, protocol: 'TCP' }],
      ...(selector === undefined ? {} : { selector }),
    },
  };
}

function codes(report: Report): string[] {
  return report.containers.flatMap(({ findings }) => findings.map(({ code }) => code));
}
