/** Bytes that a variable takes in an environment block: name, `=`, value and the closing NUL. */
export function variableBytes(name: string, valueBytes: number): number {
  return Buffer.byteLength(name) + valueBytes + 2;
}
