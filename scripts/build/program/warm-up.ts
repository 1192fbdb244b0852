import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { Script } from 'node:vm';
import { runProgram } from './run-program.ts';

/**
 * `node warm-up.ts FOLDER`: draws the first screen of FOLDER/program on a terminal that is none, for a cluster that
 * is none, and writes the code that V8 has made until then to FOLDER/code. What the first screen needs is then there at
 * each start, instead of being compiled function by function: a third of its time.
 */
const [, , folder = '.'] = process.argv;

const HAS_PODS = /\b30 pods/;
const pods = Array.from({ length: 30 }, (_, index) => ({
  metadata: {
    namespace: `team-${index % 5}`,
    name: `web-${index}`,
    creationTimestamp: '2026-01-01T00:00:00Z',
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-7d64c9bd5', controller: true }],
  },
  spec: { nodeName: 'node', containers: [{ name: 'app' }] },
  status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: true, restartCount: 0, state: {} }] },
}));
const server = createServer(({ url = '' }, response) => {
  response.setHeader('content-type', 'application/json');
  const isPods = url.startsWith('/api/v1/pods');
  const kind = isPods ? 'PodList' : 'NamespaceList';
  response.end(JSON.stringify({ kind, apiVersion: 'v1', metadata: {}, items: isPods ? pods : [] }));
});
await once(server.listen(0, '127.0.0.1'), 'listening');

const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(
  kubeconfig,
  `apiVersion: v1
kind: Config
current-context: none
contexts: [{ name: none, context: { cluster: none, user: none } }]
clusters: [{ name: none, cluster: { server: 'http://127.0.0.1:${(server.address() as AddressInfo).port}' } }]
users: [{ name: none, user: {} }]
`,
);

const stdin = Object.assign(new PassThrough(), {
  isTTY: true,
  setRawMode: () => stdin,
  ref: () => stdin,
  unref: () => stdin,
});
const seen = new AbortController();
let written = '';
const stdout = Object.assign(
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      if (HAS_PODS.test(written)) queueMicrotask(() => seen.abort());
      done();
    },
  }),
  { isTTY: true, columns: 140, rows: 40 },
);

const script = new Script(readFileSync(join(folder, 'program'), 'utf16le'), { filename: 'program.cjs' });
const { run } = runProgram(script, (name) => process.getBuiltinModule(name));
let errors = '';
await run([], {
  streams: {
    out: () => undefined,
    err: (text) => void (errors += text),
    drained: () => Promise.resolve(),
    progress: () => undefined,
    columns: 140,
    rows: 40,
    color: { out: true, err: true },
  },
  env: { KUBECONFIG: kubeconfig },
  stdin,
  terminal: () => ({ stdin, stdout, stderr: stdout }),
  signal: AbortSignal.any([seen.signal, AbortSignal.timeout(20_000)]),
  version: '0.0.0',
});
server.closeAllConnections();
await once(server.close(), 'close');
if (!HAS_PODS.test(written)) throw new Error(`the first screen was not drawn: ${errors}${written}`);
writeFileSync(join(folder, 'code'), script.createCachedData());
