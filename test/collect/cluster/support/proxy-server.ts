import http, { type IncomingMessage } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestProxy {
  url: string;
  /** What CONNECT asked for, in order. */
  tunnels: { authority: string; authorization: string | undefined }[];
}

/** A CONNECT proxy for one test. `names` sends made-up hosts somewhere real; `refuse` answers with this status. */
export async function startProxy({
  names = {},
  refuse,
}: { names?: Record<string, string>; refuse?: number } = {}): Promise<TestProxy> {
  const tunnels: TestProxy['tunnels'] = [];
  const server = http.createServer((_request, response) => response.writeHead(400).end());
  server.on('connect', (request: IncomingMessage, socket: net.Socket) => {
    const authority = request.url ?? '';
    tunnels.push({ authority, authorization: request.headers['proxy-authorization'] });
    socket.on('error', () => {});
    if (refuse !== undefined) {
      socket.end(`HTTP/1.1 ${refuse} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${authority}`);
    const target = net.connect(Number(port), names[hostname] ?? hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('close', () => target.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}

/** A SOCKS5 proxy for one test that sends every name to this machine. RFC 1928, without authentication. */
export async function startSocksProxy(): Promise<{ url: string; targets: string[] }> {
  const targets: string[] = [];
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(Buffer.of(5, 0));
      socket.once('data', (request: Buffer) => {
        const length = request[4] ?? 0;
        const port = request.readUInt16BE(5 + length);
        targets.push(`${request.toString('latin1', 5, 5 + length)}:${port}`);
        const target = net.connect(port, '127.0.0.1', () => {
          socket.write(Buffer.of(5, 0, 0, 1, 127, 0, 0, 1, 0, 0));
          target.pipe(socket).pipe(target);
        });
        target.on('error', () => socket.destroy());
        socket.on('close', () => target.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { url: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`, targets };
}
