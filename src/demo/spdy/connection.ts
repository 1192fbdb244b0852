import { Duplex } from 'node:stream';
import { controlFrame, dataFrame, FIN, frameReader, TYPE, type Frame } from './frames.ts';
import { headerBlocks, type Headers } from './header-blocks.ts';
import { uint32 } from './uint32.ts';

/** A stream that the client has opened. */
export interface SpdyStream {
  /** Names in lower case: `streamtype`, `port`, `requestid`. */
  headers: Headers;
  /** Its bytes, both ways; ends when the client ends its side. */
  body: Duplex;
}

/**
 * The server's side of a SPDY/3.1 connection over a byte stream, as far as kubectl uses it: the client opens streams,
 * each is accepted and handed to `onStream`. Flow control is left out, as Kubernetes' own implementation does
 * (https://github.com/moby/spdystream). What breaks the protocol ends the connection.
 */
export function serveSpdy(transport: Duplex, onStream: (stream: SpdyStream) => void): void {
  const blocks = headerBlocks();
  const streams = new Map<number, Duplex>();
  const read = frameReader();
  const send = (frame: Buffer): void => {
    if (transport.writable) transport.write(frame);
  };
  const open = async (payload: Buffer, flags: number): Promise<void> => {
    const id = payload.readUInt32BE(0);
    const headers = await blocks.decode(payload.subarray(10));
    send(controlFrame(TYPE.synReply, Buffer.concat([uint32(id), await blocks.encode({})])));
    const body = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        send(dataFrame(id, chunk));
        if (transport.writableNeedDrain) transport.once('drain', done);
        else done();
      },
      final: (done) => {
        send(dataFrame(id, Buffer.alloc(0), FIN));
        done();
      },
    });
    body.on('error', () => undefined).on('close', () => streams.delete(id));
    streams.set(id, body);
    onStream({ headers, body });
    if (flags & FIN) body.push(null);
  };
  const handle = async (frame: Frame): Promise<void> => {
    if (frame.kind === 'data') {
      const body = streams.get(frame.stream);
      if (frame.payload.length > 0) body?.push(frame.payload);
      if (frame.flags & FIN) body?.push(null);
    } else if (frame.type === TYPE.synStream) await open(frame.payload, frame.flags);
    else if (frame.type === TYPE.reset) streams.get(frame.payload.readUInt32BE(0))?.destroy();
    else if (frame.type === TYPE.ping) send(controlFrame(TYPE.ping, frame.payload));
    else if (frame.type === TYPE.goAway) transport.end();
  };
  let last: Promise<void> = Promise.resolve();
  const fail = (): void => void transport.destroy();
  transport.on('data', (chunk: Buffer) => {
    // One after the other: a stream has to be there before its first bytes.
    last = last.then(async () => {
      for (const frame of read(chunk)) await handle(frame);
    });
    last.catch(fail);
  });
  transport.on('error', () => undefined);
  transport.on('close', () => {
    for (const body of streams.values()) body.destroy();
  });
}
