import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isBigEndian, parseEndpoint } from '../../../src/collect/sampler/parse/address.ts';
import { parseSample } from '../../../src/collect/sampler/parse/index.ts';
import { EnvauditError } from '../../../src/errors.ts';
import type { SampleEvidence } from '../../../src/contracts/sample-evidence.ts';

const folder = join(import.meta.dirname, '../../fixtures/captured/sampler');
const captured = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const read = (name: string): Buffer => readFileSync(join(folder, name));
const order = { windowMs: 6000, shared: false, urls: ['http://10.244.0.29:8080/'], requests: 10 };
const parse = (name: string): SampleEvidence => parseSample(read(name), order, 6500);
const processesOf = (sample: SampleEvidence) => {
  if (!sample.processes.known) throw new Error('no processes');
  return sample.processes.value;
};
/** A look at a connection over TCP, and at UDP sockets that are connected to these. */
function udp(...remotes: string[]): string[] {
  return [
    '@sockets 1',
    '==> /proc/net/tcp <==',
    '0: 0100007F:1F90 0A00600A:0035 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0 20 0 0 10 0',
    '==> /proc/net/udp <==',
    'sl local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode ref pointer drops',
    ...remotes.map(
      (remote) => `77: 0A01F40A:9C40 ${remote} 01 00000000:00000000 00:00000000 00000000 0 0 1 2 0 0`,
    ),
  ];
}

/** Every number that is somewhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('what no kernel can have said, or what contradicts itself, is refused', () => {
  const text = read('node-limited.txt').toString('utf8');

  test.each<[string, RegExp, string]>([
    ['a CPU limit of 0', /(cpu\.(?:max|cfs_quota_us) <==\n)\d+/, '$10'],
    ['a host with a billion CPUs', /@cpus \d+/, '@cpus 999999999'],
    ['memory that nobody can have', /MemTotal: +\d+/g, 'MemTotal: 99999999999999999'],
    ['more memory available than there is', /MemTotal: +\d+/g, 'MemTotal: 1'],
    ['throttled periods without number', /(nr_throttled) \d+/g, '$1 99999999999'],
    ['a window of years', /@tick \d+/, '@tick 1'],
  ])('%s', (_, pattern, by) => {
    expect(pattern.test(text)).toBe(true);
    const changed = Buffer.from(text.replace(pattern, by));
    expect(() => parseSample(changed, order, 6500)).toThrow(
      expect.objectContaining({ code: 'probe-garbage' }),
    );
  });
});

describe('of a real pod', () => {
  test.each(captured)('%s becomes evidence in full', (name) => {
    const sample = parse(name);
    expect(sample.to).toBeGreaterThan(sample.from);
    expect(sample.cost.cpuMs).toBeGreaterThan(0);
    expect(sample.cgroup.ticks.length).toBeGreaterThanOrEqual(3);
    expect(sample.host.cpu).toBeDefined();
    expect(sample.host.pressure?.cpu?.some.last).toBeGreaterThan(0);
    expect(processesOf(sample).main?.threads.length).toBeGreaterThan(0);
    expect(numbersIn(sample).filter((number) => !Number.isFinite(number) || number < 0)).toEqual([]);
  });

  test('a limit of 0.2 cores that is used up shows as throttling and as waiting for the CPU', () => {
    const sample = parse('node-limited.txt');
    const { ticks, cpuLimit } = sample.cgroup;
    expect(cpuLimit).toBe(0.2);
    expect((ticks.at(-1)?.throttledPeriods ?? 0) - (ticks[0]?.throttledPeriods ?? 0)).toBeGreaterThan(10);
    const { main } = processesOf(sample);
    expect(Object.keys(main?.states ?? {})).toEqual(['R']);
    expect(main?.runQueueWaitMs).toBeGreaterThan(2 * (main?.mainThreadCpuMs ?? Infinity));
  });

  test('children that are waited for synchronously make the main thread busy', () => {
    const { main, children } = processesOf(parse('node.txt'));
    expect(main).toMatchObject({ name: 'node', argv0: 'node', executable: '/usr/local/bin/node' });
    expect(main?.looksWithChild).toBeGreaterThan(2);
    expect(main?.longestBusyMs).toBeGreaterThan(0);
    expect(main?.longestBusyMs).toBeLessThan(1000);
    expect(children.seen).toContainEqual(expect.objectContaining({ parent: 'node', name: 'sh' }));
    expect(children.created).toBeGreaterThanOrEqual(6);
    expect(children.created).toBeLessThanOrEqual(12);
  });

  test.each(['python.txt', 'distroless.txt'])('%s makes no processes', (name) => {
    const { children } = processesOf(parse(name));
    expect(children).toMatchObject({ seen: [], zombies: 0 });
    // A process of our own that begins just at the first look may be counted.
    expect(children.created).toBeLessThanOrEqual(2);
  });

  test.each([
    ['node.txt', 'node'],
    ['python.txt', 'python3'],
    ['shell.txt', 'wget'],
    ['distroless.txt', 'node'],
  ])('%s is requested from with what it has', (name, tool) => {
    const [url] = parse(name).requests;
    expect(url?.tool).toBe(tool);
    expect(url?.requests.length).toBeGreaterThan(5);
    expect(url?.requests.every(({ error }) => error === undefined)).toBe(true);
  });

  test('one without a name server that answers waits for it', () => {
    for (const name of captured.filter((each) => each !== 'by-hand-v2.txt')) {
      const { dns } = parse(name);
      expect(dns).toMatchObject({ nameservers: ['10.96.0.10'], ndots: 5 });
      expect(dns.lookups.map(({ outcome }) => outcome)).toContain('timed-out');
    }
  });
});

describe('written by hand, cgroup v2', () => {
  const sample = parseSample(read('by-hand-v2.txt'), { ...order, requests: 3 }, 2000);

  test('the group says how much it used, was held back and waited', () => {
    expect(sample.cgroup).toEqual({
      version: 2,
      cpuLimit: 0.5,
      ticks: [
        { at: 1000.1, usageMs: 1000, periods: 10, throttledPeriods: 5, throttledMs: 700 },
        { at: 1001.1, usageMs: 1100, periods: 20, throttledPeriods: 8, throttledMs: 900 },
        { at: 1001.5, usageMs: 1200, periods: 24, throttledPeriods: 9, throttledMs: 950 },
      ],
      memory: {
        limit: 'none',
        usage: { first: 5_000_000, last: 6_000_000 },
        workingSet: { first: 4_000_000, last: 5_000_000 },
        anon: { first: 3_000_000, last: 4_000_000 },
        shmem: { first: 250_000, last: 500_000 },
        limitHits: { first: 4, last: 9 },
        oomKills: { first: 1, last: 2 },
      },
      pids: { current: 7, limit: 100 },
      pressure: { memory: { first: 5000, last: 9000 } },
    });
  });

  test('whole disks are those that stand on their own and do something', () => {
    expect(sample.host.disks?.map(({ name }) => name)).toEqual(['sda', 'nvme0n1']);
    expect(sample.host.disks?.[0]).toMatchObject({
      reads: { first: 100, last: 110 },
      busyMs: { first: 400, last: 900 },
    });
  });

  test('memory of sockets is counted in the pages of the machine', () => {
    expect(sample.network.tcpMemory).toEqual({ used: 655_360, pressure: 13_107_200, max: 19_660_800 });
  });

  test('sockets that are connected to a DNS server are counted in each look', () => {
    const settings = ['==> /proc/sys/net/ipv4/ip_local_port_range <==', '32768\t60999'];
    const text = [
      'envaudit-sample 1',
      '@via sh',
      ...settings,
      '@first 1.00',
      '@tick 1.00',
      ...udp('0A00600A:0035', '0A00600A:0035'),
      ...udp('00000000:0000', '08080808:01BB'),
      '@last 2.00',
      '@tick 2.00',
      '@end',
      '',
    ].join('\n');
    const { network } = parseSample(Buffer.from(text), order, 6500);
    expect(network.asking).toEqual([2, 0]);
    expect(network.localPorts).toEqual({ from: 32_768, to: 60_999 });
    expect(sample.network.asking).toBeUndefined();
  });

  test('a table that a request’s line stands in the middle of is whole', () => {
    const out = sample.network.connections.find(({ remote }) => remote === '10.96.0.5:5432');
    expect(out).toEqual({
      direction: 'out',
      remote: '10.96.0.5:5432',
      address: '10.96.0.5',
      port: 5432,
      states: { SYN_SENT: 1, ESTABLISHED: 1 },
      looks: 2,
      looksConnecting: 2,
      looksUnacked: 1,
      looksUnread: 0,
      mostRetransmits: 3,
      open: { mean: 1, least: 1, lasting: 1 },
    });
  });

  test('what came to a listening port is one, whoever came', () => {
    expect(sample.network.listeners[0]).toEqual({
      address: '0.0.0.0',
      port: 8080,
      mostQueued: 3,
      looksQueued: 1,
    });
    expect(sample.network.connections).toContainEqual(
      expect.objectContaining({ direction: 'in', remote: ':8080', looksUnread: 1, looks: 1 }),
    );
    expect(sample.network.connections.map(({ remote }) => remote).toSorted()).toEqual([
      '10.96.0.5:5432',
      '10.96.0.6:5432',
      ':8080',
      '[2001:db8::1]:443',
    ]);
    expect(sample.network.counters['TcpExt.ListenOverflows']).toEqual({ first: 3, last: 13 });
  });

  test('a name that looks like kernel text is a name', () => {
    const { main, init } = processesOf(sample);
    expect(init).toMatchObject({ pid: 1, name: 'tini' });
    expect(main).toMatchObject({
      pid: 7,
      name: 'a) R 1 (evil) x',
      parent: 1,
      cpuMs: 200,
      childrenCpuMs: 100,
      executable: '/usr/bin/app',
      openFiles: 12,
      openFilesLimit: 1024,
      processesLimit: 'unlimited',
      rss: 2_048_000,
      voluntarySwitches: 50,
      runQueueWaitMs: 1000,
      mainThreadCpuMs: 300,
      majorFaults: 1,
      threads: [
        { tid: 7, cpuMs: 300, runQueueWaitMs: 1000 },
        { tid: 8, cpuMs: 300 },
      ],
    });
  });

  test('PIDs that start over are counted on, without our own and without an audit’s', () => {
    const { children, main } = processesOf(sample);
    // 32767 to 302 is 3 of 32768 - 300; each look starts one sleep of ours; a look-up used 2.
    expect(children).toEqual({
      created: 2 + 1 + 0 + 0,
      createdOverMs: 800,
      seen: [
        { parent: 'a) R 1 (evil) x', name: 'sh', count: 1, longestMs: 350 },
        { parent: 'sh', name: 'free', count: 1, longestMs: 140 },
      ],
      zombies: 1,
    });
    expect(main).toMatchObject({ looksWithChild: 2, longestBusyMs: 400, states: { S: 6, R: 1 } });
  });

  test('requests come in order, and say why there are fewer', () => {
    expect(sample.requests).toEqual([
      {
        url: 'http://10.244.0.29:8080/',
        tool: 'node',
        stopped: 'the window ended after 2 of 3 requests',
        requests: [
          { at: 1000.3, totalMs: 12.5, nameMs: 1, connectMs: 2, firstByteMs: 12, status: 200 },
          { at: 1000.4, totalMs: 3, error: 'refused' },
        ],
      },
    ]);
    expect(sample.dns.lookups).toEqual([
      { name: 'kubernetes.default.svc', tool: 'getent', ms: 20, outcome: 'failed' },
    ]);
  });
});

test.each([
  ['0100007F:1F90', false, { address: '127.0.0.1', port: 8080 }],
  ['7F000001:1F90', true, { address: '127.0.0.1', port: 8080 }],
  ['0000000000000000FFFF00000100007F:0050', false, { address: '127.0.0.1', port: 80 }],
  ['B80D0120000000000000000001000000:01BB', false, { address: '2001:db8::1', port: 443 }],
  ['00000000000000000000000000000000:0001', false, { address: '::', port: 1 }],
  ['00000000000000000000000001000000:0001', false, { address: '::1', port: 1 }],
  ['0100007F', false, undefined],
  ['0100007G:1F90', false, undefined],
  ['', false, undefined],
])('the address %s (words with the largest byte first: %s) is %j', (text, bigEndian, address) => {
  expect(parseEndpoint(text, bigEndian)).toEqual(address);
});

test.each([
  [['0100007F:1F90', '00000000:0050'], false],
  [['7F000001:1F90'], true],
  [['00000000000000000000FFFF0A000001:0050'], true],
  [['0000000000000000FFFF00000100007F:0050'], false],
])('of %j the byte order is known: %s', (local, expected) => {
  expect(isBigEndian(local)).toBe(expected);
});

describe('an answer that is none', () => {
  test.each([
    ['empty', '', 'probe-incomplete'],
    ['a greeting', 'Welcome!\n', 'probe-garbage'],
    ['of another version', 'envaudit-sample 2\n@end\n', 'probe-garbage'],
    ['cut off', 'envaudit-sample 1\n@via sh\n@first 1.00\n', 'probe-incomplete'],
    ['without /proc', 'envaudit-sample 1\n@via sh\n@unknown no-proc\n@end\n', 'no-proc'],
    ['of too many lines', `envaudit-sample 1\n${'x\n'.repeat(100_001)}@end\n`, 'probe-too-large'],
    ['of too many bytes', 'x'.repeat(5_000_000), 'probe-too-large'],
  ])('%s says why', (_, text, code) => {
    expect(() => parseSample(Buffer.from(text), order, 1)).toThrow(expect.objectContaining({ code }));
  });
});

/** Evidence that is bounded, or an error that a person can read. */
function survives(stdout: Buffer): boolean {
  try {
    const sample = parseSample(stdout, order, 1);
    return (
      JSON.stringify(sample).length < 2_000_000 &&
      numbersIn(sample).every(Number.isFinite) &&
      sample.network.connections.length <= 200
    );
  } catch (error) {
    return error instanceof EnvauditError;
  }
}

describe('hostile answers are survived:', () => {
  test('random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(survives(Buffer.from(bytes))).toBe(true);
      }),
    );
  });

  test('random lines between the first and the last', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '@first 1.00',
        '@last 2.00',
        '@tick 1.00',
        '@sockets 1',
        '@processes',
        '@threads',
        '@main 1',
      ),
      fc.constantFrom(
        '==> /proc/net/tcp <==',
        '==> /proc/stat <==',
        '==> /proc/1/status <==',
        'cpu 1 2 3 4 5 6 7 8',
      ),
      fc.string().map((text) => `@l ${text}`),
      fc.string().map((text) => `!r 0 ${text}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        expect(survives(Buffer.from(['envaudit-sample 1', ...lines, '@end', ''].join('\n')))).toBe(true);
      }),
    );
  });

  test('real answers with parts cut out, doubled and overwritten', () => {
    const real = captured.map(read);
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.array(fc.tuple(fc.nat(), fc.nat(300), fc.uint8Array({ maxLength: 40 })), { maxLength: 8 }),
        (answer, changes) => {
          let bytes = answer;
          for (const [where, length, put] of changes) {
            const at = where % bytes.length;
            bytes = Buffer.concat([
              bytes.subarray(0, at),
              put,
              bytes.subarray(at + (length % 2 ? length : 0)),
            ]);
          }
          expect(survives(bytes)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
