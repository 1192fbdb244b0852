import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';

/** A value of a YAML document, and where in the text it begins. An alias is the node that it stands for. */
export type YamlNode = ScalarNode | ListNode | MapNode;

interface ScalarNode {
  kind: 'scalar';
  offset: number;
}

interface ListNode {
  kind: 'list';
  offset: number;
  items: YamlNode[];
}

interface MapNode {
  kind: 'map';
  offset: number;
  entries: { key: string; offset: number; value: YamlNode }[];
}

/** A key that stands twice in one mapping: where it stands the second time. */
export interface DuplicateKey {
  key: string;
  offset: number;
  first: number;
}

/** The trees of the documents that a parser's events tell of; undefined for empty ones. */
export function nodesOf(text: string, events: readonly Event[]): (YamlNode | undefined)[] {
  const documents: (YamlNode | undefined)[] = [];
  let anchors = new Map<string, YamlNode>();
  let at = 0;

  while (at < events.length) {
    at += 1;
    anchors = new Map();
    documents.push(events[at]?.type === EVENT_ID.POP ? undefined : read(0));
    at += 1;
  }
  return documents;

  /** Reads the node that begins at the next event; `before` is where one begins that has no text. */
  function read(before: number): YamlNode {
    const event = events[at];
    at += 1;
    switch (event?.type) {
      case EVENT_ID.MAPPING: {
        const node: MapNode = { kind: 'map', offset: event.start, entries: [] };
        anchor(event, node);
        while (events[at]?.type !== EVENT_ID.POP) node.entries.push(readEntry(node.offset));
        at += 1;
        return node;
      }
      case EVENT_ID.SEQUENCE: {
        const node: ListNode = { kind: 'list', offset: event.start, items: [] };
        anchor(event, node);
        while (events[at]?.type !== EVENT_ID.POP) node.items.push(read(node.offset));
        at += 1;
        return node;
      }
      case EVENT_ID.SCALAR: {
        const node: ScalarNode = { kind: 'scalar', offset: beginOf(event, before) };
        anchor(event, node);
        return node;
      }
      case EVENT_ID.ALIAS: {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        return anchors.get(name) ?? { kind: 'scalar', offset: event.anchorStart - 1 };
      }
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP:
      case undefined:
        return { kind: 'scalar', offset: before };
    }
  }

  function readEntry(before: number): MapNode['entries'][number] {
    const event = events[at];
    const key = event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    const { offset } = read(before);
    return { key, offset, value: read(offset) };
  }

  function anchor({ anchorStart, anchorEnd }: Anchored, node: YamlNode): void {
    if (anchorStart !== -1) anchors.set(text.slice(anchorStart, anchorEnd), node);
  }
}

type Anchored = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd'>;

function beginOf({ valueStart, style }: ScalarEvent, before: number): number {
  if (valueStart === -1) return before;
  const quoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? valueStart - 1 : valueStart;
}

/** The entry of a mapping, the last one of several; or of what is merged into it (`<<`). */
export function entryOf(
  node: YamlNode | undefined,
  key: string,
  depth = 0,
): { offset: number; value: YamlNode } | undefined {
  if (node?.kind !== 'map') return undefined;
  const own = node.entries.findLast((entry) => entry.key === key);
  // Merges within merges are looked into as deep as anybody would write them, and a cycle ends.
  if (own !== undefined || depth > 8) return own;
  for (const { value } of node.entries.filter((entry) => entry.key === '<<')) {
    for (const merged of value.kind === 'list' ? value.items : [value]) {
      const entry = entryOf(merged, key, depth + 1);
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

/** What a path leads to, and where that begins: of an entry its key. The nearest part on the way, if it is not there. */
export function follow(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): { offset: number; value: YamlNode | undefined } {
  let found: { offset: number; value: YamlNode | undefined } = { offset: root?.offset ?? 0, value: root };
  for (const part of path) {
    const next: { offset: number; value: YamlNode } | undefined =
      typeof part === 'string' ? entryOf(found.value, part) : itemOf(found.value, part);
    if (next === undefined) return { offset: found.offset, value: undefined };
    found = next;
  }
  return found;
}

function itemOf(node: YamlNode | undefined, index: number): { offset: number; value: YamlNode } | undefined {
  const value = node?.kind === 'list' ? node.items[index] : undefined;
  return value === undefined ? undefined : { offset: value.offset, value };
}

/** Every key that stands twice in a mapping of the tree, in the order of the text. */
export function duplicateKeys(root: YamlNode): DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const seen = new Set<YamlNode>();
  visit(root);
  return found.toSorted((one, other) => one.offset - other.offset);

  function visit(node: YamlNode): void {
    if (node.kind === 'scalar' || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') {
      for (const item of node.items) visit(item);
      return;
    }
    const keys = new Map<string, number>();
    for (const { key, offset, value } of node.entries) {
      const first = keys.get(key);
      if (first === undefined) keys.set(key, offset);
      else found.push({ key, offset, first });
      visit(value);
    }
  }
}
