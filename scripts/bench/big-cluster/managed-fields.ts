/** An entry of `managedFields`, as the API server derives it from the fields that somebody set. */
export function managedFields(manager: string, fields: object, subresource?: string): object {
  return {
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '@created@',
    fieldsType: 'FieldsV1',
    fieldsV1: tree(fields),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** Lists of objects are told apart by their keys, lists of texts are one field. https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy */
function tree(value: unknown): object {
  if (Array.isArray(value)) {
    const keyed = value.filter((item) => keyOf(item) !== undefined);
    return Object.fromEntries(keyed.map((item) => [keyOf(item), { '.': {}, ...tree(item) }]));
  }
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [`f:${name}`, tree(below)]));
}

function keyOf(item: unknown): string | undefined {
  const { name, port } = (item ?? {}) as Record<string, unknown>;
  if (port !== undefined) return `k:${JSON.stringify({ port, protocol: 'TCP' })}`;
  return typeof name === 'string' ? `k:${JSON.stringify({ name })}` : undefined;
}
