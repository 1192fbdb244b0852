import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kernelCfsQuota, kernelMemoryCgroups } from '../../../../src/analyze/stages/host-resources/kernel.ts';
import { isAtLeast, kernelVersion } from '../../../../src/analyze/figures/node/kernel-version.ts';
import type { CheckVerdict } from '../../../../src/contracts/diagnosis.ts';
import { altered, ticks, unknown, valueOf } from '../healthy-evidence.ts';
import { judgeAll } from '../judge-all.ts';

const rules = [kernelCfsQuota, kernelMemoryCgroups];

/** Throttled in half of its periods while it uses 30% of its limit. */
const throttledBelow = { cores: 0.3, throttledPeriods: 5 };
const quiet = { cores: 0.2 };

test.each<[string, typeof throttledBelow | typeof quiet, CheckVerdict, CheckVerdict]>([
  ['6.1.0-18-cloud-amd64', throttledBelow, 'ok', 'ok'],
  ['5.4.0', throttledBelow, 'ok', 'ok'],
  ['5.3.8', throttledBelow, 'warning', 'ok'],
  ['5.3.9', throttledBelow, 'ok', 'ok'],
  ['4.19.83', throttledBelow, 'warning', 'notice'],
  ['4.19.84', throttledBelow, 'ok', 'notice'],
  ['4.14.154-128.181.amzn2.x86_64', throttledBelow, 'ok', 'notice'],
  ['4.14.97-90.72.amzn2.x86_64', throttledBelow, 'warning', 'notice'],
  ['4.9.0-8-amd64', throttledBelow, 'warning', 'notice'],
  ['4.9.0-8-amd64', quiet, 'notice', 'notice'],
  // What a distributor has mended, its numbers do not tell.
  ['4.15.0-55-generic', throttledBelow, 'notice', 'notice'],
  ['3.10.0-1062.el7.x86_64', throttledBelow, 'notice', 'notice'],
  ['4.18.0-147.el8.x86_64', quiet, 'notice', 'notice'],
  ['4.18.0-193.el8.x86_64', quiet, 'notice', 'ok'],
])('kernel %s with %j: CPU limits %s, memory cgroups %s', (kernel, use, quota, cgroups) => {
  const evidence = altered(({ node, sample }) => {
    valueOf(node).kernel = kernel;
    valueOf(sample).cgroup.ticks = ticks(use);
  });
  expect(judgeAll(rules, evidence).map(({ verdict }) => verdict)).toEqual([quota, cgroups]);
});

test('an old kernel does not concern a container without a CPU limit', () => {
  const evidence = altered(({ node, sample, audit }) => {
    valueOf(node).kernel = '4.9.0';
    valueOf(sample).cgroup.cpuLimit = 'none';
    delete audit.containers[0]!.container.cpuLimit;
  });
  expect(judgeAll([kernelCfsQuota], evidence)[0]).toMatchObject({
    verdict: 'ok',
    reason: expect.stringContaining('not concerned'),
  });
});

test('the node’s word comes before that of a container that may run on another kernel', () => {
  const evidence = altered(({ sample }) => (valueOf(sample).host.kernel = '4.4.0'));
  expect(judgeAll(rules, evidence).every(({ verdict }) => verdict === 'ok')).toBe(true);
  evidence.node = unknown();
  expect(judgeAll([kernelMemoryCgroups], evidence)[0]!.verdict).toBe('notice');
});

describe('kernelVersion', () => {
  test.each(['', 'linux', '6', '-1.2'])('does not take %j for a version', (text) => {
    expect(kernelVersion(text)).toBeUndefined();
  });

  test('orders versions', () => {
    const part = fc.nat(200);
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (a, b) => {
        const [version, other] = [kernelVersion(a.join('.'))!, kernelVersion(b.join('.'))!];
        expect(isAtLeast(version, a)).toBe(true);
        expect(isAtLeast(version, b) || isAtLeast(other, a)).toBe(true);
      }),
    );
  });

  test('reads whatever a node says without failing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const version = kernelVersion(text);
        expect(version === undefined || Number.isFinite(version.major)).toBe(true);
      }),
    );
  });
});
