import { brotliDecompressSync } from 'node:zlib';
import type { KubeObject } from '../api/objects.ts';
import type { Part } from '../api/store.ts';
import type { CapturedObjects } from './scenario.ts';

/** When the captures were taken. Their times are shown as if that had been two hours before the server's start. */
const CAPTURED_AT = Date.parse('2026-11-21T05:06:00Z');
const AGO = 2 * 3_600_000;

/** A function that gives a captured file's bytes, decompressed when they are first wanted. */
export function captured(base64: string): () => Buffer {
  let bytes: Buffer | undefined;
  return () => (bytes ??= brotliDecompressSync(Buffer.from(base64, 'base64')));
}

/** The objects of a captured namespace for the store. */
export function parts(namespace: string, { services, others }: CapturedObjects): Part[] {
  return [
    { namespace, services: true, load: () => objects(services) },
    { namespace, services: false, load: () => objects(others) },
  ];
}

function objects(base64: string): KubeObject[] {
  const shift = Date.now() - AGO - CAPTURED_AT;
  const text = captured(base64)().toString();
  const moved = text.replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z"/g, (_, time: string) => {
    const date = new Date(Date.parse(`${time}Z`) + shift);
    return `"${date.toISOString().replace(/\.\d+/, '')}"`;
  });
  return JSON.parse(moved) as KubeObject[];
}
