import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { predictForPod } from '../../src/env/prediction.ts';
import type { Inventory } from '../../src/contracts/inventory.ts';
import type { ScanReport } from '../../src/contracts/scan-report.ts';
import { pods } from './pods.ts';
import { envaudit, kubectl, type Ended } from './run.ts';
import { linkNames, services } from './services.ts';

const namespace = inject('namespace');

let folder: string;
let file: string;
let ended: Ended;
let report: ScanReport;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envaudit-e2e-'));
  file = join(folder, 'inventory.json');
  ended = await envaudit(['scan', '-n', namespace, '-o', 'json', '--save', file]);
  report = JSON.parse(ended.stdout) as ScanReport;
});
afterAll(() => rm(folder, { recursive: true }));

describe('scan', () => {
  test('sees everything in the namespace', () => {
    expect({ code: ended.code, incomplete: report.incomplete }).toEqual({ code: 0, incomplete: [] });
    expect(report.workloads.map(({ name }) => name).toSorted()).toEqual(
      pods.map(({ name }) => name).toSorted(),
    );
    expect(report.namespaces.map(({ name, services: found }) => [name, found?.total])).toEqual([
      [namespace, services.length],
    ]);
  });

  test.each(pods)('predicts for pod $name what its next start injects', ({ name, links }) => {
    const own = Object.entries({ declared: 1 }).find(([pod]) => pod === name)?.[1] ?? 0;
    const kubernetes = 8;
    const [container] = report.workloads.find((workload) => workload.name === name)!.containers;
    expect(container!.injected.nextRestart.variables).toBe(
      kubernetes + (links ? linkNames.length : 0) - (links ? own : 0),
    );
  });

  test('every variable of a real container, name and value, is as predicted', async () => {
    const { namespaces, kubernetesService } = JSON.parse(await readFile(file, 'utf8')) as Inventory;
    const own = namespaces.find(({ name }) => name === namespace)!.services;
    if (!kubernetesService.known) throw new Error('the Service kubernetes could not be read');
    const known = { [namespace]: own, default: { known: true as const, value: [kubernetesService.value] } };
    const { variables } = predictForPod(known, { namespace, enableServiceLinks: true });

    const environ = await kubectl(['exec', '-n', namespace, 'shell', '--', 'cat', '/proc/1/environ']);
    const real = environ.split('\0').filter((text) => /^(E2E|KUBERNETES)_/.test(text));
    expect(real.toSorted()).toEqual(variables.map(({ name, value }) => `${name}=${value}`).toSorted());
    expect(real).toHaveLength(linkNames.length + 8);
  });

  test('judges a saved inventory again without a cluster', async () => {
    const again = await envaudit(['report', file, '-o', 'json'], { KUBECONFIG: '/nonexistent' });
    expect(JSON.parse(again.stdout)).toEqual(report);
  });

  test('--show stale -o name lists Services that kubectl takes', async () => {
    const flags = ['--show', 'stale', '--stale-after', '0', '-o', 'name'];
    const { stdout } = await envaudit(['scan', '-n', namespace, ...flags]);
    const names = stdout.trimEnd().split('\n');
    expect(names).toContain('service/e2e-named-0001');
    await expect(kubectl(['get', '-n', namespace, '-o', 'name', ...names.slice(0, 50)])).resolves.toContain(
      'service/',
    );
  });

  test('says what a user without rights may not see, and exits with 4 or 1', async () => {
    const { code, stdout, stderr } = await envaudit([
      'scan',
      '-n',
      namespace,
      '--as',
      'nobody-in-particular',
    ]);
    expect([1, 4]).toContain(code);
    expect(stdout + stderr).toMatch(/forbidden|cannot list/);
  });

  test('--probe measures inside the worst workloads', async () => {
    const { stdout } = await envaudit(['scan', '-n', namespace, '--probe', '1', '-o', 'json']);
    const { probed } = JSON.parse(stdout) as ScanReport;
    expect(probed?.containers).toHaveLength(1);
    expect(probed?.containers[0]?.count.exec?.variables).toBeGreaterThan(linkNames.length);
  });
});

test('lint finds in the manifests of running pods what scan finds in the cluster', async () => {
  const manifests = await kubectl(['get', 'pods', '-n', namespace, '-o', 'yaml']);
  const { code, stdout } = await envaudit(
    ['lint', '-f', '-', '--services', file, '-o', 'json'],
    {},
    manifests,
  );
  expect(code).toBe(3);
  const lint = JSON.parse(stdout) as {
    summary: { workloads: number };
    findings: { subject: { name: string } }[];
  };
  expect(lint.summary.workloads).toBe(pods.length);
  expect(lint.findings.map(({ subject }) => subject.name)).toContain('node22');
  expect(lint.findings.map(({ subject }) => subject.name)).not.toContain('no-links');
});

test('compare tells a pod with service links from one without', async () => {
  const pair = ['pod/shell', 'pod/no-links'];
  const { code, stdout } = await envaudit(['compare', ...pair, '-n', namespace, '-o', 'json']);
  expect(code).toBe(0);
  const { differences } = JSON.parse(stdout) as { differences: { what: string; weight: string }[] };
  expect(differences.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['variables', 'enable-service-links']),
  );
});
