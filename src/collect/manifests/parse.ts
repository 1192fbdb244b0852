import {
  constructFromEvents,
  floatYaml11Tag,
  intYaml11Tag,
  NOT_RESOLVED,
  parseEvents,
  Schema,
  timestampTag,
  YAML11_SCHEMA,
  YAMLException,
  type Event,
  type ScalarTagDefinition,
} from 'js-yaml';
import { messageOf } from '../../errors.ts';
import { YamlTree, type DuplicateKey, type YamlNode } from './nodes.ts';

/** What a text has, or why it cannot be read. */
export type Parsed =
  | { documents: ParsedDocument[]; broken?: undefined }
  | { documents?: undefined; broken: { offset: number; message: string } };

export interface ParsedDocument {
  value: unknown;
  /** Where everything in it stands; found out when asked for. */
  node(): YamlNode | undefined;
  /** Keys that stand twice in one mapping. The last one is in the value, as in kubectl. */
  duplicates: DuplicateKey[];
}

/** Aliases of one document: more are no convenience, but an attempt to fill the memory. */
const MOST_ALIASES = 500;

/** Parses YAML (and so JSON) as kubectl does: YAML 1.1, where `no` is false, but with dates and `12:30` as text. */
export function parseText(text: string): Parsed {
  try {
    const events = parseEvents(text, {});
    let tree: YamlTree | undefined;
    const roots = () => (tree ??= new YamlTree(text, events)).roots;
    const documents = (values: unknown[], duplicates: readonly DuplicateKey[][] = []): Parsed => ({
      documents: values.map((value, index) => ({
        value,
        node: () => roots()[index],
        duplicates: duplicates[index] ?? [],
      })),
    });
    try {
      return documents(construct(text, events, false));
    } catch (error) {
      const duplicates = roots().map((root) => root?.tree.duplicateKeys(root.value) ?? []);
      if (duplicates.flat().length === 0) throw error;
      return documents(construct(text, events, true), duplicates);
    }
  } catch (error) {
    return { broken: faultOf(error) };
  }
}

/** The values of the documents; duplicate keys throw, or the last one counts. */
function construct(text: string, events: Event[], lastKeyCounts: boolean): unknown[] {
  return constructFromEvents(events, {
    source: text,
    schema: SCHEMA,
    maxAliases: MOST_ALIASES,
    json: lastKeyCounts,
  });
}

function faultOf(error: unknown): { offset: number; message: string } {
  if (!(error instanceof YAMLException)) return { offset: 0, message: messageOf(error) };
  return { offset: error.mark?.position ?? 0, message: error.reason };
}

/** Numbers to the base of 60, such as 12:30, are text in kubectl's YAML. */
function withoutBase60(tag: ScalarTagDefinition<number>): ScalarTagDefinition<number> {
  return {
    ...tag,
    resolve: (source, ...rest) => (source.includes(':') ? NOT_RESOLVED : tag.resolve(source, ...rest)),
  };
}

const SCHEMA = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag)).withTags(
  withoutBase60(intYaml11Tag),
  withoutBase60(floatYaml11Tag),
);
