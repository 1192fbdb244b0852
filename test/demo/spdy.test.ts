import { once } from 'node:events';
import { request } from 'node:https';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { web } from '../../src/demo/scenarios/web.ts';
import { startDemo, type Demo } from '../../src/demo/server.ts';
import { controlFrame, dataFrame, FIN, frameReader, TYPE } from '../../src/demo/spdy/frames.ts';
import { headerBlocks } from '../../src/demo/spdy/header-blocks.ts';

/** What clients before WebSockets speak; that real ones understand it, kubectl.test.ts shows by a port-forward. */
describe('exec and attach over SPDY', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ scenarios: [web] });
  });
  afterAll(() => demo.close());

  /** Opens a stream for each type, sends `input` on stdin, and gives what came on each. */
  async function converse(path: string, types: string[], input = ''): Promise<Record<string, string>> {
    const socket = await upgraded(path);
    const { encode } = headerBlocks();
    for (const [index, type] of types.entries()) {
      const head = Buffer.alloc(10);
      head.writeUInt32BE(2 * index + 1);
      socket.write(controlFrame(TYPE.synStream, Buffer.concat([head, await encode({ streamtype: type })])));
    }
    const stdin = 2 * types.indexOf('stdin') + 1;
    if (stdin > 0) {
      socket.write(dataFrame(stdin, Buffer.from(input)));
      socket.write(dataFrame(stdin, Buffer.alloc(0), FIN));
    }
    const said: Record<string, string> = {};
    const read = frameReader();
    socket.on('data', (chunk: Buffer) => {
      for (const frame of read(chunk)) {
        if (frame.kind !== 'data') continue;
        const type = types[(frame.stream - 1) / 2] ?? '';
        said[type] = (said[type] ?? '') + frame.payload.toString();
      }
    });
    await once(socket, 'close');
    return said;
  }

  async function upgraded(path: string, protocol = 'v4.channel.k8s.io'): Promise<Duplex> {
    const headers = {
      authorization: `Bearer ${demo.token}`,
      connection: 'Upgrade',
      upgrade: 'SPDY/3.1',
      'x-stream-protocol-version': protocol,
    };
    const url = `${demo.url}/api/v1/namespaces/${web.namespace}/pods/${web.pod}/${path}`;
    const asked = request(url, { method: 'POST', headers, ca: demo.certificates.authority }).end();
    const refused = once(asked, 'response').then(([response]) => {
      throw new Error(`refused: ${(response as { statusCode: number }).statusCode}`);
    });
    const [response, socket] = (await Promise.race([once(asked, 'upgrade'), refused])) as [
      { headers: Record<string, string> },
      Duplex,
    ];
    expect(response.headers['x-stream-protocol-version']).toBe(protocol);
    return socket.on('error', () => undefined);
  }

  test('a command gets its input and gives its output, errors and exit code', async () => {
    const command = ['sh', '-c', 'cat; echo bad >&2; exit 3'].map(
      (word) => `command=${encodeURIComponent(word)}`,
    );
    const path = `exec?stdin=true&stdout=true&stderr=true&${command.join('&')}`;
    const said = await converse(path, ['error', 'stdin', 'stdout', 'stderr'], 'hello');
    expect(said).toMatchObject({ stdout: 'hello', stderr: 'bad\n' });
    expect(JSON.parse(said['error'] ?? '')).toMatchObject({
      reason: 'NonZeroExitCode',
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
  });

  test('nobody who speaks another protocol is let in', async () => {
    await expect(upgraded('exec?stdout=true&command=env', 'v1.unheard.of')).rejects.toThrow('refused: 403');
  });

  test('what is no frame ends the connection', async () => {
    const socket = await upgraded('exec?stdout=true&command=env');
    socket.write(Buffer.alloc(64, 0xff));
    await expect(once(socket, 'close')).resolves.toBeDefined();
  });
});
