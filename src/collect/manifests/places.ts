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

export function placeStore(): PlaceStore {
  // Paths are alike in all objects, so they are numbered: three numbers for a place.
  const numbers = new Map<string, number>();
  const numberOf = (path: string): number => {
    const known = numbers.get(path) ?? numbers.size;
    if (known === numbers.size) numbers.set(path, known);
    return known;
  };
  return {
    keep(text, root, shape, begin) {
      const flat: number[] = [];
      record('', begin);
      visit(root, shape, '');
      const places = Uint32Array.from(flat);
      return {
        at: (path) => {
          for (let length = path.length; ; length -= 1) {
            const location = find(path.slice(0, length));
            if (location !== undefined) return location;
          }
        },
      };

      function record(path: string, offset: number): void {
        const { line, column } = text.locate(offset);
        flat.push(numberOf(path), line, column);
      }

      function visit(node: YamlNode | undefined, part: Shape, path: string): void {
        if (typeof part !== 'object') return;
        if ('list' in part) {
          if (node?.kind !== 'list') return;
          for (const [index, item] of node.items.entries()) {
            record(`${path}/${index}`, item.offset);
            visit(item, part.list, `${path}/${index}`);
          }
          return;
        }
        for (const [key, inner] of Object.entries(part.fields)) {
          const entry = entryOf(node, key);
          if (entry === undefined) continue;
          record(`${path}/${key}`, entry.offset);
          visit(entry.value, inner, `${path}/${key}`);
        }
      }

      function find(path: Path): Location | undefined {
        const number = numbers.get(path.map((part) => `/${part}`).join(''));
        if (number === undefined) return undefined;
        for (let at = 0; at < places.length; at += 3) {
          if (places[at] === number)
            return { file: text.file, line: places[at + 1]!, column: places[at + 2]! };
        }
        return undefined;
      }
    },
  };
}
