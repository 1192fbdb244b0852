import { describe, expect, test } from 'vitest';
import type { ProbeEvidence } from '../../../src/contracts/evidence.ts';
import { service } from '../../env/services.ts';
import { manyServices, timed } from '../evidence.ts';
import {
  compared,
  compareSides,
  difference,
  explains,
  namespaceOf,
  sideOf,
  type SideScenario,
} from './sides.ts';

const SLOW = { services: 2000, timing: { spawnInherited: timed(870) } } satisfies SideScenario;
const QUICK = { services: 10, timing: { spawnInherited: timed(2) } } satisfies SideScenario;
const NOT_ASKED = { known: false, code: 'not-asked', message: 'the container was not asked' } as const;

const throttled = (share: number): Partial<ProbeEvidence> => ({
  cgroup: { version: 2, before: { periods: 1000, throttledPeriods: 1000 * share, throttledMs: 1 } },
});

interface Case {
  name: string;
  a: SideScenario;
  b: SideScenario;
  /** `what` and weight of differences that must be there. */
  weights: Record<string, 'explains' | 'contributes' | 'context'>;
  /** All that may explain. */
  explains: string[];
  says: RegExp[];
}

const CASES: Case[] = [
  {
    name: 'many more Services in another namespace explain a slow child process',
    a: { ...SLOW, stale: 412 },
    b: { ...QUICK, namespace: 'test' },
    weights: { 'child-process-cost': 'explains', variables: 'explains', services: 'explains' },
    explains: ['child-process-cost', 'variables', 'services'],
    says: [
      /A is worse off/,
      /takes 870 ms in A, 2.0 ms in B/,
      /A has 15,920 more variables \(16,011 against 91\), all of them from Services/,
      /A has 1,990 more Services in the namespace, 412 of its 2,000 stale/,
    ],
  },
  {
    name: 'stale Services explain it when they are most of the difference',
    a: { ...SLOW, stale: 1500 },
    b: { ...QUICK, namespace: 'test' },
    weights: { 'stale-services': 'explains' },
    explains: ['child-process-cost', 'variables', 'services', 'stale-services'],
    says: [/A has 1,500 stale Services, which put 12,000 variables into each container with service links/],
  },
  {
    name: 'stale Services contribute when they are a part of the difference',
    a: { ...SLOW, stale: 412 },
    b: { ...QUICK, namespace: 'test' },
    weights: { 'stale-services': 'contributes' },
    explains: ['child-process-cost', 'variables', 'services'],
    says: [],
  },
  {
    name: 'in one namespace the switch explains it, and the Services are the same',
    a: SLOW,
    b: { ...SLOW, pod: { enableServiceLinks: false }, timing: { spawnInherited: timed(2) } },
    weights: {
      variables: 'explains',
      'enable-service-links': 'explains',
      'service-links-template': 'context',
    },
    explains: ['child-process-cost', 'variables', 'enable-service-links'],
    says: [/Service links are on in A and off in B/],
  },
  {
    name: 'an older start explains it when Services came between the two starts',
    a: {
      ...SLOW,
      services: [
        ...manyServices(10),
        ...manyServices(2000)
          .slice(10)
          .map((each) => ({ ...each, createdAt: '2026-03-01T12:00:00Z' })),
      ],
      container: { startedAt: '2026-03-02T00:00:00Z' },
    },
    b: {
      services: [
        ...manyServices(10),
        ...manyServices(2000)
          .slice(10)
          .map((each) => ({ ...each, createdAt: '2026-03-01T12:00:00Z' })),
      ],
      timing: { spawnInherited: timed(2) },
      predicted: [
        { outcome: 'same', count: 88 },
        { outcome: 'absent', count: 15_920 },
      ],
    },
    weights: { start: 'explains', variables: 'explains' },
    explains: ['child-process-cost', 'variables', 'start'],
    says: [/A started 24h after B, and A got 15,920 more variables from the Services of that time/],
  },
  {
    name: 'a smaller CPU limit explains it when the variables are the same',
    a: { services: 300, container: { cpuLimit: 0.1 } },
    b: { services: 300, container: { cpuLimit: 2 } },
    weights: { 'cpu-limit': 'explains' },
    explains: ['child-process-cost', 'cpu-limit'],
    says: [
      /A may use 0.1 CPU, B 2 CPU/,
      /10 times as long in A/,
      /Service links are not what tells them apart/,
    ],
  },
  {
    name: 'a CPU limit against none explains it, too',
    a: { services: 5 },
    b: { services: 5, container: { cpuLimit: 0.2 } },
    weights: { 'cpu-limit': 'explains' },
    explains: ['cpu-limit'],
    says: [/B is worse off. B may use 0.2 CPU, A has no limit/],
  },
  {
    name: 'limits above one CPU make no difference for work on one CPU',
    a: { services: 5, container: { cpuLimit: 2 } },
    b: { services: 5, container: { cpuLimit: 8 } },
    weights: { 'cpu-limit': 'context' },
    explains: [],
    says: [/Nothing that was seen explains why one side would be slower/],
  },
  {
    name: 'a kernel before 4.18 explains it when all else is the same and there is a CPU limit',
    a: { services: 5, container: { cpuLimit: 1 } },
    b: { services: 5, container: { cpuLimit: 1 }, node: { kernel: '4.15.0-112-generic' } },
    weights: { kernel: 'explains' },
    explains: ['kernel'],
    says: [/B is worse off/, /before 4.18 the kernel throttles containers with a CPU limit more/],
  },
  {
    name: 'a kernel before 4.18 is no more than context without a CPU limit',
    a: { services: 5 },
    b: { services: 5, node: { kernel: '3.10.0-1160.el7.x86_64' } },
    weights: { kernel: 'context' },
    explains: [],
    says: [/Nothing that was seen explains/],
  },
  {
    name: 'a kernel before 4.18 only contributes where hardly a period was throttled',
    a: { services: 5, container: { cpuLimit: 1 }, probe: throttled(0.01) },
    b: { services: 5, container: { cpuLimit: 1 }, probe: throttled(0.01), node: { kernel: '4.9.0' } },
    weights: { kernel: 'contributes' },
    explains: [],
    says: [/at most it may contribute that B’s node runs Linux 4.9.0/],
  },
  {
    name: 'two kernels that both throttle fairly are context',
    a: { node: { kernel: '6.1.0' } },
    b: { node: { kernel: '5.10.0' } },
    weights: { kernel: 'context' },
    explains: [],
    says: [/Nothing that was seen explains/],
  },
  {
    name: 'throttling explains it when the limits are alike',
    a: { container: { cpuLimit: 1 }, probe: throttled(0.6) },
    b: { container: { cpuLimit: 1 }, probe: throttled(0.02) },
    weights: { throttling: 'explains' },
    explains: ['throttling'],
    says: [/held A back in 60.0% of its CPU periods, B in 2.0%/],
  },
  {
    name: 'throttling contributes where the limit explains it',
    a: { container: { cpuLimit: 0.2 }, probe: throttled(0.6) },
    b: { container: { cpuLimit: 2 }, probe: throttled(0) },
    weights: { throttling: 'contributes', 'cpu-limit': 'explains' },
    explains: ['cpu-limit'],
    says: [],
  },
  {
    name: 'musl explains it when the variables are the same',
    a: { services: 300, timing: { spawnInherited: timed(80) }, probe: musl('musl') },
    b: { services: 300, timing: { spawnInherited: timed(20) }, probe: musl('glibc') },
    weights: { libc: 'explains' },
    explains: ['child-process-cost', 'libc'],
    says: [/A has musl/, /Service links are not what tells them apart/],
  },
  {
    name: 'another runtime explains it when the variables are the same',
    a: { services: 2000, timing: { spawnInherited: timed(800) } },
    b: {
      services: 2000,
      timing: { runtime: 'python', version: '3.12', spawnInherited: timed(4) },
      probe: { processes: { main: 'python3', executables: ['python3'] } },
    },
    weights: { runtime: 'explains' },
    explains: ['child-process-cost', 'runtime'],
    says: [/A runs node, B runs python; A pays 200 times as much CPU/],
  },
  {
    name: 'variables that cost nothing explain nothing',
    a: {
      services: 2000,
      timing: { runtime: 'go', spawnInherited: timed(4) },
      container: { command: ['/app'] },
    },
    b: {
      services: 10,
      namespace: 'test',
      timing: { runtime: 'go', spawnInherited: timed(2) },
      container: { command: ['/app'] },
    },
    weights: { variables: 'context', services: 'context' },
    explains: [],
    says: [/Nothing that was seen explains/],
  },
  {
    name: 'variables of envFrom explain it where Services do not',
    a: {
      services: 10,
      timing: { spawnInherited: timed(500) },
      others: Array.from({ length: 9000 }, (_, index) => ({ name: `FLAG_${index}`, bytes: 4 })),
    },
    b: QUICK,
    weights: { variables: 'explains', 'own-variables': 'explains' },
    explains: ['child-process-cost', 'variables', 'own-variables'],
    says: [/A has 9,000 more variables from other places than Services/],
  },
  {
    name: 'a container that does not run explains itself',
    a: {
      container: { notRunning: 'CrashLoopBackOff: back-off 5m0s' },
      probe: { known: false, code: 'not-running', message: 'it is not running' },
    },
    b: {},
    weights: { state: 'explains' },
    explains: ['state'],
    says: [/A is worse off. The container of A is not running: CrashLoopBackOff/],
  },
  {
    name: 'a slow start with s6 is explained by the variables that it copies',
    a: {
      services: 600,
      pod: { readyAt: '2026-03-01T00:00:20Z' },
      container: { command: ['/init'] },
      probe: { processes: { main: '/init', executables: ['s6-svscan'] } },
    },
    b: {
      services: 10,
      namespace: 'test',
      pod: { readyAt: '2026-03-01T00:00:05Z' },
      container: { command: ['/init'] },
      probe: { processes: { main: '/init', executables: ['s6-svscan'] } },
    },
    weights: { 'time-to-ready': 'explains', variables: 'explains', services: 'explains' },
    explains: ['time-to-ready', 'variables', 'services'],
    says: [
      /A took 20.0 s from its start until it was ready, B 5.00 s/,
      /Both start through s6, which handles each variable by itself before the app starts/,
    ],
  },
  {
    name: 'another image is named when nothing else differs, and no more',
    a: { container: { imageId: 'registry.example/web@sha256:aaaa' } },
    b: { container: { imageId: 'registry.example/web@sha256:bbbb' } },
    weights: { image: 'contributes' },
    explains: [],
    says: [
      /the name stood for different ones when they started/,
      /Service links are not what tells them apart/,
    ],
  },
  {
    name: 'another image is context when the environment explains it',
    a: { ...SLOW, container: { image: 'registry.example/web:1' } },
    b: { ...QUICK, namespace: 'test', container: { image: 'registry.example/api:2' } },
    weights: { image: 'context' },
    explains: ['child-process-cost', 'variables', 'services'],
    says: [],
  },
  {
    name: 'two that are alike and both slow pay alike',
    a: SLOW,
    b: SLOW,
    weights: {},
    explains: [],
    says: [
      /Nothing that was seen explains/,
      /both pay for their environment alike: starting a child process takes 870 ms/,
    ],
  },
  {
    name: 'what would make the quicker side slow explains nothing',
    a: { ...SLOW, container: { cpuLimit: 1 } },
    b: { ...QUICK, namespace: 'test', container: { cpuLimit: 0.3 } },
    weights: { 'cpu-limit': 'context', variables: 'explains' },
    explains: ['child-process-cost', 'variables', 'services'],
    says: [/A is worse off/],
  },
  {
    name: 'without the containers the prediction and the model tell',
    a: { services: 2000, probe: NOT_ASKED, container: { image: 'node:22' } },
    b: { services: 10, namespace: 'test', probe: NOT_ASKED, container: { image: 'node:22' } },
    weights: { 'child-process-cost': 'explains', variables: 'explains' },
    explains: ['child-process-cost', 'variables', 'services'],
    says: [/\(estimated\) in A/],
  },
];

function musl(libc: 'glibc' | 'musl'): Partial<ProbeEvidence> {
  return { processes: { main: 'node', executables: ['node'], libc } };
}

const exchanged = (text: string): string =>
  text.replaceAll(/\b[AB]\b/g, (letter) => (letter === 'A' ? 'B' : 'A'));
const words = (text: string): string[] => text.split(/[\s,.;:]+/).toSorted();

/** The command by hand for the cost of A's environment, of which that was timed. */
function costCommand(timing: 'loop' | 'spawnInherited'): string | undefined {
  const a = { services: 2000, timing: { [timing]: timed(870) } };
  const b = { services: 10, timing: { [timing]: timed(2) } };
  return difference(compared(a, b), 'child-process-cost')?.evidence[0]?.command;
}

describe('two containers', () => {
  const cases = CASES.map((each) => {
    const [a, b] = [sideOf(each.a), sideOf(each.b)];
    return { ...each, a, b, comparison: compareSides(a, b) };
  });

  test.each(cases)('$name', ({ comparison, weights, explains: all, says }) => {
    const found = Object.fromEntries(
      Object.keys(weights).map((what) => [what, difference(comparison, what)?.weight]),
    );
    expect(found).toEqual(weights);
    expect(explains(comparison).toSorted()).toEqual(all.toSorted());
    const text = [comparison.conclusion, ...comparison.differences.map(({ message }) => message)].join('\n');
    for (const pattern of says) expect(text).toMatch(pattern);
  });

  test.each(cases)('exchanged says the same of the other side: $name', ({ a, b, comparison: one }) => {
    const two = compareSides(b, a);
    const mirrored = one.differences.map((each) => ({
      what: each.what,
      weight: each.weight,
      a: each.b,
      b: each.a,
      message: words(exchanged(each.message)),
    }));
    expect(
      two.differences.map(({ what, weight, a: x, b: y, message }) => ({
        what,
        weight,
        a: x,
        b: y,
        message: words(message),
      })),
    ).toEqual(mirrored);
    expect(two.same).toEqual(one.same);
    expect(words(two.conclusion)).toEqual(words(exchanged(one.conclusion)));
  });

  test('what explains comes first, what is context last', () => {
    const ranks = compared({ ...SLOW, stale: 400 }, { ...QUICK, namespace: 'test' }).differences.map(
      ({ weight }) => ['explains', 'contributes', 'context'].indexOf(weight),
    );
    expect(ranks).toEqual(ranks.toSorted((x, y) => x - y));
  });

  test('the larger factor comes first among those that explain', () => {
    const tiny = { ...SLOW, container: { cpuLimit: 0.05 } };
    const found = compared(tiny, {
      ...SLOW,
      timing: { spawnInherited: timed(430) },
      services: 900,
      namespace: 'test',
    });
    expect(
      explains(found)
        .filter((what) => what !== 'child-process-cost')
        .slice(0, 2),
    ).toEqual(['cpu-limit', 'variables']);
  });
});

describe('what is not known', () => {
  test('is listed with its reason and its side, and never called the same', () => {
    const comparison = compared({ services: 5 }, { services: 5, node: 'forbidden' });
    const nodes = comparison.unknown?.find(({ because }) => because.includes('not allowed to get nodes'));
    expect(nodes).toMatchObject({ sides: ['b'] });
    expect(nodes?.titles).toContain('Kernel of the node');
    expect(comparison.same.filter((title) => nodes?.titles.includes(title))).toEqual([]);
    expect(comparison.incomplete).toEqual([{ code: 'forbidden', message: 'B: not allowed to get nodes' }]);
  });

  test('is unknown on both sides, too, although both say nothing alike', () => {
    const comparison = compared({ node: 'forbidden' }, { node: 'forbidden' });
    const nodes = comparison.unknown?.find(({ because }) => because.includes('nodes'));
    expect(nodes).toMatchObject({ sides: ['a', 'b'], because: 'not allowed to get nodes' });
    expect(comparison.incomplete).toHaveLength(1);
  });

  test('Services that may not be listed are unknown, and so are the stale ones', () => {
    const comparison = compared({ services: 5 }, { forbidden: true });
    const titles = comparison.unknown
      ?.filter(({ sides }) => sides.includes('b'))
      .flatMap(({ titles: all }) => all);
    expect(titles).toEqual(expect.arrayContaining(['Services in the namespace', 'Stale Services']));
  });

  test('a measurement within the other side’s estimate is neither same nor different', () => {
    const comparison = compared(
      { services: 2000, timing: { spawnInherited: timed(700) } },
      { services: 2000, probe: NOT_ASKED, container: { image: 'node:22' } },
    );
    expect(difference(comparison, 'child-process-cost')).toBeUndefined();
    expect(comparison.same).not.toContain('Cost of the environment');
    expect(comparison.unknown?.some(({ titles }) => titles.includes('Cost of the environment'))).toBe(true);
  });

  test('the same name of an image says nothing without what it stood for', () => {
    const comparison = compared({ container: { imageId: 'x@sha256:1' } }, {});
    expect(comparison.same).not.toContain('Image');
    expect(difference(comparison, 'image')).toBeUndefined();
  });

  test('nothing explains, and what might is named', () => {
    const { conclusion } = compared(
      { probe: NOT_ASKED, node: 'forbidden', container: { image: 'app:1' } },
      { probe: NOT_ASKED, node: 'forbidden', container: { image: 'app:1' } },
    );
    expect(conclusion).toMatch(/Nothing that was seen explains/);
    expect(conclusion).toMatch(/not known on both sides: Cost of the environment, .*Kernel of the node/);
  });
});

describe('sides and evidence', () => {
  test('Services that nothing stands behind are named where they are too young to be stale', () => {
    const young = sideOf({ ...SLOW, stale: 412 });
    if (young.inventory.known) {
      for (const { services } of young.inventory.value.namespaces) {
        for (const each of services.known ? services.value : []) each.createdAt = '2026-03-02T23:00:00Z';
      }
    }
    const comparison = compareSides(young, sideOf({ ...QUICK, namespace: 'test' }));
    expect(difference(comparison, 'stale-services')).toBeUndefined();
    expect(difference(comparison, 'services')?.message).toMatch(
      /\(2,000 against 10\); behind 412 of them stands nothing, not yet for as long as --stale-after says\.$/,
    );
  });

  test('two clusters whose contexts have one name are told apart by their servers', () => {
    const [one, two] = [sideOf({}), sideOf({})];
    two.cluster = { ...two.cluster, server: 'https://other:6443' };
    const { a, b } = compareSides(one, two);
    expect([a.label, b.label]).toEqual([
      'deploy/web in https://test:6443',
      'deploy/web in https://other:6443',
    ]);
  });

  test('the command that is shown times what was timed', () => {
    expect(costCommand('spawnInherited')).toContain('spawnSync');
    expect(costCommand('loop')).toContain('for(const k in process.env)');
  });

  test('labels tell the sides apart by what differs', () => {
    const { a, b } = compared({ context: 'paris' }, { context: 'beijing', namespace: 'test' });
    expect([a.label, b.label]).toEqual([
      'deploy/web in namespace shop in context paris',
      'deploy/web in namespace test in context beijing',
    ]);
  });

  test('every difference shows a line and mostly a command for each side, with its context', () => {
    const { differences } = compared(
      { ...SLOW, context: 'paris', connection: ['--context', 'paris'] },
      { ...QUICK, context: 'beijing', connection: ['--context', 'beijing; rm -rf'], node: { kernel: '4.9' } },
    );
    const commands = differences.flatMap(({ evidence }) => evidence.map(({ command }) => command ?? ''));
    expect(differences.every(({ evidence }) => evidence.length === 2)).toBe(true);
    expect(commands).toContain('kubectl --context paris get services -n shop --no-headers');
    expect(commands).toContain(
      "kubectl --context 'beijing; rm -rf' get node node-1 -o 'jsonpath={.status.nodeInfo.kernelVersion}'",
    );
  });

  test.each([
    { a: '*****', b: '*****', different: false, same: false },
    { a: '*****', b: '--abc', different: false, same: false },
    { a: '*****', b: '--abcd', different: true, same: false },
    { a: '--abc', b: '--abc', different: false, same: true },
  ])('arguments that a saved file does not hold are not called the same: $a and $b', (row) => {
    const comparison = compared(
      { container: { command: ['/app', row.a] } },
      { container: { command: ['/app', row.b] } },
    );
    expect(difference(comparison, 'command') !== undefined).toBe(row.different);
    expect(comparison.same.includes('Command')).toBe(row.same);
  });

  test('arguments of commands are compared and not shown', () => {
    const a = { container: { command: ['/app', '--token=hunter2'] } };
    const comparison = compared(a, { container: { command: ['/app', '--token=other'] } });
    expect(difference(comparison, 'command')).toMatchObject({
      a: '/app and 1 argument',
      b: '/app and 1 argument',
    });
    expect(JSON.stringify(comparison)).not.toContain('hunter2');
  });
});

describe('two namespaces', () => {
  const big = { services: 2000, stale: 412 } satisfies SideScenario;
  const small = { services: 20, namespace: 'test' } satisfies SideScenario;

  test('differ in Services, stale ones and what is injected', () => {
    const comparison = compareSides(namespaceOf(big), namespaceOf(small));
    expect([comparison.a.label, comparison.b.label]).toEqual(['namespace/shop', 'namespace/test']);
    expect(explains(comparison)).toEqual(
      expect.arrayContaining(['child-process-cost', 'variables', 'services']),
    );
    expect(difference(comparison, 'stale-services')?.weight).toBe('contributes');
    expect(comparison.conclusion).toMatch(/A is worse off.*A puts 15,840 more variables into each container/);
  });

  test('exchanged say the same of the other side', () => {
    const [a, b] = [namespaceOf(big), namespaceOf(small)];
    const [one, two] = [compareSides(a, b), compareSides(b, a)];
    expect(two.differences.map(({ what, weight, a: x, b: y }) => [what, weight, y, x])).toEqual(
      one.differences.map(({ what, weight, a: x, b: y }) => [what, weight, x, y]),
    );
    expect(words(two.conclusion)).toEqual(words(exchanged(one.conclusion)));
  });

  test('that are alike explain nothing', () => {
    const comparison = compareSides(namespaceOf({ services: 20 }), namespaceOf(small));
    expect(explains(comparison)).toEqual([]);
    expect(comparison.conclusion).toMatch(/Nothing that was seen explains/);
    expect(comparison.same).toContain('Services');
  });

  test('of which one may not be read are not equal', () => {
    const comparison = compareSides(
      namespaceOf({ services: 20, inventory: 'forbidden' }),
      namespaceOf(small),
    );
    expect(comparison.unknown?.find(({ sides }) => sides.join() === 'a')?.titles).toContain('Stale Services');
  });

  test('of which a list is missing have no number of pods, and without Services no cost', () => {
    const [whole, part] = [namespaceOf({ services: 20 }), namespaceOf(small)];
    const forbidden = { code: 'forbidden', message: 'not allowed to list pods' };
    const inventory = part.inventory.known ? part.inventory.value : undefined;
    const unlisted = [{ name: 'test', services: { known: false as const, problem: forbidden } }];
    const seen = {
      known: true as const,
      value: { ...inventory!, namespaces: unlisted, problems: [forbidden] },
    };
    const comparison = compareSides(whole, {
      ...part,
      inventory: seen,
      services: { test: { known: false, problem: forbidden } },
    });
    const titles = comparison.unknown
      ?.filter(({ sides }) => sides.join() === 'b')
      .flatMap((each) => each.titles);
    expect(titles).toEqual(
      expect.arrayContaining([
        'Pods',
        'Workloads',
        'Workloads with service links',
        'Services',
        'Cost of a child process in Node.js',
      ]),
    );
    expect(comparison.differences).toEqual([]);
    expect(comparison.same).toEqual(['Version of Kubernetes']);
  });

  test('headless Services cost nothing', () => {
    const headless = Array.from({ length: 2000 }, (_, index) => service(`db-${index}`, 'None', 'sql:5432'));
    const comparison = compareSides(
      namespaceOf({ services: headless }),
      namespaceOf({ services: 5, namespace: 'test' }),
    );
    expect(difference(comparison, 'services')).toMatchObject({
      a: '2,000, 0 with a cluster IP',
      weight: 'context',
      message: 'B has 5 more Services with a cluster IP in the namespace (5 against 0).',
    });
  });
});
