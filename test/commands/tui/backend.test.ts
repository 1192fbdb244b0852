import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../../src/commands/context.ts';
import { clusterBackend } from '../../../src/commands/tui/backend.ts';
import { createConnection, type Connection } from '../../../src/commands/tui/connection.ts';
import { saveHere } from '../../../src/commands/tui/save.ts';
import { scenarios } from '../../../src/demo/scenarios/index.ts';
import type { Fault } from '../../../src/demo/faults.ts';
import { startDemo } from '../../../src/demo/server.ts';
import type { Evidence } from '../../../src/contracts/evidence.ts';
import type { Backend, Link, LiveEvent } from '../../../src/present/tui/backend.ts';

const signal = new AbortController().signal;
const [{ namespace, pod }] = scenarios as [(typeof scenarios)[0]];

let demo: Awaited<ReturnType<typeof startDemo>>;
let folder: string;
let connection: Connection;
let backend: Backend;

beforeAll(async () => {
  demo = await startDemo();
  folder = await mkdtemp(join(tmpdir(), 'envaudit-test-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, demo.kubeconfig, { mode: 0o600 });
  const context: Context = {
    streams: {
      out: () => undefined,
      err: () => undefined,
      progress: () => undefined,
      columns: 80,
      color: { out: false, err: false },
    },
    env: {},
    stdin: new PassThrough(),
    signal,
    version: '0.0.0',
  };
  connection = await createConnection({ kubeconfig }, context);
  backend = clusterBackend({ kubeconfig }, context, connection);
});
afterAll(async () => {
  connection.close();
  await demo.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is heard of a list until it was looked through once: its rows, and how fresh they are. */
async function firstLook<Row>(events: AsyncIterable<LiveEvent<Row>>): Promise<{ rows: Row[]; link: Link }> {
  const rows: Row[] = [];
  for await (const event of events) {
    if (event.type === 'page') rows.push(...event.rows);
    if (event.type === 'link' && event.link.state !== 'looking') return { rows, link: event.link };
  }
  throw new Error('it ended');
}

async function names(of: string | undefined): Promise<string[]> {
  const { rows } = await firstLook(backend.pods(of, signal));
  return rows.map((row) => `${row.namespace}/${row.name}`);
}

describe('what the terminal UI can ask a cluster', () => {
  test('pods of one namespace, and of all', async () => {
    expect(await names(namespace)).toContain(`${namespace}/${pod}`);
    expect((await names(undefined)).length).toBeGreaterThan((await names(namespace)).length);
  });

  test('contexts and namespaces', async () => {
    expect(await backend.contexts()).toContainEqual(expect.objectContaining({ name: 'demo', current: true }));
    expect((await firstLook(backend.namespaces(signal))).rows).toContainEqual({
      name: namespace,
      status: 'Active',
      createdAt: '2025-01-01T00:00:00Z',
    });
  });

  test('a scan, of which it hears while it runs', async () => {
    const heard: string[] = [];
    for await (const event of backend.scan(namespace, signal)) {
      if (event.type === 'progress') heard.push(event.text);
      if (event.type !== 'scanned') continue;
      expect(event.report.namespaces.map(({ name }) => name)).toEqual([namespace]);
      break;
    }
    expect(heard.join()).toContain('Reading the cluster');
  });

  test('an audit with every variable', async () => {
    const { report, evidence } = await backend.audit({ namespace, pod }, 'off', signal);
    expect(evidence.containers).toHaveLength(1);
    expect(report.containers[0]?.pod).toBe(pod);
  });

  test('an audit of a pod that is gone says so', async () => {
    await expect(backend.audit({ namespace, pod: 'gone' }, 'off', signal)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

/** Changes the first object of a list. */
function changeFirst(path: string, change: object): void {
  demo.setFaults([
    {
      verb: 'list',
      path,
      action: {
        kind: 'change',
        change: (list: { items: object[] }) => ({
          ...list,
          items: list.items.map((item, index) => (index === 0 ? { ...item, ...change } : item)),
        }),
      },
    },
  ]);
}

describe('an object that cannot be understood', () => {
  afterEach(() => demo.setFaults([]));
  test('among pods is named after all others were given', async () => {
    const all = await names(undefined);
    changeFirst('/pods', { spec: null });
    const { rows, link } = await firstLook(backend.pods(undefined, signal));
    expect(link.problem).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining(`left out: ${all[0]}`) as string,
    });
    expect(rows.map((row) => `${row.namespace}/${row.name}`)).toEqual(all.slice(1));
  });

  test('among namespaces is named beside the others', async () => {
    const all = await firstLook(backend.namespaces(signal));
    changeFirst('/namespaces', { metadata: { name: 7 } });
    const { rows, link } = await firstLook(backend.namespaces(signal));
    expect(rows).toEqual(all.rows.slice(1));
    expect(link.problem).toMatchObject({
      code: 'malformed',
      message: expect.stringMatching(/1 of \d+ namespaces cannot be understood and is left out/) as string,
    });
  });
});

describe('going elsewhere', () => {
  test('another namespace of the same cluster', async () => {
    const place = await backend.go({ namespace }, signal);
    expect(place).toMatchObject({ context: 'demo', namespace });
    expect(backend.place()).toEqual(place);
  });

  test.each([
    [
      'a namespace that is not there',
      { namespace: `${namespace}x` },
      `there is no namespace "${namespace}x"`,
    ],
    ['a context that is not there', { context: 'nowhere' }, 'context "nowhere" does not exist'],
  ])('%s: the old place still holds', async (_, to, message) => {
    const before = backend.place();
    await expect(backend.go(to, signal)).rejects.toThrow(message);
    expect(backend.place()).toEqual(before);
    expect(await names(namespace)).not.toEqual([]);
  });
});

test.each<[string, Fault[]]>([
  ['', []],
  [', also where they may not be watched', [{ verb: 'watch', action: { kind: 'forbidden' } }]],
])('who may list the pods of one namespace only gets those, and is told so%s', async (_, faults) => {
  await backend.go({ context: 'demo-developer', namespace }, signal);
  demo.setFaults(faults);
  const { rows, link } = await firstLook(backend.pods(undefined, signal));
  expect(link.problem).toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining(`only namespace ${namespace} is shown`) as string,
  });
  expect(new Set(rows.map((row) => row.namespace))).toEqual(new Set([namespace]));
  demo.setFaults([]);
  await backend.go({ context: 'demo', namespace }, signal);
});

describe('saving', () => {
  test('takes a name that is not there yet, of harmless characters, for the owner only', async () => {
    const { evidence } = await backend.audit({ namespace, pod }, 'off', signal);
    const foul: Evidence = {
      ...evidence,
      collectedAt: '2026-11-21T10:00:00.123Z',
      containers: evidence.containers.map((one) => ({ ...one, pod: { ...one.pod, name: '../../x y' } })),
    };
    const before = process.cwd();
    process.chdir(folder);
    try {
      const [first, second] = [await saveHere(foul), await saveHere(foul)];
      expect(first).toBe(`./envaudit-${namespace}-.._.._x_y-20261121T100000Z.json`);
      expect(second).toBe(`./envaudit-${namespace}-.._.._x_y-20261121T100000Z-2.json`);
      expect(JSON.parse(await readFile(join(folder, first), 'utf8'))).toMatchObject({ kind: 'Evidence' });
    } finally {
      process.chdir(before);
    }
  });
});
