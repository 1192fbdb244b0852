import type { Duplex } from 'node:stream';
import type { ContainerSetup } from '../containers/container.ts';
import { NODE } from '../containers/isolated.ts';
import type { ContainerRuntime } from '../containers/runtime.ts';
import { stop } from '../containers/start.ts';
import { serveSpdy } from '../spdy/connection.ts';

/** Runs in the container: standard input and output become a connection to a port of its loopback. */
const CONNECT = `
const socket = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
socket.on('connect', () => process.stdin.pipe(socket).pipe(process.stdout));
socket.on('error', (error) => { process.stderr.write(error.code ?? 'unknown'); process.exitCode = 1; process.stdin.destroy(); });
socket.on('close', () => process.stdin.destroy());
`;

/**
 * Forwards ports of a pod over SPDY. For each connection the client opens two streams with the same request ID: one for
 * errors, and one for the bytes.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubelet/pkg/cri/streaming/portforward/httpstream.go
 */
export function forwardPorts(runtime: ContainerRuntime, setup: ContainerSetup, transport: Duplex): void {
  const errors = new Map<string, Duplex>();
  serveSpdy(transport, ({ headers, body }) => {
    const { streamtype, requestid = '', port = '' } = headers;
    if (streamtype === 'error') return void errors.set(requestid, body.resume());
    const fail = (why: string): void => {
      errors.get(requestid)?.end(`error forwarding port ${port} to pod: ${why}`);
      errors.delete(requestid);
      body.end();
    };
    connect(runtime, setup, port, body)
      .then((why) => (why === undefined ? errors.get(requestid)?.end() : fail(why)))
      .catch((error: unknown) => fail(String(error)));
  });
}

/** Connects a stream to a port of the container until either ends. Gives why it could not. */
async function connect(
  runtime: ContainerRuntime,
  setup: ContainerSetup,
  port: string,
  body: Duplex,
): Promise<string | undefined> {
  // Without a network of its own, its ports would be those of the machine.
  if ((await runtime.main(setup)) === undefined || setup.surroundings === undefined) return refused(port);
  const started = await runtime.exec(setup, [NODE, '-e', CONNECT, port]);
  if (!started.started) return 'message' in started ? started.message : started.stderr;
  const { child } = started;
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(0, 200)));
  body.pipe(child.stdin);
  child.stdout.pipe(body);
  body.once('close', () => stop(child.pid));
  const [code] = await new Promise<[number | null]>((resolve) => {
    child.once('exit', (exit) => resolve([exit]));
  });
  if (code === 0 || said === '') return undefined;
  return said === 'ECONNREFUSED' ? refused(port) : said;
}

function refused(port: string): string {
  return `failed to connect to localhost:${port} inside namespace, IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused`;
}
