import { isRecord, list, record, text } from '../inventory/shape.ts';
import { follow, type YamlNode } from './nodes.ts';
import type { ParsedDocument } from './parse.ts';

/** A Kubernetes object of a document, and where it stands. */
export interface ManifestObject {
  apiVersion: string;
  /** As written: `Deployment`. */
  kind: string;
  value: Record<string, unknown>;
  node(): YamlNode | undefined;
}

/** Lists in lists are no use to anybody. */
const DEEPEST = 3;

/**
 * The objects of a document: itself, or what it lists. `v1/List`, every other kind that ends in List and has items
 * (as the API answers), and OpenShift's Template. Undefined: the document is no Kubernetes object.
 */
export function objectsIn({
  value,
  node,
}: Pick<ParsedDocument, 'value' | 'node'>): ManifestObject[] | undefined {
  return collect(value, node, undefined, 0);
}

type Defaults = { apiVersion: string; kind: string } | undefined;

function collect(
  value: unknown,
  node: ManifestObject['node'],
  defaults: Defaults,
  depth: number,
): ManifestObject[] | undefined {
  if (!isRecord(value)) return undefined;
  const apiVersion = text(value['apiVersion']) || (defaults?.apiVersion ?? '');
  const kind = text(value['kind']) || (defaults?.kind ?? '');
  if (apiVersion === '' || kind === '') return undefined;
  const key = listKey(kind, value);
  if (key === undefined) return [{ apiVersion, kind, value, node }];
  if (depth >= DEEPEST) return [];
  const ofItems = kind === 'List' || key === 'objects' ? undefined : { apiVersion, kind: kind.slice(0, -4) };
  // One item that is named many times by aliases is one object.
  const indexes = new Map<unknown, number>(list(value[key]).map((item, index) => [item, index]));
  return [...indexes].flatMap(
    ([item, index]) => collect(item, () => follow(node(), [key, index]).node, ofItems, depth + 1) ?? [],
  );
}

function listKey(kind: string, value: Record<string, unknown>): 'items' | 'objects' | undefined {
  if (kind.endsWith('List') && Array.isArray(value['items'])) return 'items';
  return kind === 'Template' && Array.isArray(value['objects']) ? 'objects' : undefined;
}

/** Name and namespace of an object; objects without a name have the one that the API server would begin it with. */
export function idOf({ value }: ManifestObject, namespace: string): { namespace: string; name: string } {
  const metadata = record(value['metadata']);
  const { name, generateName } = metadata;
  return {
    namespace: text(metadata['namespace']) || namespace,
    name: typeof name === 'number' ? String(name) : text(name) || text(generateName),
  };
}
