/** One frame of SPDY/3.1: https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/ */
export type Frame =
  | { kind: 'data'; stream: number; flags: number; payload: Buffer }
  | { kind: 'control'; type: number; flags: number; payload: Buffer };

export const TYPE = { synStream: 1, synReply: 2, reset: 3, ping: 6, goAway: 7 } as const;
/** The sender sends nothing more on this stream. */
export const FIN = 1;

const HEAD = 8;
const VERSION = 3;
/** More than clients send in one: they split at 32 KiB. */
const MAX_PAYLOAD = 1024 * 1024;

/** Gives the frames of bytes that come in pieces. Throws for a frame that is larger than any client sends. */
export function frameReader(): (chunk: Buffer) => Frame[] {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    while (rest.length >= HEAD) {
      const length = rest.readUIntBE(5, 3);
      if (length > MAX_PAYLOAD) throw new Error('a frame is too large');
      if (rest.length < HEAD + length) break;
      frames.push(frameOf(rest.subarray(0, HEAD), rest.subarray(HEAD, HEAD + length)));
      rest = rest.subarray(HEAD + length);
    }
    return frames;
  };
}

function frameOf(head: Buffer, payload: Buffer): Frame {
  const first = head.readUInt32BE(0);
  const flags = head.readUInt8(4);
  return first >>> 31 === 1
    ? { kind: 'control', type: first & 0xffff, flags, payload }
    : { kind: 'data', stream: first, flags, payload };
}

export function dataFrame(stream: number, payload: Buffer, flags = 0): Buffer {
  return Buffer.concat([headOf(stream, flags, payload.length), payload]);
}

export function controlFrame(type: number, payload: Buffer, flags = 0): Buffer {
  return Buffer.concat([
    headOf((0x8000_0000 | (VERSION << 16) | type) >>> 0, flags, payload.length),
    payload,
  ]);
}

function headOf(first: number, flags: number, length: number): Buffer {
  const bytes = Buffer.alloc(HEAD);
  bytes.writeUInt32BE(first, 0);
  bytes.writeUInt8(flags, 4);
  bytes.writeUIntBE(length, 5, 3);
  return bytes;
}
