import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault, FaultAction } from '../../src/demo/faults.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { generate } from '../../src/demo/workloads.ts';
import { EXIT } from '../../src/errors.ts';
import { runInProcess } from './in-process.ts';

/**
 * What may come from elsewhere and be wrong, one row a fault: it never ends in an "ok", in a wait without an end, or in
 * memory without a bound. Rows of files and of credential plugins belong here as well.
 */
interface Row {
  name: string;
  args: readonly string[];
  faults?: readonly Fault[];
  code: number;
  /** What must be read on stderr or in the report: what, why, what next. */
  says: readonly RegExp[];
  /** What must not be read there. */
  never?: RegExp;
  /** Seconds; what is configured, with time for a busy machine. */
  within?: number;
  /** By which the process may grow. */
  mostMiB?: number;
}

const BUG = /bug of envaudit|\[object Object\]|\u001B/;
const WITHIN_SECONDS = 15;
const MOST_MIB = 300;

const AUDIT = ['load-0000', '-n', 'load', '--no-exec'];
const ALL = ['-A', '--no-exec'];
const SCAN = ['scan', '-n', 'load'];

const at = (path: string | RegExp, action: FaultAction): Fault => ({ path, action });
const answer = (path: string | RegExp, body: unknown): Fault[] => [at(path, { kind: 'answer', body })];
const listOf = (kind: string, more: object): object => ({
  kind,
  apiVersion: 'v1',
  metadata: {},
  ...more,
});

const PODS = /\/pods\?/;
const SERVICES = /\/services\?/;

const LISTS: Row[] = [
  {
    name: 'Services that are an empty object',
    args: AUDIT,
    faults: answer(SERVICES, {}),
    code: EXIT.incomplete,
    says: [/services cannot be understood: kind is missing, not "ServiceList"/],
  },
  {
    name: 'Services that are a Status',
    args: AUDIT,
    faults: answer(SERVICES, { kind: 'Status', status: 'Failure', message: 'etcd is away' }),
    code: EXIT.incomplete,
    says: [/is a Status: etcd is away/],
  },
  {
    name: 'Services whose items are an object',
    args: AUDIT,
    faults: answer(SERVICES, listOf('ServiceList', { items: { a: 1 } })),
    code: EXIT.incomplete,
    says: [/items is an object, not a list/],
  },
  {
    name: 'Services whose items are null',
    args: AUDIT,
    faults: answer(SERVICES, listOf('ServiceList', { items: null })),
    code: EXIT.incomplete,
    says: [/items is null, not a list/],
  },
  {
    name: 'Services without items',
    args: AUDIT,
    faults: answer(SERVICES, listOf('ServiceList', {})),
    code: EXIT.incomplete,
    says: [/items is missing, not a list/],
  },
  {
    name: 'pods where Services were asked for',
    args: AUDIT,
    faults: answer(SERVICES, listOf('PodList', { items: [] })),
    code: EXIT.incomplete,
    says: [/kind is "PodList", not "ServiceList"/],
  },
  {
    name: 'a list without its kind',
    args: AUDIT,
    faults: answer(SERVICES, { metadata: {}, items: [] }),
    code: EXIT.incomplete,
    says: [/kind is missing/],
  },
  {
    name: 'a table where a list was asked for',
    args: AUDIT,
    faults: answer(SERVICES, { kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [] }),
    code: EXIT.incomplete,
    says: [/kind is "Table"/],
  },
  {
    name: 'null',
    args: AUDIT,
    faults: answer(SERVICES, 'null'),
    code: EXIT.incomplete,
    says: [/is not the Kubernetes API's/],
  },
  {
    name: 'a list of JSON',
    args: AUDIT,
    faults: answer(SERVICES, '[]'),
    code: EXIT.incomplete,
    says: [/cannot be understood|is not the Kubernetes API's/],
  },
  {
    name: 'a number',
    args: AUDIT,
    faults: answer(SERVICES, '7'),
    code: EXIT.incomplete,
    says: [/is not the Kubernetes API's/],
  },
  {
    name: 'pods that are an empty object',
    args: ALL,
    faults: answer(PODS, {}),
    code: EXIT.error,
    says: [/kind is missing, not "PodList"/],
    never: /No pods/,
  },
  {
    name: 'pods that are a Status of success',
    args: ALL,
    faults: answer(PODS, { kind: 'Status', status: 'Success' }),
    code: EXIT.error,
    says: [/is a Status/],
  },
  {
    name: 'pods whose items are a text',
    args: ALL,
    faults: answer(PODS, listOf('PodList', { items: 'none' })),
    code: EXIT.error,
    says: [/items is a text, not a list/],
  },
];

const SCANS: Row[] = [
  ...(
    [
      ['an empty object', {}],
      ['a Status', { kind: 'Status', status: 'Failure' }],
      ['of another kind', listOf('ConfigMapList', { items: [] })],
      ['null for items', listOf('ServiceList', { items: null })],
      ['items that are a number', listOf('ServiceList', { items: 3 })],
    ] as const
  ).map(([name, body]): Row => ({
    name: `scan: Services that are ${name}`,
    args: SCAN,
    faults: answer(SERVICES, body),
    code: EXIT.incomplete,
    says: [/not all services of namespace load could be read, so what service links inject there is unknown/],
  })),
  ...['pods', 'deployments', 'statefulsets', 'jobs', 'endpointslices'].map((resource): Row => ({
    name: `scan: ${resource} that are an empty object`,
    args: SCAN,
    faults: answer(new RegExp(`/${resource}\\?`), {}),
    code: EXIT.incomplete,
    says: [new RegExp(`not all ${resource} of namespace load could be read`), /kind is missing/],
  })),
  {
    name: 'scan: everything is an empty object',
    args: SCAN,
    faults: answer(/./, {}),
    code: EXIT.error,
    says: [/cannot be understood/],
  },
  {
    name: 'scan: everything is a Status of success',
    args: ['scan', '-A'],
    faults: answer(/./, { kind: 'Status', apiVersion: 'v1', status: 'Success' }),
    code: EXIT.error,
    says: [/is a Status/],
  },
];

let demo: Demo;
let folder: string;
let kubeconfig: string;

beforeAll(async () => {
  demo = await startDemo({
    scenarios: [],
    extras: [generate({ namespace: 'load', pods: 3, services: 20 })],
    namespaceIsolation: false,
  });
  folder = await mkdtemp(join(tmpdir(), 'envaudit-test-'));
  kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, demo.kubeconfig, { mode: 0o600 });
});
beforeEach(() => demo.setFaults([]));
afterAll(async () => {
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['lists', LISTS],
  ['scan', SCANS],
])('foreign answers: %s', (_, rows) => {
  test.each(rows)('$name', { timeout: 60_000 }, async (row) => {
    const { args, faults = [], code, says, never = BUG, within = WITHIN_SECONDS, mostMiB = MOST_MIB } = row;
    demo.setFaults(faults);
    const result = await runInProcess([...args], { env: { KUBECONFIG: kubeconfig } });
    // Where a line breaks depends on the width.
    const text = (result.stderr + result.stdout).replaceAll(/\s+/g, ' ');
    for (const pattern of says) expect(text).toMatch(pattern);
    expect(text).not.toMatch(never);
    expect(text).not.toMatch(BUG);
    expect(result.code).toBe(code);
    expect(result.ms).toBeLessThan(within * 1000);
    expect(result.grownMiB).toBeLessThan(mostMiB);
  });
});
