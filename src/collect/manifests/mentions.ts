import { linkNamesIn } from '../../env/link-names.ts';
import { numberNamesIn } from '../../env/number-places.ts';
import type { MentionInventory } from '../../contracts/inventory.ts';
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
    const numbers = numbersIn(text);
    if (variables.length + numbers.length === 0) return [];
    const mention = { kind: isSecret ? 'secret' : 'configmap', name, key, variables } as const;
    return [numbers.length === 0 ? mention : { ...mention, numbers }];
  });
}

const MOST_NUMBERS = 20;

/** kubelet does not look into ConfigMaps: $(NAME) stays text there. */
function numbersIn(text: string): string[] {
  if (!/_PORT/.test(text)) return [];
  const names = [...numberNamesIn(text.replaceAll(/\$\([\w.-]{1,300}\)/g, ' '))];
  return names.filter((name) => /_PORT(?:_\d+_[A-Z]+)?$/.test(name)).slice(0, MOST_NUMBERS);
}
