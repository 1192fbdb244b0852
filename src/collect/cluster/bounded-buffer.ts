/** Collects the bytes of a stream up to a bound. */
export interface BoundedBuffer {
  /** Adds what still fits; false when something did not. */
  add(chunk: Buffer): boolean;
  size(): number;
  bytes(): Buffer;
}

/**
 * Copies what comes into one block that doubles as it fills: thousands of small pieces would outlive the young generation,
 * and have V8 mark its whole heap for every few pages of a list.
 */
export function boundedBuffer(maxBytes: number): BoundedBuffer {
  let block: Buffer = Buffer.allocUnsafe(0);
  let size = 0;
  return {
    add(chunk) {
      const fits = Math.min(chunk.length, maxBytes - size);
      if (size + fits > block.length) block = larger(block, size + fits);
      chunk.copy(block, size, 0, fits);
      size += fits;
      return fits === chunk.length;
    },
    size: () => size,
    bytes: () => block.subarray(0, size),
  };
}

function larger(block: Buffer, atLeast: number): Buffer {
  const grown = Buffer.allocUnsafe(Math.max(atLeast, 2 * block.length));
  block.copy(grown);
  return grown;
}
