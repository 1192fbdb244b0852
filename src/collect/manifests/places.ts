import type { Location } from '../../lint-report.ts';
import type { ObjectPlaces } from '../../manifests.ts';
import { entryOf, type YamlNode } from './nodes.ts';
import type { Shape } from './shapes.ts';

/** Keys and list positions that lead to a part of an object. */
export type Path = readonly (string | number)[];

/** A text of a file, for telling the lines of offsets in it. */
export interface LocatedText {
  file: string;
  locate(offset: number): Location;
}

/** @param line The line of the file that the text begins with, from 1. */
export function locatedText(file: string, text: string, line: number): LocatedText {
  let starts: number[] | undefined;
  return {
    file,
    locate(offset) {
      starts ??= lineStarts(text);
      let low = 0;
      for (let high = starts.length; high - low > 1;) {
        const middle = (low + high) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle;
      }
      return { file, line: line + low, column: offset - starts[low]! + 1 };
    },
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
  return {
    keep(text, root, shape, begin) {
      const flat: number[] = [];
      record(paths, begin);
      if (root !== undefined) visit(root, shape, paths);
      return placesIn(text.file, new Uint32Array(flat), paths);

      function record({ number }: PathNode, offset: number): void {
        const { line, column } = text.locate(offset);
        flat.push(number, line, column);
      }

      function visitPart(
        key: string | number,
        offset: number,
        value: YamlNode,
        inner: Shape,
        at: PathNode,
      ): void {
        let part = at.parts.get(key);
        if (part === undefined) at.parts.set(key, (part = newNode()));
        record(part, offset);
        visit(value, inner, part);
      }

      function visit(node: YamlNode, part: Shape, at: PathNode): void {
        if (typeof part !== 'object') return;
        if ('list' in part) {
          if (node.kind !== 'list') return;
          for (const [index, item] of node.items.entries())
            visitPart(index, item.offset, item, part.list, at);
          return;
        }
        for (const key of part.keys) {
          const entry = entryOf(node, key);
          if (entry !== undefined) visitPart(key, entry.offset, entry.value, part.fields[key]!, at);
        }
      }
    },
  };
}

/** Apart from the store, so that it holds on to nothing but what it needs: a number, line and column per place. */
function placesIn(file: string, flat: Uint32Array, paths: PathNode): ObjectPlaces {
  return {
    at(path) {
      const number = path.reduce<PathNode | undefined>(
        (found, part) => found?.parts.get(part),
        paths,
      )?.number;
      for (let at = 0; at < flat.length; at += 3) {
        if (flat[at] === number) return { file, line: flat[at + 1]!, column: flat[at + 2]! };
      }
      return this.at(path.slice(0, -1));
    },
  };
}
