/** Collects the bytes of a stream up to a bound. */
export interface BoundedBuffer {
  /** Adds what still fits; false when something did not. */
  add(chunk: Buffer): boolean;
  size(): number;
  bytes(): Buffer;
}

export function boundedBuffer(maxBytes: number): BoundedBuffer {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk) {
      const fits = chunk.subarray(0, maxBytes - size);
      if (fits.length > 0) chunks.push(fits);
      size += fits.length;
      return fits.length === chunk.length;
    },
    size: () => size,
    bytes: () => Buffer.concat(chunks, size),
  };
}
