/** An API timestamp as RFC 3339 text. The API's JSON has strings where client-node's types say Date. */
export function timestamp(value: unknown): string | undefined {
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}
