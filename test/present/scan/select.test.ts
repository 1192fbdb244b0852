import { describe, expect, test } from 'vitest';
import { isObjectName, safeName, scanCommand, workloadName } from '../../../src/present/scan/kubectl.ts';
import { digestOf } from '../../../src/present/scan/select/digest.ts';
import { allFindings, findingGroups, otherFindings } from '../../../src/present/scan/select/findings.ts';
import { costlyProbes } from '../../../src/present/scan/select/probes.ts';
import { namespaceOf, scan, scanned, workload } from '../samples/scan-build.ts';
import { cluster, drained } from '../samples/scan.ts';

function forecastNames(show?: 'forecast'): string[] {
  return digestOf(cluster, { show }).forecast.shown.map(({ name }) => name);
}

describe('what of a scan is shown', () => {
  test('an overview leaves out what is fine, and counts the rest', () => {
    const { workloads, namespaces, stale } = digestOf(cluster, {});
    expect(workloads.total).toBe(26);
    expect(workloads.shown).toHaveLength(20);
    expect(namespaces.shown.map(({ name }) => name)).toEqual(['platform-ingress', 'shop', 'legacy']);
    expect(stale).toMatchObject({
      total: 12,
      variables: 10 * 8 * 75 + 2 * 8 * 6,
      bytes: 10 * 342 * 75 + 2 * 342 * 6,
    });
    expect(stale.shown.map(({ name }) => name)).toEqual([
      'tenant-1990',
      'tenant-1991',
      'tenant-1992',
      'tenant-1993',
      'tenant-1994',
    ]);
  });

  test('that the future of a healthy namespace is unknown is told only when it is asked for', () => {
    expect(forecastNames()).toEqual(['platform-ingress', 'shop', 'legacy']);
    expect(forecastNames('forecast')).toEqual(['platform-ingress', 'shop', 'legacy', 'batch']);
  });

  test('the worst workload is the worst, in whatever order they come', () => {
    const sorted = { ...cluster, workloads: cluster.workloads.toReversed() };
    expect(digestOf(sorted, {}).worstWorkload?.name).toBe('web');
    expect(digestOf(cluster, {}).worstWorkload?.name).toBe('edge');
  });

  test('a workload that would not start again is found by the exec limit of any of its containers', () => {
    const large = scanned('b', [100, 50_000]);
    const report = scan({
      namespaces: [namespaceOf('a', 6_000)],
      workloads: [
        workload('a/deployment/b', 'critical', [scanned('a', [100, 100]), large]),
        workload('a/deployment/c', 'low', [scanned('c', [100, 41_000])]),
      ],
    });
    expect(digestOf(report, {}).failing).toMatchObject({ total: 1, shown: [{ name: 'b' }] });
  });

  test('findings that a row tells, or that have a section of their own, are not told twice', () => {
    const codes = new Set(otherFindings(cluster).map(({ code }) => code));
    expect(codes).toEqual(
      new Set(['contested-variable', 'kubernetes-variable-replaced', 'needs-service-links']),
    );
  });

  test('findings are grouped by code, the most severe first', () => {
    const groups = findingGroups(otherFindings(cluster), 3);
    expect(groups.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'high kubernetes-variable-replaced',
      'medium contested-variable',
      'low needs-service-links',
    ]);
    const [links] = findingGroups(
      allFindings(cluster).filter(({ code }) => code === 'default-service-links'),
      3,
    );
    expect(links?.count).toBe(25);
    expect(links?.sentences.shown.length).toBeLessThanOrEqual(3);
  });

  test('exec probes are those that a finding is about, the nearest to their timeout first', () => {
    expect(
      costlyProbes(drained.workloads).map(
        ({ severity, container, probe }) => `${severity} ${container} ${probe.kind}`,
      ),
    ).toEqual(['high web liveness', 'high web readiness']);
  });
});

describe('names and commands for kubectl', () => {
  test.each([
    ['web', true],
    ['web-0.shop', true],
    ['0web', true],
    ['Web', false],
    ['-A', false],
    ['web;rm', false],
    ['web ', false],
    ['', false],
    ['a'.repeat(254), false],
  ])('%s can be a name: %s', (name, valid) => expect(isObjectName(name)).toBe(valid));

  test.each([
    ['apps/v1', 'deployment', 'deployment/web', 'deployment.apps/web'],
    ['v1', 'pod', 'pod/web', 'pod/web'],
    ['argoproj.io/v1alpha1', 'rollout', 'rollout.argoproj.io/web', 'rollout.argoproj.io/web'],
  ])('of %s, a %s is called %s by people and %s by -o name', (apiVersion, kind, short, full) => {
    const object = { namespace: 'shop', kind, name: 'web', apiVersion };
    expect(workloadName(object)).toBe(short);
    expect(safeName(object)).toBe(full);
  });

  test.each([
    [{ namespaces: 'all' as const }, 'kubectl envaudit scan -A --show stale'],
    [{ namespaces: ['shop'] }, 'kubectl envaudit scan -n shop --show stale'],
    [{ namespaces: ['a', 'b'] }, 'kubectl envaudit scan -A --show stale'],
    [
      { namespaces: ['a'], selector: 'app=web', node: 'n1' },
      'kubectl envaudit scan -n a -l app=web --node n1 --show stale',
    ],
    [
      { namespaces: ['a'], selector: 'app in (web)' },
      "kubectl envaudit scan -n a -l 'app in (web)' --show stale",
    ],
    [{ namespaces: ['a'], selector: "app='x" }, undefined],
    [{ namespaces: ['a;b'] }, undefined],
    [{ namespaces: 'all' as const, node: '$(rm)' }, undefined],
  ])('the same scope again: %j', (scope, command) =>
    expect(scanCommand(scope, '--show stale')).toBe(command),
  );
});
