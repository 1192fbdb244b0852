import type { KubeObject } from './objects.ts';
import { badRequest } from './status.ts';

export interface Page {
  items: KubeObject[];
  /** `metadata` of the list. */
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

/**
 * The part of a sorted list that `limit` and `continue` ask for. The token says after which object the next part starts,
 * and the version of the first one: what changes between them is heard by who watches from there.
 */
export function page(
  objects: KubeObject[],
  { limit, token, version }: { limit: string | null; token: string | null; version: number },
): Page {
  const from: Start = token === null || token === '' ? { rv: version, start: '' } : decode(token);
  const after = objects.filter((object) => keyOf(object) > from.start);
  const items = after.slice(0, Number(limit ?? 0) || after.length);
  const remaining = after.length - items.length;
  const resourceVersion = String(from.rv);
  if (remaining <= 0) return { items, metadata: { resourceVersion } };
  const next = encode({ rv: from.rv, start: keyOf(items.at(-1)!) });
  return { items, metadata: { resourceVersion, continue: next, remainingItemCount: remaining } };
}

interface Start {
  rv: number;
  /** Key of the last object before it. */
  start: string;
}

/** Lists are in the order of these. */
export function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}\0`;
}

function encode(start: Start): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', ...start })).toString('base64url');
}

function decode(token: string): Start {
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as Record<string, unknown>;
    if (typeof rv === 'number' && typeof start === 'string' && start !== '') return { rv, start };
  } catch {
    // Falls through: what cannot be read is as invalid as what says nothing.
  }
  throw badRequest('invalid continue token: continue key is not valid: unexpected start');
}
