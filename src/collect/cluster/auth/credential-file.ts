import { readRegularFile } from '../../../files/user-file.ts';

/** A certificate authority's bundle for all the web has 250 KB. */
const LARGEST_BYTES = 4 * 1024 * 1024;

/** The bytes of a certificate, key or token, which stand in a regular file. Throws an Error that says why they do not. */
export function readCredentialFile(file: string): Buffer {
  return readRegularFile(file, { maxBytes: LARGEST_BYTES });
}
