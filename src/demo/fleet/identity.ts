import { createHash } from 'node:crypto';

/** What Kubernetes makes its random suffixes of. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const DAY_MS = 86_400_000;

/** The time so many days before now, as RFC 3339. */
export function ago(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().replace(/\.\d+/, '');
}

/** A uid that is always the same for the same name. */
export function uidOf(...name: string[]): string {
  return digest(name)
    .toString('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-4$3-a$4-$5');
}

/** A suffix such as Kubernetes gives to pods, always the same for the same name. */
export function suffixOf(length: number, ...name: string[]): string {
  return [...digest(name).subarray(0, length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function digest(name: string[]): Buffer {
  return createHash('sha256').update(name.join('/')).digest();
}
