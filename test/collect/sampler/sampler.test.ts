import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeWay } from '../../../src/collect/probes/index.ts';
import type { SampleEvidence } from '../../../src/contracts/sample-evidence.ts';
import { processesOfGroup } from '../probes/run-probe.ts';
import { folderOf, localShells, PATH, runSampler } from './run-sampler.ts';

const SECRET = 'correct-horse-battery-staple';
const NODE: ProbeWay = { via: 'node', executable: process.execPath };
const WAYS: [string, ProbeWay, string][] = [
  ...localShells().map(({ name, way, path }): [string, ProbeWay, string] => [name, way, path]),
  ['node', NODE, PATH],
];

let server: Server;
let base: string;
const paths: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response.statusCode = request.url === '/broken' ? 500 : 200;
    setTimeout(() => response.end('x'.repeat(5000)), request.url === '/slow' ? 60_000 : 1);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.concurrent.each(WAYS)('watched through %s, a container', (_, way, path) => {
  const environment = { PATH: path, HOME: '/nonexistent' };

  test('tells of its host, its group, its network and its processes', async () => {
    const run = await runSampler(way, environment, { windowMs: 3000 });
    expect(run.stderr).toBe('');
    const { via, from, to, cgroup, host, network, processes, dns } = run.evidence();
    expect(via).toBe(way.via);
    expect(to).toBeGreaterThan(from);
    expect(host.cpus).toBeGreaterThan(0);
    expect(host.cpu?.user.last).toBeGreaterThanOrEqual(host.cpu?.user.first ?? Infinity);
    expect(host.memory?.total).toBeGreaterThan(1e6);
    expect(host.kernel).toMatch(/^\d+\./);
    expect(host.pidMax).toBeGreaterThan(1000);
    expect(host.files?.max).toBeGreaterThan(1000);
    expect(host.disks?.map(({ name }) => name).filter((name) => /^loop|^vda\d/.test(name))).toEqual([]);
    expect(cgroup.ticks.length).toBeGreaterThanOrEqual(2);
    expect(network.interfaces.map(({ name }) => name)).toContain('lo');
    expect(network.counters).toHaveProperty(['Tcp.RetransSegs']);
    expect(network.looks).toBeGreaterThanOrEqual(2);
    expect(network.asking).toHaveLength(network.looks);
    expect(network.localPorts?.to).toBeGreaterThan(network.localPorts?.from ?? 0);
    expect(network.listeners.map(({ port }) => port)).toContain(Number(new URL(base).port));
    expect(dns.nameservers.length).toBeGreaterThan(0);
    expect(processes).toMatchObject({ known: true, value: { init: { pid: 1 } } });
    expect(processes.known && processes.value.looks).toBeGreaterThan(0);
  });

  test('keeps values and arguments to itself', async () => {
    const other = spawn('sleep', ['30', '0.000000001'], { env: { PATH, TOKEN: SECRET }, argv0: 'sleep' });
    const talker = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)', SECRET]);
    const run = await runSampler(way, {
      ...environment,
      TOKEN: SECRET,
      ea_p: 'exit 7',
      ea_e: SECRET,
      IFS: 'e',
    });
    other.kill();
    talker.kill();
    expect(run.evidence().processes.known).toBe(true);
    expect(run.stdout.toString() + run.stderr).not.toContain(SECRET);
  });

  test('is left as it was found', async () => {
    const run = await runSampler(way, environment, { windowMs: 1000, urls: [`${base}/slow`], requests: 3 });
    expect(run.evidence().requests).toHaveLength(1);
    expect(run.left).toEqual([]);
  });

  test('is left as it was found, too, when nobody listens any more', async () => {
    let group = 0;
    await runSampler(way, environment, { windowMs: 1000, urls: [`${base}/slow`] }, (pid, end) => {
      group = pid;
      setTimeout(end, 400);
    });
    for (let turn = 0; turn < 100 && processesOfGroup(group).length > 0; turn++) await sleep(100);
    expect(processesOfGroup(group)).toEqual([]);
  });

  test('counts processes that are too short to be seen', async () => {
    const makers = setInterval(() => spawn('true'), 100);
    const run = await runSampler(way, environment, { windowMs: 4000 });
    clearInterval(makers);
    const { processes } = run.evidence();
    // Other samplers and probes of these tests look like an audit in the same container: then it is not counted.
    const { created = Infinity } = processes.known ? processes.value.children : { created: 0 };
    expect(created).toBeGreaterThan(3);
  });

  test('is asked about any number of variables', async () => {
    const links = Object.fromEntries(
      Array.from({ length: 5000 }, (__, index) => [`SERVICE_${index}_SERVICE_HOST`, '10.96.0.1']),
    );
    const run = await runSampler(way, { ...environment, ...links }, { windowMs: 3000 });
    expect(run.evidence().processes.known).toBe(true);
  });
});

const TOOLS: [string, ProbeWay, Record<string, string>][] = [
  ['curl', { via: 'sh', executable: 'sh' }, { curl: 'curl' }],
  ['node', { via: 'sh', executable: 'sh' }, { node: process.execPath }],
  ['python3', { via: 'sh', executable: 'sh' }, { python3: '/usr/bin/python3' }],
  ['wget', { via: 'sh', executable: 'sh' }, { wget: 'wget' }],
  ['node', NODE, {}],
];
const COMMANDS = Object.fromEntries(
  ['env', 'head', 'sleep', 'tr', 'cat', 'readlink', 'renice'].map((name) => [name, name]),
);

/** What was seen over the first window in which all requests came to their end: a busy machine takes a longer one. */
async function answered(
  way: ProbeWay,
  environment: Record<string, string>,
  order: { windowMs: number; urls: string[]; requests: number },
): Promise<SampleEvidence> {
  const evidence = (await runSampler(way, environment, order)).evidence();
  const cut = evidence.requests.some(
    ({ stopped, requests }) => stopped !== undefined || requests.some(({ error }) => error === 'timed-out'),
  );
  return cut && order.windowMs < 60_000
    ? answered(way, environment, { ...order, windowMs: order.windowMs * 3 })
    : evidence;
}

describe.concurrent.each(TOOLS)('a request by %s', (tool, way, commands) => {
  const folder = folderOf({ sh: 'dash', ...COMMANDS, ...commands });
  const there = tool === 'node' || existsSync(`${folder}/${tool}`);
  const environment = { PATH: folder };

  test.runIf(there)('is timed, answered or not', async () => {
    const urls = [`${base}/`, `${base}/broken`, 'http://127.0.0.1:1/'];
    const { requests } = await answered(way, environment, { windowMs: 4000, urls, requests: 3 });
    expect(requests.map(({ url }) => url)).toEqual(urls);
    const [fine, broken, refused] = requests;
    expect(fine).toMatchObject({ tool });
    expect(fine?.requests).toHaveLength(3);
    for (const request of fine?.requests ?? []) {
      expect(request.error).toBeUndefined();
      expect(request.totalMs).toBeGreaterThanOrEqual(request.firstByteMs ?? 0);
    }
    expect(refused?.requests[0]?.error).toBeDefined();
    if (tool === 'wget') return;
    expect(fine?.requests[0]?.status).toBe(200);
    expect(broken?.requests[0]?.status).toBe(500);
    expect(refused?.requests[0]).toMatchObject({ error: 'refused' });
  });

  test.runIf(there)('that never ends is cut with the window', async () => {
    const run = await runSampler(way, environment, { windowMs: 1500, urls: [`${base}/slow`], requests: 4 });
    const [slow] = run.evidence().requests;
    expect(slow?.stopped).toContain('of 4 requests');
    expect(run.left).toEqual([]);
  });

  test.runIf(there)('is never read by a shell', async () => {
    const path = '/$(touch$IFS/tmp/envaudit-evil)/;reboot/*?&';
    const { requests } = await answered(way, environment, {
      windowMs: 2500,
      urls: [base + path],
      requests: 1,
    });
    expect(requests[0]?.requests[0]?.error).toBeUndefined();
    expect(paths).toContain(path);
    expect(existsSync('/tmp/envaudit-evil')).toBe(false);
  });
});

test('An image that can make no requests says so', async () => {
  const environment = { PATH: folderOf({ sh: 'dash', ...COMMANDS }) };
  const run = await runSampler({ via: 'sh', executable: 'sh' }, environment, { urls: [`${base}/`] });
  const [none] = run.evidence().requests;
  expect(none).toMatchObject({
    requests: [],
    stopped: expect.stringContaining('nothing that makes requests'),
  });
});

test('An image with little more than a shell is watched all the same', async () => {
  const environment = { PATH: folderOf({ sh: 'dash', env: 'env', sleep: 'sleep' }) };
  const { host, network, processes } = (
    await runSampler({ via: 'sh', executable: 'sh' }, environment)
  ).evidence();
  expect(host.memory?.total).toBeGreaterThan(1e6);
  expect(network.counters).toHaveProperty(['Tcp.RetransSegs']);
  expect(processes.known).toBe(true);
});
