import type { Duplex } from 'node:stream';
import { serveSpdy } from '../spdy/connection.ts';
import { pump, type Channels } from './channels.ts';

const NUMBERS = ['stdin', 'stdout', 'stderr', 'error'] as const;
type StreamType = (typeof NUMBERS)[number];

/**
 * An exec or attach connection of clients before WebSockets (kubectl up to 1.30): a SPDY stream for each channel. Resolves
 * when the client has opened those that it asked for, and never for one that does not.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/kubelet/pkg/cri/streaming/remotecommand/httpstream.go
 */
export async function spdyChannels(socket: Duplex, wanted: readonly StreamType[]): Promise<Channels> {
  const streams = new Map<StreamType, Duplex>();
  await new Promise<void>((resolve) => {
    serveSpdy(socket, ({ headers, body }) => {
      // A terminal's size is of no use to programs that have none.
      const type = NUMBERS.find((name) => name === headers['streamtype']);
      if (type === undefined) return void body.resume();
      streams.set(type, body);
      if (wanted.every((name) => streams.has(name))) resolve();
    });
  });
  const write = (type: StreamType, data: Buffer | string): Promise<void> =>
    new Promise((resolve) => {
      const stream = streams.get(type);
      if (stream === undefined || !stream.writable) resolve();
      else stream.write(data, () => resolve());
    });
  const send: Channels['send'] = (channel, data) =>
    new Promise((resolve) => {
      const number = NUMBERS.indexOf(channel);
      connection.transmit(Buffer.concat([Buffer.from([number]), Buffer.from(data)]), resolve);
    });
  const connection: Channels = {
    send,
    pipe: (stream, channel) => pump(stream, (chunk) => send(channel, chunk)),
    onStdin(listener) {
      streams
        .get('stdin')
        ?.on('data', listener)
        .on('end', () => listener(undefined));
    },
    async finish(status) {
      await write('error', JSON.stringify(status));
      for (const stream of streams.values()) stream.end();
      socket.end();
    },
    transmit(message, done) {
      void write(NUMBERS[message[0] ?? 0] ?? 'stdout', message.subarray(1)).then(done);
    },
    isOpen: () => socket.writable,
    onClose: (listener) => void socket.on('close', listener),
    close: () => void socket.end(),
    abort: () => void socket.destroy(),
    sendNonsense: () => void socket.write('no frame at all'),
  };
  return connection;
}
