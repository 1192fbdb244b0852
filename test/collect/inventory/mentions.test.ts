import { describe, expect, test } from 'vitest';
import { collectMentions } from '../../../src/collect/inventory/mentions.ts';
import type { Problem } from '../../../src/contracts/evidence.ts';
import { failure, json, startServer } from '../cluster/support/api-server.ts';
import { connectTo } from '../cluster/support/connect-to.ts';

type Objects = Record<string, unknown[]>;

/** Serves lists by path; `refused` paths are forbidden. Tells what was asked for. */
async function mentionsOf(lists: Objects, options: { refused?: string[]; namespaces?: string[] } = {}) {
  const { refused = [], namespaces = ['shop'] } = options;
  const server = await startServer({
    handle: (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      if (refused.includes(url.pathname)) {
        return json(response, failure(403, 'Forbidden', `may not list ${url.pathname}`), { status: 403 });
      }
      const all = lists[url.pathname] ?? [];
      const from = Number(url.searchParams.get('continue') ?? 0);
      const to = from + Number(url.searchParams.get('limit'));
      json(response, {
        items: all.slice(from, to),
        metadata: to < all.length ? { continue: String(to) } : {},
      });
    },
  });
  const problems: Problem[] = [];
  const mentions = await collectMentions({
    cluster: await connectTo(server),
    namespaces,
    signal: undefined,
    onProblem: (problem) => problems.push(problem),
  });
  return { mentions, problems, requests: server.requests };
}

const CONFIG_MAPS = '/api/v1/namespaces/shop/configmaps';
const SECRETS = '/api/v1/namespaces/shop/secrets';

function configMap(name: string, data: Record<string, string>, more: object = {}) {
  return { metadata: { name, uid: name }, data, ...more };
}

function secret(name: string, keys: string[]) {
  const fields = Object.fromEntries(keys.map((key) => [`f:${key}`, {}]));
  return { metadata: { name, uid: name, managedFields: [{ fieldsV1: { 'f:data': fields } }] } };
}

describe('ConfigMaps', () => {
  test('texts, keys and names are searched, page by page, and no text is kept', async () => {
    const { mentions, problems, requests } = await mentionsOf({
      [CONFIG_MAPS]: [
        configMap('nginx', {
          'nginx.conf': 'proxy_pass http://$REDIS_SERVICE_HOST:$REDIS_SERVICE_PORT; # secret words',
        }),
        ...Array.from({ length: 45 }, (_, index) => configMap(`other-${index}`, { a: 'nothing to see' })),
        configMap('env', { ORDERS_SERVICE_HOST: '10.0.0.1' }),
        configMap('binary', {}, { binaryData: { X_SERVICE_PORT: 'WF9TRVJWSUNFX0hPU1Q=' } }),
        configMap('redis-service-host', {}),
        configMap('api', { a: 'KUBERNETES_SERVICE_HOST' }),
      ],
    });
    expect(mentions.get('shop')).toEqual({
      known: true,
      value: [
        {
          kind: 'configmap',
          name: 'nginx',
          key: 'nginx.conf',
          variables: ['REDIS_SERVICE_HOST', 'REDIS_SERVICE_PORT'],
        },
        { kind: 'configmap', name: 'env', key: 'ORDERS_SERVICE_HOST', variables: ['ORDERS_SERVICE_HOST'] },
        { kind: 'configmap', name: 'binary', key: 'X_SERVICE_PORT', variables: ['X_SERVICE_PORT'] },
        { kind: 'configmap', name: 'redis-service-host', variables: ['REDIS_SERVICE_HOST'] },
      ],
    });
    expect(problems).toEqual([]);
    expect(requests.filter(({ url }) => url?.startsWith(CONFIG_MAPS))).toHaveLength(3);
  });

  test('that may not be listed are unknown, those of other namespaces are not', async () => {
    const other = '/api/v1/namespaces/other/configmaps';
    const { mentions } = await mentionsOf(
      { [other]: [configMap('a', { a: 'A_SERVICE_HOST' })] },
      { refused: [CONFIG_MAPS], namespaces: ['shop', 'other'] },
    );
    expect(mentions.get('shop')).toMatchObject({ known: false, problem: { code: 'forbidden' } });
    expect(mentions.get('other')).toMatchObject({ known: true, value: [{ name: 'a' }] });
  });

  test('more mentions than anybody reads are counted', async () => {
    const data = Object.fromEntries(
      Array.from({ length: 1200 }, (_, index) => [`k${index}`, 'A_SERVICE_HOST']),
    );
    const { mentions, problems } = await mentionsOf({ [CONFIG_MAPS]: [configMap('many', data)] });
    const found = mentions.get('shop');
    expect(found?.known === true && found.value.length).toBe(1000);
    expect(problems).toEqual([
      {
        code: 'too-many',
        message:
          '1200 places in ConfigMaps and Secrets of namespace shop name service links; the first 1000 are told',
      },
    ]);
  });

  test('of strange shapes are named and left out', async () => {
    const { mentions, problems } = await mentionsOf({
      [CONFIG_MAPS]: [
        {},
        { data: null },
        { metadata: { name: 'a' }, data: { k: 7, l: null, m: 'A_SERVICE_HOST' } },
        { metadata: { name: 'b' }, data: { m: 'A_SERVICE_HOST' } },
      ],
    });
    expect(mentions.get('shop')).toMatchObject({ known: true, value: [{ name: 'b', key: 'm' }] });
    expect(problems).toMatchObject([
      { code: 'malformed', message: expect.stringContaining('3 of 4 configmaps') as string },
    ]);
  });
});

describe('Secrets', () => {
  test('are asked for their metadata only, and judged by names and keys', async () => {
    const { mentions, requests } = await mentionsOf({
      [SECRETS]: [secret('db', ['password', 'REDIS_SERVICE_HOST']), secret('redis-service-port', [])],
    });
    expect(mentions.get('shop')).toEqual({
      known: true,
      value: [
        { kind: 'secret', name: 'db', key: 'REDIS_SERVICE_HOST', variables: ['REDIS_SERVICE_HOST'] },
        { kind: 'secret', name: 'redis-service-port', variables: ['REDIS_SERVICE_PORT'] },
      ],
    });
    const asked = requests.filter(({ url }) => url?.startsWith(SECRETS));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers.accept).toBe('application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1');
  });

  test('that may not be listed are told, and the ConfigMaps remain', async () => {
    const { mentions, problems } = await mentionsOf(
      { [CONFIG_MAPS]: [configMap('a', { a: 'A_SERVICE_HOST' })] },
      { refused: [SECRETS] },
    );
    expect(mentions.get('shop')).toMatchObject({ known: true, value: [{ name: 'a' }] });
    expect(problems).toMatchObject([
      {
        code: 'forbidden',
        message: expect.stringContaining('the keys of the Secrets of namespace shop') as string,
      },
    ]);
  });

  test('whose metadata do not name their keys are counted', async () => {
    const { problems } = await mentionsOf({ [SECRETS]: [{ metadata: { name: 'a' } }, secret('b', ['c'])] });
    expect(problems).toMatchObject([
      {
        code: 'secret-keys',
        message: expect.stringContaining('the keys of 1 of the Secrets of namespace shop') as string,
      },
    ]);
  });
});

test('an abort leaves nothing that looks known', async () => {
  const server = await startServer({
    handle: (_request, response) => json(response, { items: [], metadata: {} }),
  });
  const mentions = await collectMentions({
    cluster: await connectTo(server),
    namespaces: ['shop', 'other'],
    signal: AbortSignal.abort(),
  });
  expect([...mentions.values()].map(({ known }) => known)).toEqual([false, false]);
});
