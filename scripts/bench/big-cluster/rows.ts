/** The objects of a resource, made one by one when they are asked for. */
export interface Rows {
  /** Of the list, such as `v1` and `PodList`. */
  apiVersion: string;
  kind: string;
  /** Where the objects of each namespace begin, by the namespace's place; one more than namespaces. */
  starts: Int32Array;
  /** JSON of the object at a place. */
  render: (place: number) => string;
}

export interface RowsParts<T> {
  apiVersion: string;
  kind: string;
  namespaces: number;
  /** In the order of their namespaces. */
  items: ArrayLike<T> & Iterable<T>;
  namespaceOf: (item: T) => number;
  render: (item: T, place: number) => string;
}

/** Rows of one object per item. */
export function rows<T>({ apiVersion, kind, namespaces, items, namespaceOf, render }: RowsParts<T>): Rows {
  const starts = new Int32Array(namespaces + 1);
  for (const item of items) starts[namespaceOf(item) + 1]! += 1;
  for (let place = 1; place <= namespaces; place++) starts[place]! += starts[place - 1]!;
  return { apiVersion, kind: `${kind}List`, starts, render: (place) => render(items[place]!, place) };
}

/** One page of a list as JSON. `namespace` is its place; undefined: all. `limit` 0: no limit. */
export function page(
  { apiVersion, kind, starts, render }: Rows,
  { namespace, limit, from }: { namespace: number | undefined; limit: number; from: number },
): string {
  const begin = Math.max(from, starts[namespace ?? 0]!);
  const last = namespace === undefined ? starts.at(-1)! : starts[namespace + 1]!;
  const end = limit > 0 ? Math.min(last, begin + limit) : last;
  const more = end < last ? `,"continue":"${end}","remainingItemCount":${last - end}` : '';
  let text = `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":{"resourceVersion":"1000"${more}},"items":[`;
  for (let place = begin; place < end; place++) text += (place > begin ? ',' : '') + render(place);
  return `${text}]}\n`;
}
