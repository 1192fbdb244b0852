import { WebSocket, type RawData } from 'ws';
import type { Readable } from 'node:stream';
import type { ExecStatus } from './status.ts';

const [STDIN, STDOUT, STDERR, STATUS, CLOSE] = [0, 1, 2, 3, 255];
const HIGH_WATER = 2 ** 20;

/** The server's side of an exec or attach connection, whatever carries it. */
export interface Channels {
  /** Sends what a stream gives, as fast as the client takes it; resolves at the stream's end. */
  pipe: (stream: Readable, channel: 'stdout' | 'stderr') => Promise<void>;
  send: (channel: 'stdout' | 'stderr', data: Buffer | string) => Promise<void>;
  /** What comes on standard input; `undefined` at its end, which v4 over WebSockets cannot tell. */
  onStdin: (listener: (data: Buffer | undefined) => void) => void;
  /** Sends the status and closes. */
  finish: (status: ExecStatus) => Promise<void>;
  /** Puts one message on the wire, the first byte its channel; faults replace it. */
  transmit: (message: Buffer, done: () => void) => void;
  isOpen: () => boolean;
  onClose: (listener: () => void) => void;
  /** Ends the connection properly, and at once. */
  close: () => void;
  abort: () => void;
  /** Sends what no server would. */
  sendNonsense: () => void;
}

/** One WebSocket, whose messages start with their channel's number: https://kubernetes.io/docs/reference/using-api/ and kubernetes/apiserver's remotecommand: v4 and v5.channel.k8s.io */
export function webSocketChannels(socket: WebSocket): Channels {
  const number = { stdout: STDOUT, stderr: STDERR, status: STATUS };
  const sendRaw = (channel: keyof typeof number, data: Buffer | string): Promise<void> =>
    new Promise((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve();
      const message = Buffer.concat([Buffer.from([number[channel]]), Buffer.from(data)]);
      connection.transmit(message, resolve);
      return undefined;
    });
  const pipe: Channels['pipe'] = (stream, channel) =>
    pump(stream, async (chunk) => {
      const sent = sendRaw(channel, chunk);
      if (socket.bufferedAmount > HIGH_WATER) await sent;
    });
  const onStdin: Channels['onStdin'] = (listener) => {
    socket.on('message', (raw: RawData) => {
      const data = Buffer.isBuffer(raw)
        ? raw
        : Buffer.concat([raw].flat().map((part) => Buffer.from(part as ArrayBuffer)));
      if (data[0] === STDIN) listener(data.subarray(1));
      if (data[0] === CLOSE && data[1] === STDIN && socket.protocol.startsWith('v5.')) listener(undefined);
    });
  };
  const finish: Channels['finish'] = async (status) => {
    await sendRaw('status', JSON.stringify(status));
    socket.close(1000);
  };
  const transmit: Channels['transmit'] = (message, done) => socket.send(message, () => done());
  const connection: Channels = {
    pipe,
    send: sendRaw,
    onStdin,
    finish,
    transmit,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.close(1000),
    abort: () => socket.terminate(),
    sendNonsense: () => {
      socket.send(Buffer.from([42, 1, 2, 3]));
      socket.send('not binary, not a channel');
      socket.send(Buffer.from('\u0003{"no": json'));
    },
  };
  return connection;
}

/** Sends what a process writes, piece by piece, to its end. */
export async function pump(stream: Readable, send: (chunk: Buffer) => Promise<void>): Promise<void> {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) await send(chunk);
  } catch {
    // The process was killed with its pipe: its end is told by the status.
  }
}
