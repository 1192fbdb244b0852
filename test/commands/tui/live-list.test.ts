import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { V1Pod } from '@kubernetes/client-node';
import { apiPath } from '../../../src/collect/cluster/api-path.ts';
import { connect } from '../../../src/collect/cluster/connect.ts';
import { liveList } from '../../../src/commands/tui/live-list.ts';
import type { LiveEvent } from '../../../src/contracts/live-events.ts';
import type { KubeObject } from '../../../src/demo/api/objects.ts';
import { startDemo, type Demo } from '../../../src/demo/server.ts';
import { temporaryFolder } from '../../collect/cluster/support/connect-to.ts';

const pod = (name: string, phase = 'Running'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name, labels: {} },
  spec: { containers: [{ name: 'app' }] },
  status: { phase },
});

interface Row {
  name: string;
  phase: string;
}

async function listed(restMs: number): Promise<{ demo: Demo; events: AsyncGenerator<LiveEvent<Row>> }> {
  const extras = [{ objects: [pod('api')], containers: {} }];
  const demo = await startDemo({ scenarios: [], extras, namespaceIsolation: false });
  const kubeconfig = join(temporaryFolder(), 'kubeconfig');
  writeFileSync(kubeconfig, demo.kubeconfig);
  const cluster = await connect({ flags: { kubeconfig }, env: {}, warn: () => undefined });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    cluster.close();
    await demo.close();
  });
  const events = liveList<V1Pod, Row>({
    cluster,
    path: apiPath`/api/v1/pods`,
    row: ({ metadata, status }) => ({ name: metadata?.name ?? '', phase: status?.phase ?? '' }),
    key: ({ name }) => `shop/${name}`,
    signal: stop.signal,
    timing: { restMs, gapMs: 1 },
  });
  return { demo, events };
}

/** Asks until it lives. */
async function untilLive(events: AsyncGenerator<LiveEvent<Row>>): Promise<void> {
  for (;;) {
    const { value } = (await events.next()) as { value: LiveEvent<Row> };
    if (value.type === 'link' && value.link.state === 'live') return;
  }
}

type Changes = Extract<LiveEvent<Row>, { type: 'changes' }>;

async function nextChanges(events: AsyncGenerator<LiveEvent<Row>>): Promise<Changes> {
  for (;;) {
    const { value } = (await events.next()) as { value: LiveEvent<Row> };
    if (value.type === 'changes') return value;
  }
}

const watches = ({ requests }: Demo): number => requests.filter(({ path }) => path.includes('watch=')).length;

test('what changed while nobody asked is told when somebody asks', async () => {
  const { demo, events } = await listed(3_600_000);
  await untilLive(events);
  for (const phase of ['Pending', 'Running', 'Failed']) demo.store.put(pod('web', phase));
  demo.store.remove(pod('api'));
  const rows: Row[] = [];
  for (let gone: string[] = []; gone.length === 0;) {
    const changes = await nextChanges(events);
    rows.push(...changes.changed);
    ({ gone } = changes);
  }
  expect(rows.at(-1)).toEqual({ name: 'web', phase: 'Failed' });
});

test('when nobody asks for some time it rests, and goes on from where it was', async () => {
  const { demo, events } = await listed(20);
  await untilLive(events);
  await new Promise((resolve) => setTimeout(resolve, 100));
  demo.store.put(pod('web', 'Pending'));
  demo.store.put(pod('web'));
  expect(await nextChanges(events)).toMatchObject({ changed: [{ name: 'web' }], gone: [] });
  expect(watches(demo)).toBe(2);
  expect(demo.requests.filter(({ path }) => path.startsWith('/api/v1/pods?limit'))).toHaveLength(1);
});
