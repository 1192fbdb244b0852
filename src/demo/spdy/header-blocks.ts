import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib';
import { headerDictionary } from './dictionary.ts';
import { uint32 } from './uint32.ts';

export type Headers = Record<string, string>;

/** Compresses and expands the headers of one connection: each block goes on where the one before ended. */
export interface HeaderBlocks {
  encode: (headers: Headers) => Promise<Buffer>;
  /** Names are in lower case. Throws for what is no header block. */
  decode: (block: Buffer) => Promise<Headers>;
}

export function headerBlocks(): HeaderBlocks {
  const dictionary = headerDictionary();
  const deflate = createDeflate({ dictionary });
  const inflate = createInflate({ dictionary });
  return {
    encode: (headers) => through(deflate, pack(headers)),
    decode: async (block) => unpack(await through(inflate, block)),
  };
}

/** What a stream makes of some bytes, up to a flush. */
async function through(stream: Deflate | Inflate, input: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer): void => void chunks.push(chunk);
  stream.on('data', collect);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.write(input);
      stream.flush(constants.Z_SYNC_FLUSH, () => {
        stream.off('error', reject);
        resolve();
      });
    });
  } finally {
    stream.off('data', collect);
  }
  return Buffer.concat(chunks);
}

function pack(headers: Headers): Buffer {
  const entries = Object.entries(headers);
  return Buffer.concat([uint32(entries.length), ...entries.flat().flatMap(text)]);
}

function unpack(block: Buffer): Headers {
  let at = 0;
  const number = (): number => {
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const word = (): string => {
    const length = number();
    at += length;
    if (at > block.length) throw new Error('a header is cut off');
    return block.toString('utf8', at - length, at);
  };
  const headers: Headers = {};
  for (let left = number(); left > 0; left--) headers[word().toLowerCase()] = word();
  return headers;
}

function text(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  return [uint32(bytes.length), bytes];
}
