import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../src/collect/cluster/connect.ts';
import { liveScan } from '../../../src/commands/tui/scan.ts';
import { pausesAfter, type ScanPauses } from '../../../src/commands/tui/scan-reasons.ts';
import type { KubeObject } from '../../../src/demo/api/objects.ts';
import type { Fault } from '../../../src/demo/faults.ts';
import { startDemo, type Demo } from '../../../src/demo/server.ts';
import type { ScanEvent } from '../../../src/present/tui/backend.ts';
import { QUICK_RETRY, temporaryFolder } from '../../collect/cluster/support/connect-to.ts';
import { until } from '../../until.ts';

const NEVER = 3_600_000;

const service = (name: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'shop', name, creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { clusterIP: '10.0.0.7', ports: [{ port: 80 }] },
});

interface Scanning {
  demo: Demo;
  /** Services by scan. */
  scans: () => number[];
  states: () => string[];
  ended: Promise<unknown>;
}

async function scanning(pauses: ScanPauses, faults: readonly Fault[] = []): Promise<Scanning> {
  const extras = [{ objects: [service('web')], containers: {} }];
  const demo = await startDemo({ scenarios: [], extras, faults, namespaceIsolation: false });
  const kubeconfig = join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, demo.kubeconfig);
  const cluster = await connect({
    flags: { kubeconfig },
    env: {},
    limits: { retry: { ...QUICK_RETRY, attempts: 1 } },
    warn: () => undefined,
  });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    cluster.close();
    await demo.close();
  });
  const events: ScanEvent[] = [];
  const listen = async (): Promise<void> => {
    const request = { cluster, namespace: 'shop', toolVersion: '0', signal: stop.signal };
    for await (const event of liveScan({ ...request, pauses: () => pauses })) events.push(event);
  };
  const ended = listen().catch((error: unknown) => error);
  return {
    demo,
    scans: () => events.flatMap((each) => (each.type === 'scanned' ? [each.report.summary.services] : [])),
    states: () => events.flatMap((each) => (each.type === 'link' ? [each.link.state] : [])),
    ended,
  };
}

test('it is taken again when Services have changed, and says that it is live until then', async () => {
  const seen = await scanning({ soonestMs: 0, latestMs: NEVER });
  await until(() => seen.states().at(-1) === 'live');
  expect([seen.scans(), seen.states()]).toEqual([[1], ['looking', 'live']]);
  seen.demo.store.put(service('api'));
  await until(() => seen.scans().length > 1);
  expect(seen.scans()).toEqual([1, 2]);
});

test('not before its time, however often they change', async () => {
  const seen = await scanning({ soonestMs: NEVER, latestMs: NEVER });
  await until(() => seen.states().at(-1) === 'live');
  for (const name of ['a', 'b', 'c']) seen.demo.store.put(service(name));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(seen.scans()).toEqual([1]);
});

test('it is taken again after some time in any case, also where Services may not be watched', async () => {
  const forbidden: Fault = { verb: 'watch', path: '/services', action: { kind: 'forbidden' } };
  const seen = await scanning({ soonestMs: 0, latestMs: 20 }, [forbidden]);
  await until(() => seen.scans().length > 2);
  expect(seen.states()).not.toContain('live');
});

test('one that fails later is told, and tried again', async () => {
  const seen = await scanning({ soonestMs: 0, latestMs: 20 });
  await until(() => seen.scans().length === 1);
  seen.demo.setFaults([{ action: { kind: 'reset' } }]);
  await until(() => seen.states().includes('broken'));
  seen.demo.setFaults([]);
  const before = seen.scans().length;
  await until(() => seen.scans().length > before);
  expect(new Set(seen.scans())).toEqual(new Set([1]));
});

test.each([
  [100, { soonestMs: 5000, latestMs: 60_000 }],
  [10_000, { soonestMs: 100_000, latestMs: 300_000 }],
])('a scan of %d ms is taken again after a multiple of that', (tookMs, pauses) => {
  expect(pausesAfter(tookMs)).toEqual(pauses);
});
