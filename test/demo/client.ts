import { request as httpsRequest } from 'node:https';
import { WebSocket } from 'ws';
import type { Demo } from '../../src/demo/server.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: unknown;
}

interface RequestOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Without the token. */
  anonymous?: boolean;
}

/** One plain HTTPS request. */
export function request(demo: Demo, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', body } = options;
  const token = options.anonymous ? {} : { authorization: `Bearer ${demo.token}` };
  const headers = { ...token, ...options.headers };
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(
      `${demo.url}${path}`,
      { method, headers, ca: demo.certificates.authority },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          let json: unknown;
          if (response.headers['content-type'] === 'application/json') json = tryParse(text);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
        });
      },
    );
    sent.on('error', reject).end(body);
  });
}

export interface Execution {
  stdout: Buffer;
  stderr: string;
  /** The message of channel 3, when one came. */
  status: { status?: string; message?: string; reason?: string; details?: { causes: object[] } } | undefined;
  closed: number;
  protocol: string;
  /** Set when the upgrade was refused. */
  refused?: { status: number; text: string };
}

interface ExecOptions {
  pod: string;
  command: string[];
  protocol?: string;
  /** Sent once the connection stands. */
  stdin?: Buffer[];
  query?: string;
}

/** One exec, as a client of the protocol sees it. `pod` is NAMESPACE/NAME. */
export function exec(
  demo: Demo,
  { pod, command, protocol, stdin, query = 'stdout=1&stderr=1' }: ExecOptions,
): Promise<Execution> {
  return new Promise((resolve, reject) => {
    const socket = execSocket(demo, { pod, command, query, ...(protocol === undefined ? {} : { protocol }) });
    const channels: Buffer[][] = [[], [], [], []];
    let refused: Execution['refused'];
    socket.on('unexpected-response', (_, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        refused = { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
        finish(0);
      });
    });
    socket.on('open', () => stdin?.forEach((data) => socket.send(data)));
    socket.on('message', (data: Buffer) => channels[data[0] ?? 0]?.push(data.subarray(1)));
    socket.on('error', (error) => (socket.readyState === WebSocket.CONNECTING ? reject(error) : undefined));
    socket.on('close', finish);
    function finish(closed: number): void {
      const [, stdout = [], stderr = [], status = []] = channels;
      resolve({
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString(),
        status: tryParse(Buffer.concat(status).toString()) as Execution['status'],
        closed,
        protocol: socket.protocol,
        ...(refused === undefined ? {} : { refused }),
      });
    }
  });
}

/** The WebSocket of an exec. */
export function execSocket(demo: Demo, options: Omit<ExecOptions, 'stdin'>): WebSocket {
  const { pod, command, protocol = 'v5.channel.k8s.io', query = 'stdout=1&stderr=1' } = options;
  const [namespace = '', name = ''] = pod.split('/');
  const parameters = command.map((part) => `command=${encodeURIComponent(part)}`).join('&');
  const url = `${demo.url.replace('https', 'wss')}/api/v1/namespaces/${namespace}/pods/${name}/exec?${parameters}&${query}`;
  return new WebSocket(url, [protocol], {
    ca: demo.certificates.authority,
    headers: { authorization: `Bearer ${demo.token}` },
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
