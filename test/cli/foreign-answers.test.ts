import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault, FaultAction } from '../../src/demo/faults.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { generate } from '../../src/demo/workloads.ts';
import type { Diagnosis } from '../../src/contracts/diagnosis.ts';
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
  /** Checks of a diagnosis that must be unknown: what cannot be read is never ok. */
  unknown?: readonly string[];
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

/** An object of the API, of any shape. */
// oxlint-disable-next-line no-explicit-any -- whatever is in it
type Json = Record<string, any>;

/** Changes one item of a list, the first one by default. */
const item = (path: RegExp, change: (item: Json) => unknown, index = 0): Fault[] => [
  at(path, {
    kind: 'change',
    change: (list: { items: Record<string, unknown>[] }) => ({
      ...list,
      items: list.items.map((each, position) => (position === index ? change(each) : each)),
    }),
  }),
];
const POD = /\/pods\/load-0000$/;
const ODD_POD = /1 of 3 pods cannot be understood and is left out: load\/load-0000/;

const ITEMS: Row[] = [
  ...(
    [
      ['a null spec', (pod) => ({ ...pod, spec: null }), /spec is null/],
      [
        'null for containers',
        (pod) => ({ ...pod, spec: { ...pod.spec, containers: null } }),
        /containers is null/,
      ],
      ['no containers', (pod) => ({ ...pod, spec: { ...pod.spec, containers: [] } }), /containers is empty/],
      [
        'null among its containers',
        (pod) => ({ ...pod, spec: { containers: [null] } }),
        /containers\[0\] is null/,
      ],
      [
        'a container that is a text',
        (pod) => ({ ...pod, spec: { containers: ['a'] } }),
        /containers\[0\] is a text/,
      ],
      [
        'a number as the name of a container',
        (pod) => ({ ...pod, spec: { containers: [{ name: 7 }] } }),
        /name is a number/,
      ],
      [
        'labels that are numbers',
        (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: { app: 1 } } }),
        /labels.app is a number/,
      ],
      [
        'a text for enableServiceLinks',
        (pod) => ({ ...pod, spec: { ...pod.spec, enableServiceLinks: 'no' } }),
        /enableServiceLinks is a text/,
      ],
      ['a status that is a list', (pod) => ({ ...pod, status: [] }), /status is a list/],
    ] as [string, (pod: Json) => unknown, RegExp][]
  ).flatMap(([name, change, why]): Row[] => [
    {
      name: `scan: one pod with ${name}`,
      args: SCAN,
      faults: item(PODS, change),
      code: EXIT.incomplete,
      says: [ODD_POD, why],
    },
  ]),
  {
    name: 'audit: one pod with a null spec',
    args: ALL,
    faults: item(PODS, (pod) => ({ ...pod, spec: null })),
    code: EXIT.incomplete,
    says: [ODD_POD, /spec is null/, /load-0001/],
  },
  {
    name: 'audit: a pod that is null',
    args: ALL,
    faults: item(PODS, () => null, 1),
    code: EXIT.incomplete,
    says: [/1 of 3 pods cannot be understood and is left out: number 2 of the list/, /load-0002/],
  },
  {
    name: 'audit: a pod whose name is a number',
    args: ALL,
    faults: item(PODS, (pod) => ({ ...pod, metadata: { ...pod['metadata'], name: 7 } })),
    code: EXIT.incomplete,
    says: [/metadata.name is a number/, /load-0001/],
  },
  {
    name: 'audit: a pod whose name leads elsewhere',
    args: ALL,
    faults: item(PODS, (pod) => ({ ...pod, metadata: { ...pod['metadata'], name: '../../secrets' } })),
    code: EXIT.incomplete,
    says: [/is no name that an object can have/],
  },
  ...(
    [
      ['a null spec', (service) => ({ ...service, spec: null }), /spec is null/],
      [
        'a port that is a text',
        (service) => ({ ...service, spec: { ...service.spec, ports: [{ port: '80' }] } }),
        /port is a text/,
      ],
      [
        'port 0',
        (service) => ({ ...service, spec: { ...service.spec, ports: [{ port: 0 }] } }),
        /port is no port/,
      ],
      [
        'null among its ports',
        (service) => ({ ...service, spec: { ...service.spec, ports: [null] } }),
        /ports\[0\] is null/,
      ],
      [
        'an address that is none',
        (service) => ({ ...service, spec: { ...service.spec, clusterIP: 'x y' } }),
        /clusterIP is no address/,
      ],
      [
        'a selector that is a list',
        (service) => ({ ...service, spec: { ...service.spec, selector: [] } }),
        /selector is a list/,
      ],
    ] as [string, (service: Json) => unknown, RegExp][]
  ).map(([name, change, why]): Row => ({
    name: `audit: one Service with ${name}`,
    args: AUDIT,
    faults: item(/\/load\/services\?/, change),
    code: EXIT.incomplete,
    says: [/1 of 20 services cannot be understood and is left out/, why],
  })),
  {
    name: 'scan: a Deployment without a template',
    args: SCAN,
    faults: answer(/deployments\?/, {
      kind: 'DeploymentList',
      apiVersion: 'apps/v1',
      metadata: {},
      items: [{ metadata: { name: 'web', namespace: 'load' }, spec: { replicas: 1 } }],
    }),
    code: EXIT.incomplete,
    says: [/1 of 1 deployments cannot be understood and is left out: load\/web/, /template is missing/],
  },
];

const OBJECTS: Row[] = (
  [
    ['an empty object', {}, /kind is missing, not "Pod"/],
    ['a Status of success', { kind: 'Status', status: 'Success' }, /is a Status/],
    ['a list', listOf('PodList', { items: [] }), /kind is "PodList", not "Pod"/],
    ['a text', '"pod"', /is not the Kubernetes API's/],
    ['null', 'null', /is not the Kubernetes API's/],
    [
      'without a spec',
      { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'load-0000', namespace: 'load' } },
      /spec is missing/,
    ],
    [
      'another one',
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'x', namespace: 'load' },
        spec: { containers: [{ name: 'a' }] },
      },
      /not the one that was asked for/,
    ],
    [
      'one of another namespace',
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'load-0000', namespace: 'x' },
        spec: { containers: [{ name: 'a' }] },
      },
      /not the one that was asked for/,
    ],
  ] as const
).map(([name, body, why]): Row => ({
  name: `a pod that is ${name}`,
  args: AUDIT,
  faults: answer(POD, body),
  code: EXIT.error,
  says: [why],
}));

const DIAGNOSE = ['diagnose', 'load-0000', '-n', 'load', '--allow', 'read', '-o', 'json'];
const OF_NODE = ['cpu-utilisation', 'memory-utilisation'];
const OF_CONTAINER = ['cpu-usage', 'memory-usage'];
const NO_EXEC = /Nothing may be run in the container/;

const stats = (node: unknown, more: object = {}): object => ({ node, ...more });
const podMetrics = (containers: unknown): object => ({
  kind: 'PodMetrics',
  apiVersion: 'metrics.k8s.io/v1beta1',
  metadata: { name: 'load-0000', namespace: 'load' },
  containers,
});

const DIAGNOSES: Row[] = [
  ...(
    [
      ['an empty object', {}, /stats\/summary cannot be understood: node is missing/],
      ['a Status', { kind: 'Status', status: 'Success' }, /stats\/summary/],
      ['a list', '[]', /is not the Kubernetes API's/],
      ['no JSON', 'cpu 7', /is not the Kubernetes API's/],
      ['null for its node', stats(null), /node is null/],
      ['a node without a name', stats({}), /nodeName is missing/],
      ['pods that are an object', stats({ nodeName: 'node-0' }, { pods: {} }), /pods is an object/],
      ['a node without figures', stats({ nodeName: 'node-0' }, { pods: [] }), NO_EXEC],
      ['texts for figures', stats({ nodeName: 'node-0', cpu: 'low', memory: { usageBytes: '7' } }), NO_EXEC],
      [
        'negative figures',
        stats({ nodeName: 'node-0', cpu: { usageNanoCores: -1 }, memory: { availableBytes: -1 } }),
        NO_EXEC,
      ],
    ] as const
  ).map(([name, body, why]): Row => ({
    name: `diagnose: a kubelet's summary with ${name}`,
    args: DIAGNOSE,
    faults: answer(/stats\/summary/, body),
    code: why === NO_EXEC ? EXIT.ok : EXIT.incomplete,
    says: [why],
    unknown: OF_NODE,
  })),
  ...(
    [
      ['an empty object', {}, /metrics\.k8s\.io.* cannot be understood: kind is missing/],
      ['a Status', { kind: 'Status', status: 'Success' }, /is a Status/],
      ['null', 'null', /is not the Kubernetes API's/],
      ['of another pod', { ...podMetrics([]), metadata: { name: 'x', namespace: 'load' } }, /not the one/],
      ['null for containers', podMetrics(null), /containers is null/],
      ['null among its containers', podMetrics([null]), /containers\[0\] is null/],
      ['no usage', podMetrics([{ name: 'app' }]), /usage is missing/],
      ['numbers for quantities', podMetrics([{ name: 'app', usage: { cpu: 1, memory: 1 } }]), NO_EXEC],
      ['words for quantities', podMetrics([{ name: 'app', usage: { cpu: 'low', memory: 'low' } }]), NO_EXEC],
      ['negative quantities', podMetrics([{ name: 'app', usage: { cpu: '-1', memory: '-1' } }]), NO_EXEC],
      ['another container', podMetrics([{ name: 'x', usage: { cpu: '1', memory: '1' } }]), NO_EXEC],
    ] as const
  ).map(([name, body, why]): Row => ({
    name: `diagnose: metrics of a pod: ${name}`,
    args: DIAGNOSE,
    faults: answer(/metrics\.k8s\.io\/.*\/pods\//, body),
    code: why === NO_EXEC ? EXIT.ok : EXIT.incomplete,
    says: [why],
    unknown: OF_CONTAINER,
  })),
];

const SOON = '--request-timeout=1s';

const TIMES: Row[] = [
  ...(
    [
      ['a pod that never comes', AUDIT, POD, { kind: 'hang' }],
      ['a pod that drips', AUDIT, POD, { kind: 'drip', everyMs: 100 }],
      ['a list that drips', ALL, PODS, { kind: 'drip', everyMs: 100 }],
      ['everything drips', SCAN, /./, { kind: 'drip', everyMs: 100 }],
      ['everything hangs', SCAN, /./, { kind: 'hang' }],
      ['a server that is always busy', AUDIT, POD, { kind: 'status', code: 503, retryAfter: 1 }],
    ] as const
  ).map(([name, args, path, action]): Row => ({
    name,
    args: [...args, SOON],
    faults: [at(path, action)],
    code: EXIT.error,
    says: [/gave no answer within 1 s|failed \(503\)/],
  })),
  {
    name: 'Services that drip beside a pod that is there',
    args: [...AUDIT, SOON],
    faults: [at(SERVICES, { kind: 'drip', everyMs: 100 })],
    code: EXIT.incomplete,
    says: [/gave no answer within 1 s/],
  },
  {
    name: 'an answer that breaks off, always',
    args: AUDIT,
    faults: [at(POD, { kind: 'cut' })],
    code: EXIT.error,
    says: [/closed the connection|cannot be read|is not the Kubernetes/],
  },
  {
    name: 'compressed bytes that are none',
    args: AUDIT,
    faults: [at(POD, { kind: 'damaged' })],
    code: EXIT.error,
    says: [/compressed answer of .* cannot be read/],
  },
  {
    name: 'a page that names itself as the next one',
    args: ALL,
    faults: [at(PODS, { kind: 'endless-list', token: 'again' })],
    code: EXIT.error,
    says: [/does not end: a page names itself/],
  },
  {
    name: 'empty pages without an end',
    args: ALL,
    faults: [at(PODS, { kind: 'endless-list' })],
    code: EXIT.error,
    says: [/does not end: it has more than 1000 pages/],
    within: 60,
  },
  {
    name: 'a redirect',
    args: AUDIT,
    faults: [at(POD, { kind: 'redirect', to: 'http://127.0.0.1:1/' })],
    code: EXIT.error,
    says: [/\(302, nothing\) is not the Kubernetes API's/],
  },
];

const HEAD = '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[';

const SIZES: Row[] = (
  [
    ['millions of objects', HEAD, '{},', '{}]}'],
    ['lists in lists', HEAD, '[', ''],
    ['millions of numbers', HEAD, '1,', '1]}'],
    ['a pod of millions of labels', `${HEAD}{"metadata":{"labels":{`, '"a":"",', '"b":""}}}]}'],
    [
      'a pod of millions of containers',
      `${HEAD}{"metadata":{"name":"a"},"spec":{"containers":[`,
      '{},',
      '{}]}}]}',
    ],
  ] as const
).map(([name, before, text, after]): Row => ({
  name: `63 MB of ${name}`,
  args: ALL,
  faults: [at(PODS, { kind: 'dense', before, text, times: (63 * 1024 * 1024) / text.length, after })],
  code: EXIT.error,
  says: [/is larger than 32 MiB|is made of more than|is nested more than/],
  within: 60,
  mostMiB: 500,
}));

const probeAnswer = (...lines: string[]): Fault[] => [
  {
    verb: 'exec',
    action: { kind: 'exec-output', text: `envaudit-probe 1\nvia sh\n${lines.join('\n')}\nend\n` },
  },
];
const ASK = ['load-0000', '-n', 'load'];

const EXECS: Row[] = [
  ...(
    [
      ['999,999,999 variables of one name', ['exec-count 999999999', 'exec-bytes 9999', 'exec-other 1 A']],
      ['no variables beside a name', ['exec-count 0', 'exec-bytes 9999', 'exec-other 1 A']],
      ['a CPU quota of 0', ['exec-count 3', 'exec-bytes 90', 'cgroup-quota 0 100000']],
      [
        'a spawn of 999,999,999,999 ms',
        [
          'exec-count 3',
          'exec-bytes 90',
          'timing-runtime node',
          'timing-variables 3',
          'timing-spawn-small 999999999999 1',
        ],
      ],
      ['a larger environment than the kernel allows', ['exec-count 3', 'exec-bytes 999999999']],
    ] as const
  ).map(([name, lines]): Row => ({
    name: `a container that says: ${name}`,
    args: ASK,
    faults: probeAnswer(...lines),
    code: EXIT.incomplete,
    says: [/the container's answer makes no sense/],
    never: /999,999,999/,
  })),
  {
    name: 'an exec that opens and then says nothing',
    args: [...ASK, '--probe-timeout=1'],
    faults: [{ verb: 'exec', action: { kind: 'exec-silent' } }],
    code: EXIT.incomplete,
    says: [/did not answer in 2 s/],
    within: 8,
  },
  {
    name: 'an exec that never opens',
    args: [...ASK, '--probe-timeout=1'],
    faults: [{ verb: 'exec', action: { kind: 'hang' } }],
    code: EXIT.incomplete,
    says: [/did not answer in 2 s|handshake/],
    within: 8,
  },
  {
    name: 'an exec that is sent elsewhere',
    args: ASK,
    faults: [{ verb: 'exec', action: { kind: 'redirect', to: 'http://127.0.0.1:1/' } }],
    code: EXIT.incomplete,
    says: [/the exec connection was redirected to http:\/\/127.0.0.1:1\/ \(302\), and that was not followed/],
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
  ['single items', ITEMS],
  ['single objects', OBJECTS],
  ['diagnoses', DIAGNOSES],
  ['time', TIMES],
  ['memory', SIZES],
  ['containers', EXECS],
])('foreign answers: %s', (_, rows) => {
  test.each(rows)('$name', { timeout: 60_000 }, async (row) => {
    const {
      args,
      faults = [],
      code,
      says,
      never = BUG,
      unknown = [],
      within = WITHIN_SECONDS,
      mostMiB = MOST_MIB,
    } = row;
    demo.setFaults(faults);
    const result = await runInProcess([...args], { env: { KUBECONFIG: kubeconfig } });
    // Where a line breaks depends on the width.
    const text = (result.stderr + result.stdout).replaceAll(/\s+/g, ' ');
    for (const pattern of says) expect(text).toMatch(pattern);
    expect(text).not.toMatch(never);
    expect(text).not.toMatch(BUG);
    for (const id of unknown) expect(checksOf(result.stdout)).toContain(`${id} unknown`);
    expect(result.code).toBe(code);
    expect(result.ms).toBeLessThan(within * 1000);
    expect(result.grownMiB).toBeLessThan(mostMiB);
  });
});

/** `cpu-usage unknown`, … */
function checksOf(diagnosis: string): string[] {
  const { stages } = JSON.parse(diagnosis) as Diagnosis;
  return stages.flatMap(({ checks }) => checks.map(({ id, verdict }) => `${id} ${verdict}`));
}
