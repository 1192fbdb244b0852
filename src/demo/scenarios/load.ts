import { brotliDecompressSync } from 'node:zlib';
import type { KubeObject } from '../api/objects.ts';
import type { Part } from '../api/store.ts';
import type { CapturedObjects } from './scenario.ts';

/** When the captures were taken. Their times are shown as if that had been two hours before the server's start. */
const CAPTURED_AT = '2026-11-21T05:06:00Z';
const AGO = 2 * 3_600_000;

/** A function that gives a captured file's bytes, decompressed when they are first wanted. */
export function captured(base64: string): () => Buffer {
  let bytes: Buffer | undefined;
  return () => (bytes ??= brotliDecompressSync(Buffer.from(base64, 'base64')));
}

/** The objects of a captured namespace for the store; its pods on another node, where one is named. */
export function parts(
  namespace: string,
  { services, others, capturedAt = CAPTURED_AT }: CapturedObjects,
  node?: string,
): Part[] {
  const load = (base64: string): KubeObject[] => objects(base64, capturedAt).map((one) => onNode(one, node));
  return [
    { namespace, services: true, load: () => load(services) },
    { namespace, services: false, load: () => load(others) },
  ];
}

function onNode(object: KubeObject, node: string | undefined): KubeObject {
  if (object.kind !== 'Pod' || node === undefined) return object;
  return { ...object, spec: { ...object.spec, nodeName: node } };
}

function objects(base64: string, capturedAt: string): KubeObject[] {
  const shift = Date.now() - AGO - Date.parse(capturedAt);
  const text = captured(base64)().toString();
  const moved = text.replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z"/g, (_, time: string) => {
    const date = new Date(Date.parse(`${time}Z`) + shift);
    return `"${date.toISOString().replace(/\.\d+/, '')}"`;
  });
  return JSON.parse(moved) as KubeObject[];
}
