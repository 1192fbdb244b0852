import { linkNamesIn } from '../../env/link-names.ts';
import type { MentionInventory } from '../../inventory.ts';
import { record } from '../inventory/shape.ts';
import type { ManifestObject } from './objects.ts';

/** A ConfigMap or Secret has at most 1 MiB in a cluster. */
const LARGEST_TEXT = 1024 * 1024;

/** Whether an object is a ConfigMap or a Secret. */
export function isData({ apiVersion, kind }: ManifestObject): boolean {
  return apiVersion === 'v1' && (kind === 'ConfigMap' || kind === 'Secret');
}

/** The names of the keys of a ConfigMap or Secret: what `envFrom` takes for names of variables. */
export function keysOf({ value }: ManifestObject): string[] {
  return ['data', 'binaryData', 'stringData'].flatMap((part) => Object.keys(record(value[part])));
}

/**
 * Where names of service links stand in a ConfigMap or Secret: in its keys' names, and in a ConfigMap's texts. What
 * Secrets hold is not looked at.
 */
export function mentionsIn({ kind, value }: ManifestObject, name: string): MentionInventory[] {
  const isSecret = kind === 'Secret';
  const entries = [...Object.entries(record(value['data'])), ...Object.entries(record(value['stringData']))];
  let rest = LARGEST_TEXT;
  return entries.flatMap(([key, content]): MentionInventory[] => {
    const text = !isSecret && typeof content === 'string' ? content.slice(0, rest) : '';
    rest -= text.length;
    const variables = linkNamesIn(`${key}\n${text}`);
    return variables.length > 0 ? [{ kind: isSecret ? 'secret' : 'configmap', name, key, variables }] : [];
  });
}
