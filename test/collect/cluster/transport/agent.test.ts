import type { ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { createAgent } from '../../../../src/collect/cluster/transport/agent.ts';
import { sendRequest } from '../../../../src/collect/cluster/transport/request.ts';
import { startServer } from '../support/api-server.ts';
import { tlsFixture } from '../support/tls.ts';

test.each([
  ['TLS', 'server'],
  ['plain HTTP', undefined],
])('a connection that is kept over %s keeps nothing of what was asked over it', async (_, certificate) => {
  const server = await startServer({
    handle: (_request, response: ServerResponse) => void response.end('x'.repeat(100_000)),
    certificate,
  });
  const url = new URL(server.url);
  const agent = createAgent({ server: url, proxy: undefined });
  onTestFinished(() => agent.destroy());
  const ask = async (): Promise<WeakRef<AbortSignal>> => {
    const { signal } = new AbortController();
    const options = { agent, ca: tlsFixture('ca.crt') };
    await sendRequest({ url, options, idleMs: undefined, maxBytes: 1_000_000, signal });
    return new WeakRef(signal);
  };
  const first = await ask();
  await ask();
  await expect.poll(() => (collectGarbage(), first.deref())).toBeUndefined();
  expect(server.connections()).toBe(1);
});

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
