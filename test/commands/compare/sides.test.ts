import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compare } from '../../../src/analyze/compare/index.ts';
import type { CompareOptions } from '../../../src/commands/compare/command.ts';
import { planOf } from '../../../src/commands/compare/plan.ts';
import { lookAtBoth } from '../../../src/commands/compare/sides.ts';
import type { Comparison } from '../../../src/contracts/comparison.ts';
import { scenarios } from '../../../src/demo/scenarios/index.ts';
import { EVIDENCE_API_VERSION, type Evidence } from '../../../src/contracts/evidence.ts';
import { twoClusters, type TwoClusters } from './two-clusters.ts';

const scenario = (id: string) => scenarios.find((each) => each.id === id)!;
const [web, nolinks, healthy] = [scenario('web'), scenario('nolinks'), scenario('healthy')];

let clusters: TwoClusters;
let said: string[];

beforeAll(async () => {
  clusters = await twoClusters({ namespaceIsolation: false }, { namespaceIsolation: false });
});
beforeEach(() => {
  clusters.paris.setFaults([]);
  clusters.beijing.setFaults([]);
  said = [];
});
afterAll(() => clusters.close());

async function run(
  given: Partial<CompareOptions> & { a: string },
  signal?: AbortSignal,
): Promise<Comparison> {
  const options: CompareOptions = {
    output: undefined,
    color: 'never',
    verbose: false,
    b: undefined,
    toContext: undefined,
    toNamespace: undefined,
    toKubeconfig: undefined,
    container: undefined,
    exec: true,
    staleAfterMs: 30 * 86_400_000,
    ...given,
    flags: { kubeconfig: clusters.kubeconfig, ...given.flags },
  };
  const now = new Date();
  const streams = {
    out: () => undefined,
    err: (text: string) => void said.push(text),
    progress: () => undefined,
    columns: 80,
    color: { out: false, err: false },
  };
  const context = {
    streams,
    env: { HOME: clusters.folder },
    stdin: Readable.from([]),
    signal: signal ?? new AbortController().signal,
    version: '0.1.0',
  };
  const sides = await lookAtBoth({ plan: planOf(options), options, context, now });
  return compare({
    ...sides,
    collectedAt: now.toISOString(),
    tool: { version: '0.1.0' },
    staleAfterMs: 30 * 86_400_000,
  });
}

const weight = ({ differences }: Comparison, what: string) =>
  differences.find((each) => each.what === what)?.weight;
const asked = (demo: TwoClusters['paris'], from: number): string[] =>
  demo.requests
    .slice(from)
    .filter(({ path }) => !path.includes('continue='))
    .map(({ path }) => path.split('?')[0] ?? '');

describe('in one cluster', () => {
  test('links on against links off: the switch explains it, with one exec each and one inventory', async () => {
    const before = clusters.paris.requests.length;
    const comparison = await run({ a: `pod/${web.pod}`, b: `pod/${nolinks.pod}` });
    expect(comparison.conclusion).toMatch(/^A is worse off\./);
    expect(weight(comparison, 'variables')).toBe('explains');
    expect(weight(comparison, 'enable-service-links')).toBe('explains');
    expect(weight(comparison, 'services')).toBeUndefined();
    expect(comparison.same).toContain('Services in the namespace');
    const paths = asked(clusters.paris, before);
    expect(paths.filter((path) => path.endsWith('/exec'))).toHaveLength(2);
    expect(paths.filter((path) => path === '/api/v1/namespaces/shop/services')).toHaveLength(1);
  });

  test('a small namespace against a large one: its Services explain it', async () => {
    const comparison = await run({
      a: `pod/${healthy.pod}`,
      b: 'deploy/web',
      flags: { namespace: healthy.namespace },
      toNamespace: web.namespace,
    });
    expect([comparison.a.label, comparison.b.label]).toEqual([
      `pod/${healthy.pod} in namespace tools`,
      'deploy/web in namespace shop',
    ]);
    expect(comparison.conclusion).toMatch(/^B is worse off\..* more Services? in the namespace/);
    expect(weight(comparison, 'services')).toBe('explains');
    expect(said.join('')).toMatch(/Chose pod\/web-/);
  });

  test('two namespaces', async () => {
    const comparison = await run({ a: 'namespace/shop', b: 'ns/staging' });
    expect(comparison.a).toEqual({ label: 'namespace/shop', context: 'paris', namespace: 'shop' });
    expect(weight(comparison, 'services')).toBe('explains');
    expect(comparison.conclusion).toMatch(/^A is worse off\./);
  });

  test('without exec nothing is asked in a container, and nothing is incomplete', async () => {
    const before = clusters.paris.requests.length;
    const comparison = await run({ a: `pod/${web.pod}`, b: `pod/${nolinks.pod}`, exec: false });
    expect(asked(clusters.paris, before).filter((path) => path.endsWith('/exec'))).toEqual([]);
    expect(weight(comparison, 'enable-service-links')).toBe('explains');
    expect(comparison.incomplete).toEqual([]);
    expect(comparison.unknown?.some(({ because }) => because === 'the container was not asked')).toBe(true);
  });

  test('saved evidence against now', async () => {
    const file = join(clusters.folder, 'before.json');
    await writeFile(file, JSON.stringify(await savedEvidence()));
    const comparison = await run({ a: file, b: `pod/${web.pod}` });
    expect(comparison.a.label).toContain('before.json');
    expect(
      comparison.unknown?.some(
        ({ sides, titles }) => sides.join() === 'a' && titles.includes('Stale Services'),
      ),
    ).toBe(true);
    expect(
      comparison.differences.flatMap(({ evidence }) => evidence).map(({ command }) => command),
    ).toContain(`kubectl envaudit report ${file} -o json`);
  });
});

describe('in two clusters', () => {
  test('the same target is compared, and commands carry the context', async () => {
    const comparison = await run({ a: `pod/${web.pod}`, toContext: 'beijing', exec: false });
    expect([comparison.a.label, comparison.b.label]).toEqual([
      `pod/${web.pod} in context paris`,
      `pod/${web.pod} in context beijing`,
    ]);
    expect(comparison.same).toContain('Variables');
    expect(comparison.conclusion).toMatch(/Nothing that was seen explains/);
    expect(JSON.stringify(comparison.differences)).toMatch(/--context beijing get pod/);
  });

  test('one token never goes to both', async () => {
    await expect(
      run({ a: `pod/${web.pod}`, toContext: 'beijing', flags: { token: 'x' } }),
    ).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('what goes wrong names its side', () => {
  test('a context that does not exist', async () => {
    await expect(run({ a: 'deploy/web', toContext: 'rome' })).rejects.toMatchObject({
      message: 'B (deploy/web): context "rome" does not exist',
      hint: expect.stringMatching(/contexts: paris, paris-again, beijing, gone/),
    });
  });

  test('a server that does not answer', async () => {
    await expect(
      run({ a: 'deploy/web', flags: { context: 'gone' }, toContext: 'paris' }),
    ).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^A \(deploy\/web\): .*127.0.0.1:1/),
    });
  });

  test('a target that does not exist', async () => {
    await expect(run({ a: 'deploy/web', b: 'deploy/wbe' })).rejects.toMatchObject({
      message: expect.stringMatching(/^B \(deploy\/wbe\): deployments.apps "wbe" not found/),
    });
  });

  test('a namespace that does not exist', async () => {
    await expect(run({ a: 'ns/shop', b: 'ns/stagign' })).rejects.toMatchObject({
      message: 'B (ns/stagign): there is no namespace "stagign"',
      hint: expect.stringContaining('staging'),
    });
  });

  test.each<[string, Partial<CompareOptions> & { a: string }, RegExp]>([
    [
      'the same target twice',
      { a: 'deploy/web', b: 'deployment/web' },
      /both sides are deploy\/web in namespace shop of context paris/,
    ],
    [
      'the same namespace twice',
      { a: 'ns/shop', b: 'namespace/shop' },
      /both sides are ns\/shop of context paris/,
    ],
    [
      'two contexts that are one cluster',
      { a: 'deploy/web', toContext: 'paris-again' },
      /the contexts paris and paris-again both lead to https/,
    ],
    [
      'a workload and the pod that was chosen for it',
      { a: 'deploy/web', b: `pod/${web.pod}`, exec: false },
      /both sides are container web of pod web-/,
    ],
  ])('%s', async (_, given, says) => {
    await expect(run(given)).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(says) });
  });
});

describe('what may not be seen', () => {
  test('nodes: unknown on both sides, and incomplete', async () => {
    clusters.paris.setFaults([{ path: '/api/v1/nodes', action: { kind: 'forbidden' } }]);
    const comparison = await run({ a: `pod/${web.pod}`, b: `pod/${nolinks.pod}`, exec: false });
    expect(comparison.same).not.toContain('Kernel of the node');
    expect(comparison.unknown?.flatMap(({ titles }) => titles)).toContain('Kernel of the node');
    expect(comparison.incomplete.map(({ message }) => message).join()).toMatch(/not allowed to get nodes/);
  });

  test('Services of one cluster: unknown there, and never equal', async () => {
    clusters.beijing.setFaults([{ verb: 'list', path: '/services', action: { kind: 'forbidden' } }]);
    const comparison = await run({ a: `pod/${web.pod}`, toContext: 'beijing', exec: false });
    expect(comparison.same).not.toContain('Services in the namespace');
    const sides = comparison.unknown?.find(({ titles }) =>
      titles.includes('Services in the namespace'),
    )?.sides;
    expect(sides).toEqual(['b']);
    expect(comparison.incomplete.length).toBeGreaterThan(0);
    expect(comparison.incomplete.every(({ message }) => message.startsWith('B: '))).toBe(true);
  });

  test('exec in one of two', async () => {
    clusters.paris.setFaults([{ verb: 'exec', path: nolinks.pod, action: { kind: 'forbidden' } }]);
    const comparison = await run({ a: `pod/${web.pod}`, b: `pod/${nolinks.pod}` });
    expect(weight(comparison, 'enable-service-links')).toBe('explains');
    expect(comparison.incomplete.map(({ message }) => message).join()).toMatch(/^B: /);
  });

  test('an interrupt says that both sides were not seen', async () => {
    const abort = new AbortController();
    clusters.paris.setFaults([{ path: '/pods', action: { kind: 'hang' } }]);
    setTimeout(() => abort.abort(), 300);
    await expect(run({ a: 'deploy/web', b: `pod/${nolinks.pod}` }, abort.signal)).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

async function savedEvidence(): Promise<Evidence> {
  const { evidenceOf } = await import('../../analyze/evidence.ts');
  return { ...evidenceOf({ services: 5 }), apiVersion: EVIDENCE_API_VERSION };
}
