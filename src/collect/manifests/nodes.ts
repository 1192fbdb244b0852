import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';

/** A value of a YAML document: the number of the event that it begins with; an alias is what it stands for. */
export type NodeId = number;

/** A value, and where it begins; of an entry of a mapping, where its key does. */
export interface Spot {
  offset: number;
  value: NodeId;
}

/** A spot of a text. */
export interface YamlNode extends Spot {
  tree: YamlTree;
}

/** A key that stands twice in one mapping: where it stands the second time. */
export interface DuplicateKey {
  key: string;
  offset: number;
  first: number;
}

/** Where everything stands in a text of YAML. What begins with an event is passed over until somebody asks for it. */
export class YamlTree {
  /** The value of each document; undefined for empty ones. */
  readonly roots: readonly (YamlNode | undefined)[];
  readonly #text: string;
  readonly #events: readonly Event[];
  /** Of each event that begins a value: of a collection the event after it, of an alias what it stands for. */
  readonly #links: Uint32Array;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
    this.#links = linksOf(text, events);
    this.roots = this.#children(0, events.length).map((document) =>
      this.#events[document + 1]?.type === EVENT_ID.POP
        ? undefined
        : { tree: this, ...this.#spotOf(document + 1, 0) },
    );
  }

  /** The wanted entries of a mapping: of one key the last, and of what is merged in (`<<`) the first. */
  entriesOf(
    node: NodeId,
    isWanted: (key: string) => boolean,
    merged: Set<NodeId> = new Set(),
  ): Map<string, Spot> {
    const found = new Map<string, Spot>();
    const merges: NodeId[] = [];
    this.#eachEntry(node, (key, offset, value) => {
      if (key === '<<') merges.push(value, ...this.itemsOf(value).map((item) => item.value));
      if (isWanted(key)) found.set(key, { offset, value });
    });
    for (const value of merges) {
      // Once each: merges of merges of merges would take time without end.
      if (merged.has(value)) continue;
      merged.add(value);
      for (const [key, spot] of this.entriesOf(value, isWanted, merged))
        if (!found.has(key)) found.set(key, spot);
    }
    return found;
  }

  itemsOf(node: NodeId): Spot[] {
    const list = this.#events[node];
    if (list?.type !== EVENT_ID.SEQUENCE) return [];
    return this.#children(node + 1, this.#after(node) - 1).map((item) => this.#spotOf(item, list.start));
  }

  /** Every key that stands twice in a mapping of the value, in the order of the text. */
  duplicateKeys(root: NodeId): DuplicateKey[] {
    const found: DuplicateKey[] = [];
    const end = this.#after(root);
    for (let node = root; node < end; node += 1) {
      const keys = new Map<string, number>();
      this.#eachEntry(node, (key, offset) => {
        const first = keys.get(key);
        if (first === undefined) keys.set(key, offset);
        else found.push({ key, offset, first });
      });
    }
    return found.toSorted((one, other) => one.offset - other.offset);
  }

  /** The entries that stand in a mapping itself; of other values none. */
  #eachEntry(node: NodeId, see: (key: string, offset: number, value: NodeId) => void): void {
    const map = this.#events[node];
    if (map?.type !== EVENT_ID.MAPPING) return;
    const end = this.#after(node) - 1;
    for (let at = node + 1; at < end;) {
      const event = this.#events[at];
      const value = this.#after(at);
      const key = event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : '';
      see(key, beginOf(this.#events[this.#target(at)], map.start), this.#target(value));
      at = this.#after(value);
    }
  }

  /** The events that begin values, from one event to another. */
  #children(from: number, to: number): number[] {
    const found: number[] = [];
    for (let at = from; at < to; at = this.#after(at)) found.push(at);
    return found;
  }

  /** The event after what begins with one. */
  #after(at: number): number {
    return isCollection(this.#events[at]) ? this.#links[at]! : at + 1;
  }

  /** @param before Where a value begins that has no text. */
  #spotOf(at: number, before: number): Spot {
    const value = this.#target(at);
    return { value, offset: beginOf(this.#events[value], before) };
  }

  /** What an alias stands for. */
  #target(at: number): NodeId {
    return this.#events[at]?.type === EVENT_ID.ALIAS ? this.#links[at]! : at;
  }
}

function linksOf(text: string, events: readonly Event[]): Uint32Array {
  const links = new Uint32Array(events.length);
  const open: number[] = [];
  const anchors = new Map<string, number>();
  for (let at = 0; at < events.length; at += 1) {
    const event = events[at]!;
    if (event.type === EVENT_ID.POP) links[open.pop()!] = at + 1;
    else if (isCollection(event)) open.push(at);
    if (!('anchorStart' in event) || event.anchorStart === -1) continue;
    const name = text.slice(event.anchorStart, event.anchorEnd);
    // An anchor of an earlier document is none here; making values has refused it before.
    if (event.type === EVENT_ID.ALIAS) links[at] = anchors.get(name) ?? at;
    else anchors.set(name, at);
  }
  return links;
}

/** What a POP ends. */
function isCollection(event: Event | undefined): boolean {
  return event !== undefined && event.type <= EVENT_ID.MAPPING;
}

function beginOf(event: Event | undefined, before: number): number {
  switch (event?.type) {
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.SCALAR:
      return beginOfScalar(event, before);
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
    case undefined:
      return before;
  }
}

function beginOfScalar({ valueStart, style }: ScalarEvent, before: number): number {
  if (valueStart === -1) return before;
  const quoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? valueStart - 1 : valueStart;
}

/** What a path leads to, and where it begins; or where the nearest part on the way does that is there. */
export function follow(
  root: YamlNode | undefined,
  path: readonly (string | number)[],
): { offset: number; node: YamlNode | undefined } {
  let node = root;
  let offset = root?.offset ?? 0;
  for (const part of path) {
    node = node && step(node, part);
    offset = node?.offset ?? offset;
  }
  return { offset, node };
}

function step({ tree, value }: YamlNode, part: string | number): YamlNode | undefined {
  const spot =
    typeof part === 'number'
      ? tree.itemsOf(value)[part]
      : tree.entriesOf(value, (key) => key === part).get(part);
  return spot && { tree, ...spot };
}
