import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { burnsCpu } from '../../src/demo/scenarios/burns-cpu.ts';
import { cpuLimitSmall } from '../../src/demo/scenarios/cpu-limit-small.ts';
import { healthy } from '../../src/demo/scenarios/healthy.ts';
import { hostSaturated } from '../../src/demo/scenarios/host-saturated.ts';
import { slowDependency } from '../../src/demo/scenarios/slow-dependency.ts';
import type { Scenario } from '../../src/demo/scenarios/index.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { exec } from './client.ts';

const scenarios = [healthy, hostSaturated, cpuLimitSmall, slowDependency, burnsCpu];
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ scenarios });
});
afterAll(() => demo.close());

const run = async ({ namespace, pod }: Scenario, script: string): Promise<string> => {
  const { stdout, stderr } = await exec(demo, { pod: `${namespace}/${pod}`, command: ['sh', '-c', script] });
  expect(stderr).toBe('');
  return stdout.toString();
};
/** User CPU time in a line of /proc/PID/stat. */
const ticks = (line = ''): number => Number(line.split(' ')[13]);
const numbers = (text: string, name: string): number[] =>
  [...text.matchAll(new RegExp(`^${name} +(\\d+)`, 'gm'))].map((match) => Number(match[1]));

// Without namespaces there is nothing around a container: its commands run on this machine as it is.
describe('what the kernel tells in a container of the demo', () => {
  test('its cgroup counts on while somebody looks', async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const text = await run(cpuLimitSmall, 'cd /sys/fs/cgroup; cat cpu.max cpu.stat; sleep 2; cat cpu.stat');
    expect(text).toMatch(/^30000 100000\n/);
    for (const name of ['usage_usec', 'nr_periods', 'nr_throttled', 'throttled_usec']) {
      const [first = 0, last = 0] = numbers(text, name);
      expect(last).toBeGreaterThan(first);
    }
  });

  test("its host is the pod's node, not this machine", async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const text = await run(hostSaturated, 'cat /proc/stat /proc/meminfo /proc/loadavg');
    expect(text.match(/^cpu\d+ /gm)).toHaveLength(4);
    expect(text).toMatch(/^MemTotal: +16384000 kB$/m);
    expect(text).toMatch(/^13\.50 13\.50 13\.50 /m);
  });

  test('a healthy container sees two idle CPUs', async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const text = await run(healthy, 'cat /proc/stat; cat /sys/fs/cgroup/memory.max');
    expect(text.match(/^cpu\d+ /gm)).toHaveLength(2);
    expect(text).toMatch(/^33554432$/m);
  });
});

describe('who is at the other end of the network', () => {
  test('the name server knows the cluster, and nothing else', async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const script =
      'cat /etc/resolv.conf; command -v getent >/dev/null || exit 0; getent hosts kubernetes.default; getent hosts nope.example || echo none';
    const text = await run(healthy, `cat /proc/net/dev; ${script}`);
    skip(!text.includes('eth0'), 'no network can be made here');
    expect(text).toContain('nameserver 10.96.0.10\nsearch tools.svc.cluster.local ');
    skip(!text.includes('none'), 'no getent here');
    expect(text).toMatch(/^10\.96\.0\.1 +kubernetes\.default/m);
  });

  test('the slow Service is connected to, by its cluster IP', async ({ skip }) => {
    skip(!demo.isolated, 'no user namespaces here');
    const text = await run(slowDependency, 'sleep 2; cat /proc/net/dev /proc/net/tcp');
    skip(
      !text.includes('eth0'),
      'no network can be made here: the program `ip` is not there, or not permitted',
    );
    // 10.96.234.85:8080, established.
    expect(text).toMatch(/ 55EA600A:1F90 01 /);
  });
});

test('the busy application is busy while somebody looks', async ({ skip }) => {
  skip(!demo.isolated, 'no user namespaces here');
  const text = await run(burnsCpu, 'cat /proc/1/stat; sleep 3; cat /proc/1/stat');
  const [first, last] = text.trim().split('\n');
  expect(ticks(last) - ticks(first)).toBeGreaterThan(100);
});
