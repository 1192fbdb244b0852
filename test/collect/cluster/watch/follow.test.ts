import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { V1Pod } from '@kubernetes/client-node';
import { apiPath } from '../../../../src/collect/cluster/api-path.ts';
import { connect } from '../../../../src/collect/cluster/connect.ts';
import type { FollowTiming } from '../../../../src/collect/cluster/watch/backoff.ts';
import { createMemory, follow, type FollowMemory } from '../../../../src/collect/cluster/watch/follow.ts';
import type { Link, LiveEvent } from '../../../../src/contracts/live-events.ts';
import type { KubeObject } from '../../../../src/demo/api/objects.ts';
import type { Fault, FaultAction } from '../../../../src/demo/faults.ts';
import { startDemo, type Demo } from '../../../../src/demo/server.ts';
import { until } from '../../../until.ts';
import { QUICK_RETRY, temporaryFolder } from '../support/connect-to.ts';

const pod = (name: string, phase = 'Running'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name, labels: {} },
  spec: { containers: [{ name: 'app' }] },
  status: { phase },
});

/** Pauses that a test can wait for. */
const QUICK: Partial<FollowTiming> = { firstPauseMs: 5, longestPauseMs: 20, askMs: 20 };

interface Following {
  demo: Demo;
  /** Phases by name, as a screen would have them. */
  pods: () => Record<string, string>;
  links: () => Link[];
  link: () => Link | undefined;
  /** The versions that were watched from, and how often was listed. */
  watched: () => string[];
  lists: () => number;
  /** What it ended with. */
  ended: Promise<unknown>;
  stop: () => void;
  memory: FollowMemory;
}

interface Options {
  faults?: readonly Fault[];
  timing?: Partial<FollowTiming>;
  kubeconfig?: (demo: Demo) => string;
}

/** Follows the pods of an embedded cluster that has one, `api`. */
async function following({ faults = [], timing, kubeconfig }: Options = {}): Promise<Following> {
  const objects = [pod('api')];
  const demo = await startDemo({
    scenarios: [],
    extras: [{ objects, containers: {} }],
    faults,
    namespaceIsolation: false,
  });
  const file = path.join(temporaryFolder(), 'kubeconfig');
  writeFileSync(file, kubeconfig?.(demo) ?? demo.kubeconfig);
  const cluster = await connect({
    flags: { kubeconfig: file },
    env: { PATH: process.env['PATH'] },
    limits: { retry: { ...QUICK_RETRY, attempts: 1 } },
    warn: () => undefined,
  });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    cluster.close();
    await demo.close();
  });
  const memory = createMemory();
  const events: LiveEvent<V1Pod>[] = [];
  const listening = async (): Promise<void> => {
    const request = { cluster, path: apiPath`/api/v1/namespaces/shop/pods`, signal: stop.signal, memory };
    for await (const event of follow<V1Pod>({ ...request, timing: { ...QUICK, ...timing } }))
      events.push(event);
  };
  const links = (): Link[] => events.flatMap((each) => (each.type === 'link' ? [each.link] : []));
  const ended = listening().catch((error: unknown) => error);
  const asked = (): URLSearchParams[] =>
    demo.requests
      .filter(({ path: asks }) => asks.startsWith('/api/v1/namespaces/shop/pods?'))
      .map(({ path: asks }) => new URL(asks, 'https://x').searchParams);
  return {
    demo,
    pods: () => podsOf(events),
    links,
    link: () => links().at(-1),
    watched: () =>
      asked().flatMap((query) => (query.has('watch') ? [query.get('resourceVersion') ?? ''] : [])),
    lists: () => asked().filter((query) => !query.has('watch')).length,
    ended,
    stop: () => stop.abort(),
    memory,
  };
}

function podsOf(events: readonly LiveEvent<V1Pod>[]): Record<string, string> {
  let pods: Record<string, string> = {};
  let coming: Record<string, string> = {};
  for (const event of events) {
    if (event.type === 'changes') {
      addTo(pods, event.changed);
      for (const key of event.gone) delete pods[key.replace('shop/', '')];
    }
    if (event.type !== 'page') continue;
    if (event.first === true) coming = {};
    addTo(coming, event.rows);
    if (event.done) pods = coming;
  }
  return pods;
}

function addTo(pods: Record<string, string>, items: readonly V1Pod[]): void {
  for (const { metadata, status } of items) pods[metadata!.name!] = status?.phase ?? '';
}

const watchFault = (action: FaultAction, times = 1): Fault => ({ verb: 'watch', action, times });
const stream = (text: string, end: 'end' | 'cut' | 'silence'): FaultAction => ({
  kind: 'stream',
  text,
  finally: end,
});
const event = (type: string, object: object): string => `${JSON.stringify({ type, object })}\n`;
const expired = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 410, reason: 'Expired' };

test('what is made, changes and is deleted is heard, after what was there', async () => {
  const seen = await following();
  await until(() => seen.link()?.state === 'live');
  expect(seen.pods()).toEqual({ api: 'Running' });
  seen.demo.store.put(pod('web', 'Pending'));
  await until(() => seen.pods()['web'] === 'Pending');
  seen.demo.store.put(pod('web'));
  seen.demo.store.remove(pod('api'));
  await until(() => seen.pods()['api'] === undefined);
  expect(seen.pods()).toEqual({ web: 'Running' });
  expect([seen.lists(), seen.watched()]).toEqual([1, ['1000']]);
  expect(seen.links().map(({ state }) => state)).toEqual(['looking', 'live']);
});

test('who gives up ends it, and the connection', async () => {
  const seen = await following();
  await until(() => seen.link()?.state === 'live');
  seen.stop();
  expect(await seen.ended).toBeInstanceOf(Error);
});

describe('a watch that ends goes on from what was heard last', () => {
  const CASES: Record<string, FaultAction> = {
    'when the server has had enough': stream('', 'end'),
    'when it is cut in the middle of a line': stream('{"type":"ADDED","object":{"met', 'cut'),
    'when the connection is reset': { kind: 'reset' },
    'when nothing is heard any more': stream('', 'silence'),
    'when there are too many requests': { kind: 'status', code: 429 },
  };
  test.each(Object.entries(CASES))('%s', async (_, action) => {
    const seen = await following({ faults: [watchFault(action)], timing: { silenceMs: 200 } });
    await until(() => seen.watched().length > 1);
    seen.demo.store.put(pod('web'));
    await until(() => seen.pods()['web'] === 'Running');
    expect(seen.lists()).toBe(1);
    expect(seen.watched().slice(0, 2)).toEqual(['1000', '1000']);
  });

  test('which may be a bookmark', async () => {
    const bookmark = event('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '1002' } });
    const seen = await following({ faults: [watchFault(stream(bookmark, 'end'))] });
    for (const phase of ['Pending', 'Running', 'Failed']) seen.demo.store.put(pod('web', phase));
    await until(() => seen.watched().length > 1 && seen.link()?.state === 'live');
    expect([seen.lists(), seen.watched().at(-1)]).toEqual([1, '1002']);
  });

  test('when the clock has jumped, as after a laptop has slept', async () => {
    let slept = 0;
    const timing = { now: () => Date.now() + slept, silenceMs: 2000 };
    const seen = await following({ timing });
    await until(() => seen.link()?.state === 'live');
    slept = 3_600_000;
    await until(() => seen.watched().length > 1);
    seen.demo.store.put(pod('web'));
    await until(() => seen.pods()['web'] === 'Running');
    expect(seen.lists()).toBe(1);
  });
});

describe('what cannot be gone on from is listed anew, with what was missed', () => {
  const CASES: Record<string, { action: FaultAction; says: RegExp }> = {
    'a version that is forgotten, as an event': {
      action: stream(event('ERROR', expired), 'end'),
      says: /^$/,
    },
    'a version that is forgotten, as an answer': { action: { kind: 'status', code: 410 }, says: /^$/ },
    'a server that fails': { action: { kind: 'status', code: 500 }, says: /failed \(500\)/ },
    'another failure as an event': {
      action: stream(event('ERROR', { ...expired, code: 500, message: 'etcd is away' }), 'end'),
      says: /etcd is away/,
    },
    'an event that is no JSON': { action: stream('{"type":\n', 'silence'), says: /no JSON object/ },
    'an event of a type that there is not': {
      action: stream(event('MOVED', { metadata: { name: 'a', resourceVersion: '1' } }), 'silence'),
      says: /a change of the type "MOVED"/,
    },
    'an object without a version': {
      action: stream(event('ADDED', { metadata: { name: 'a' } }), 'silence'),
      says: /an object without a version/,
    },
    'an event of a size that no object has': {
      action: stream(`${'x'.repeat(9 * 1024 * 1024)}\n`, 'silence'),
      says: /larger than 8 MiB/,
    },
  };
  test.each(Object.entries(CASES))('%s', async (_, { action, says }) => {
    const seen = await following({ faults: [watchFault(action)] });
    await until(() => seen.watched().length > 0);
    seen.demo.store.put(pod('web'));
    seen.demo.store.remove(pod('api'));
    await until(() => seen.pods()['web'] === 'Running' && seen.pods()['api'] === undefined);
    await until(() => seen.link()?.state === 'live');
    expect(seen.lists()).toBe(2);
    const broken = seen.links().filter(({ state }) => state === 'broken');
    expect(broken.map(({ problem }) => problem?.message).join('\n')).toMatch(says);
  });
});

test('while the network is gone it says since when, why, and when it tries again; then it comes back', async () => {
  const seen = await following({ faults: [watchFault({ kind: 'reset' }, 3)] });
  await until(() => seen.link()?.state === 'live');
  expect(seen.links().map(({ state }) => state)).toEqual(['looking', 'broken', 'broken', 'broken', 'live']);
  for (const link of seen.links().slice(1, 4)) {
    expect(link.problem).toMatchObject({ code: 'unreachable' });
    expect(link.retryAt).toBeGreaterThan(link.at ?? Infinity);
  }
  expect(seen.lists()).toBe(1);
});

describe('without a right', () => {
  test('to watch it asks again from time to time, says so, and watches when it may', async () => {
    const seen = await following({ faults: [watchFault({ kind: 'forbidden' }, 3)] });
    await until(() => seen.link()?.state === 'asking');
    expect(seen.link()).toMatchObject({
      everyMs: expect.any(Number) as number,
      at: expect.any(Number) as number,
      problem: {
        code: 'forbidden',
        message: expect.stringContaining('not allowed to watch pods in namespace shop') as string,
        hint: expect.stringContaining('verbs: ["watch"]') as string,
      },
    });
    seen.demo.store.put(pod('web'));
    await until(() => seen.pods()['web'] === 'Running');
    await until(() => seen.link()?.state === 'live');
  });

  test('to list it ends, and names the right', async () => {
    const seen = await following({ faults: [{ verb: 'list', action: { kind: 'forbidden' } }] });
    expect(await seen.ended).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('not allowed to list pods in namespace shop') as string,
    });
  });

  test('to list that was taken away later it keeps what there was, and tries again', async () => {
    const seen = await following({
      faults: [
        watchFault({ kind: 'status', code: 410 }),
        { verb: 'list', after: 1, times: 2, action: { kind: 'forbidden' } },
      ],
    });
    await until(() => seen.links().some(({ state }) => state === 'broken'));
    expect(seen.pods()).toEqual({ api: 'Running' });
    await until(() => seen.link()?.state === 'live');
  });
});

test('credentials that have expired are asked for again', async () => {
  const folder = temporaryFolder();
  const counted = path.join(folder, 'runs');
  const plugin = path.join(folder, 'plugin');
  const seen = await following({
    faults: [watchFault({ kind: 'status', code: 401 })],
    kubeconfig(demo) {
      const credential = {
        apiVersion: 'client.authentication.k8s.io/v1',
        kind: 'ExecCredential',
        status: { token: demo.token },
      };
      writeFileSync(plugin, `#!/bin/sh\necho run >> '${counted}'\necho '${JSON.stringify(credential)}'\n`, {
        mode: 0o700,
      });
      return withPlugin(demo, plugin);
    },
  });
  await until(() => seen.link()?.state === 'live');
  expect(seen.watched()).toEqual(['1000', '1000']);
  expect(seen.links().map(({ state }) => state)).toEqual(['looking', 'live']);
  expect(readFileSync(counted, 'utf8')).toBe('run\nrun\n');
});

function withPlugin(demo: Demo, command: string): string {
  const authority = Buffer.from(demo.certificates.authority).toString('base64');
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' };
  return JSON.stringify({
    'current-context': 'demo',
    contexts: [{ name: 'demo', context: { cluster: 'demo', user: 'demo', namespace: 'shop' } }],
    clusters: [{ name: 'demo', cluster: { server: demo.url, 'certificate-authority-data': authority } }],
    users: [{ name: 'demo', user: { exec } }],
  });
}

test('an object that cannot be understood is left out and named, until it can', async () => {
  const seen = await following();
  await until(() => seen.link()?.state === 'live');
  seen.demo.store.put({ ...pod('api'), spec: null as unknown as Record<string, unknown> });
  await until(() => seen.link()?.problem !== undefined);
  expect(seen.link()?.problem?.message).toMatch(
    /1 of the objects that changed .* left out: shop\/api \(spec/,
  );
  await until(() => seen.pods()['api'] === undefined);
  seen.demo.store.put(pod('api'));
  await until(() => seen.pods()['api'] === 'Running');
  expect(seen.link()?.problem).toBeUndefined();
});

test('a first look that is cut off is begun anew, without what came of it', async () => {
  const seen = await following({
    faults: [{ verb: 'list', times: 2, action: { kind: 'reset' } }],
  });
  await until(() => seen.link()?.state === 'live');
  expect(seen.pods()).toEqual({ api: 'Running' });
  expect(seen.links().map(({ state }) => state)).toEqual(['looking', 'broken', 'broken', 'live']);
  const [, broken] = seen.links();
  expect(broken?.at).toBeUndefined();
  expect(broken?.retryAt).toEqual(expect.any(Number));
});
