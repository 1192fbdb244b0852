import type { Location } from '../../contracts/lint-report.ts';
import type { ObjectPlaces } from '../../contracts/manifests.ts';
import type { NodeId, YamlNode } from './nodes.ts';
import type { Shape } from './shapes.ts';

/** A text of a file, for telling the lines of offsets in it. */
export interface LocatedText {
  locate(offset: number): Location;
  /** `locate` without the text, so that this can go. */
  locator(): (offset: number) => Location;
}

/** A text, and where it was in its file before it was cut out and indented. */
export interface PlacedText {
  text: string;
  /** The line of the file that it begins with, and in that the column, from 1. */
  line: number;
  column?: number | undefined;
  /** By line of the text, from 0: how many spaces were put in front of it. */
  added?: ReadonlyMap<number, number> | undefined;
}

export function locatedText(file: string, placed: PlacedText): LocatedText {
  let locate: ((offset: number) => Location) | undefined;
  const locator = (): ((offset: number) => Location) => {
    const { text, ...place } = placed;
    return (locate ??= locatorIn(file, Uint32Array.from(lineStarts(text)), place));
  };
  return { locator, locate: (offset) => locator()(offset) };
}

function locatorIn(
  file: string,
  starts: Uint32Array,
  { line, column = 1, added }: Omit<PlacedText, 'text'>,
): (offset: number) => Location {
  return (offset) => {
    let low = 0;
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    const inLine = offset - starts[low]! - (added?.get(low) ?? 0);
    return { file, line: line + low, column: Math.max(0, inLine) + (low === 0 ? column : 1) };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Keeps the places of many objects in little memory: their trees and texts can go. */
export interface PlaceStore {
  /** The places of all parts of a node that a shape knows. `begin` is the place of the empty path. */
  keep(text: LocatedText, node: YamlNode | undefined, shape: Shape, begin: number): ObjectPlaces;
}

/** A path as a node of a tree of all paths: they are alike in all objects, so a number stands for each. */
interface PathNode {
  number: number;
  parts: Map<string | number, PathNode>;
}

export function placeStore(): PlaceStore {
  let count = 0;
  const newNode = (): PathNode => ({ number: count++, parts: new Map() });
  const paths = newNode();

  function part(at: PathNode, key: string | number): PathNode {
    let found = at.parts.get(key);
    if (found === undefined) at.parts.set(key, (found = newNode()));
    return found;
  }

  return {
    keep(text, root, rootShape, begin) {
      const flat: number[] = [paths.number, begin];
      if (root !== undefined) visit(root.value, rootShape, paths);
      return placesIn(text.locator(), Uint32Array.from(flat), paths);

      function visit(node: NodeId, shape: Shape, at: PathNode): void {
        if (typeof shape !== 'object') return;
        const isList = 'list' in shape;
        const spots = isList
          ? root!.tree.itemsOf(node).entries()
          : root!.tree.entriesOf(node, (key) => shape.keys.includes(key));
        for (const [key, { offset, value }] of spots) {
          const inner = part(at, key);
          flat.push(inner.number, offset);
          visit(value, isList ? shape.list : shape.fields[key]!, inner);
        }
      }
    },
  };
}

/** Apart from the store, so that it holds on to nothing but what it needs: a number and an offset per place. */
function placesIn(locate: (offset: number) => Location, flat: Uint32Array, paths: PathNode): ObjectPlaces {
  return {
    at(path) {
      const number = path.reduce<PathNode | undefined>((found, key) => found?.parts.get(key), paths)?.number;
      for (let at = 0; at < flat.length; at += 2) {
        if (flat[at] === number) return locate(flat[at + 1]!);
      }
      return this.at(path.slice(0, -1));
    },
  };
}
