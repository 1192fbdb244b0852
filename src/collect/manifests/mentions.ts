import { linkNamesIn } from '../../env/link-names.ts';
import type { MentionInventory } from '../../inventory.ts';
import { record } from '../inventory/shape.ts';
import type { ManifestObject } from './objects.ts';

/** A ConfigMap or Secret has at most 1 MiB in a cluster. */
const LARGEST_TEXT = 1024 * 1024;

/**
 * Where names of service links stand in a ConfigMap or Secret: in its keys' names, and in a ConfigMap's texts. What
 * Secrets hold is not looked at.
 */
export function mentionsIn(object: ManifestObject, name: string): MentionInventory[] {
  const { kind, value } = object;
  if (kind !== 'ConfigMap' && kind !== 'Secret') return [];
  const entries = [...Object.entries(record(value['data'])), ...Object.entries(record(value['stringData']))];
  let rest = LARGEST_TEXT;
  return entries.flatMap(([key, content]): MentionInventory[] => {
    const text = kind === 'ConfigMap' && typeof content === 'string' ? content.slice(0, rest) : '';
    rest -= text.length;
    const variables = linkNamesIn(`${key}\n${text}`);
    const kept = kind === 'ConfigMap' ? 'configmap' : 'secret';
    return variables.length > 0 ? [{ kind: kept, name, key, variables }] : [];
  });
}
