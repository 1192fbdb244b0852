import type { KubeObject } from './objects.ts';
import { badRequest } from './status.ts';

export interface Page {
  items: KubeObject[];
  /** `metadata` of the list. */
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

/** The part of a sorted list that `limit` and `continue` ask for; the token says where the next part starts. */
export function page(objects: KubeObject[], limit: string | null, token: string | null): Page {
  const start = token === null || token === '' ? 0 : decode(token);
  const size = Number(limit ?? 0) || objects.length;
  const items = objects.slice(start, start + size);
  const remaining = objects.length - start - items.length;
  const resourceVersion = '1000';
  if (remaining <= 0) return { items, metadata: { resourceVersion } };
  const next = encode(start + items.length);
  return { items, metadata: { resourceVersion, continue: next, remainingItemCount: remaining } };
}

function encode(start: number): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: 1000, start })).toString('base64url');
}

function decode(token: string): number {
  try {
    const { start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { start?: unknown };
    if (typeof start === 'number' && start > 0) return start;
  } catch {
    // Falls through: what cannot be read is as invalid as what says nothing.
  }
  throw badRequest('invalid continue token: continue key is not valid: unexpected start');
}
