import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { discovery } from '../../../src/demo/api/discovery.ts';
import { requestInfo, type RequestInfo } from '../../../src/demo/api/request-info.ts';
import { notFound, unknownResource, unauthorized, type ApiStatus } from '../../../src/demo/api/status.ts';
import { createCertificates } from '../../../src/demo/tls/certificates.ts';
import { kubeconfigOf } from '../../../src/demo/tls/kubeconfig.ts';
import { bigCluster, type BigCluster } from './resources.ts';
import { page, type Rows } from './rows.ts';
import { createWatches } from './watch.ts';

/**
 * An API server of a big cluster, in a process of its own:
 *
 *     node scripts/bench/big-cluster/server.ts --pods 10000 --services 5000 --kubeconfig FILE
 *
 * Prints one line of JSON when it is up: what a plain client needs. `GET /bench/lists` gives the lists that were asked
 * for since it was last asked, without their further pages; `GET /bench/change?perSecond=N` lets pods change from then
 * on, and gives how often they have.
 */
const { values } = parseArgs({
  options: {
    pods: { type: 'string' },
    services: { type: 'string' },
    times: { type: 'string', default: '1' },
    namespaces: { type: 'string' },
    kubeconfig: { type: 'string' },
  },
});
const cluster = bigCluster(Number(values.pods), Number(values.services), {
  times: Number(values.times),
  namespaces: values.namespaces === undefined ? undefined : Number(values.namespaces),
});
const watches = createWatches();
const documents = discovery('1.31');
const certificates = createCertificates();
const token = randomBytes(24).toString('hex');
const lists = new Set<string>();

const server = createServer(
  { key: certificates.server.key, cert: certificates.server.certificate, keepAliveTimeout: 120_000 },
  (request, response) => {
    request.resume();
    if (request.headers.authorization !== `Bearer ${token}`) return refuse(response, unauthorized());
    const info = requestInfo(request.method ?? '', request.url ?? '/');
    if (info.path === '/bench/lists') {
      send(response, JSON.stringify([...lists]));
      lists.clear();
      return;
    }
    if (info.path === '/bench/change') {
      watches.change(Number(info.query.get('perSecond')));
      return send(response, String(watches.changes()));
    }
    const document = documents.get(info.path);
    if (document !== undefined) return send(response, JSON.stringify(document));
    const watched = info.verb === 'watch' ? found(info, cluster) : undefined;
    if (watched !== undefined) return watches.answer(response, info, watched);
    const body = answer(info, cluster);
    if (typeof body !== 'string') return refuse(response, body);
    if (info.verb === 'list' && !info.query.has('continue')) lists.add(request.url ?? '');
    send(response, body);
  },
);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
if (values.kubeconfig !== undefined) {
  writeFileSync(values.kubeconfig, kubeconfigOf(url, { demo: token, developer: token }, certificates), {
    mode: 0o600,
  });
}
console.log(JSON.stringify({ url, token, ca: certificates.authority }));

function found({ group, version, plural }: RequestInfo, { resources }: BigCluster): Rows | undefined {
  return resources.get([group, version, plural].filter((part) => part !== '').join('/'));
}

function answer(info: RequestInfo, { resources, namespaces }: BigCluster): string | ApiStatus {
  const { plural, namespace, name, query } = info;
  const rows = found(info, { resources, namespaces });
  if (rows === undefined || info.subresource !== undefined) return unknownResource();
  const place = namespace === undefined ? undefined : namespaces.indexOf(namespace);
  if (name !== undefined) {
    // The one object that anybody gets by its name.
    const isMaster = plural === 'services' && place === 0 && name === 'kubernetes';
    return isMaster
      ? `{"apiVersion":"v1","kind":"Service",${rows.render(0).slice(1)}`
      : notFound({ ...info, name });
  }
  if (place === -1) return page(rows, { namespace: undefined, limit: 1, from: Number.MAX_SAFE_INTEGER });
  const [limit, from] = [Number(query.get('limit') ?? 0), Number(query.get('continue') ?? 0)];
  return page(rows, { namespace: place, limit, from });
}

function send(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(body);
}

function refuse(response: ServerResponse, { code, body }: ApiStatus): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
