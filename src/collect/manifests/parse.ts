import { constructFromEvents, parseEvents, YAMLException, type Event } from 'js-yaml';
import { messageOf } from '../../errors.ts';
import { indentFlowLines, type IndentedText } from './flow-lines.ts';
import { YamlTree, type DuplicateKey, type YamlNode } from './nodes.ts';
import { SCHEMA } from './schema.ts';

/** What a text has, or why it cannot be read. */
export type Parsed =
  | { documents: ParsedDocument[]; indented?: IndentedText; broken?: undefined }
  | { documents?: undefined; indented?: undefined; broken: { offset: number; message: string } };

export interface ParsedDocument {
  value: unknown;
  /** Where everything in it stands; found out when asked for. */
  node(): YamlNode | undefined;
  /** Keys that stand twice in one mapping. The last one is in the value, as in kubectl. */
  duplicates: DuplicateKey[];
}

/** Aliases of one document: more are no convenience, but an attempt to fill the memory. */
const MOST_ALIASES = 10_000;

/** Collections in collections. */
const DEEPEST = 1000;

/**
 * Parses YAML (and so JSON) as kubectl does: YAML 1.1, where `no` is false, but with dates and `12:30` as text. Where lines
 * had to be `indented` for that, offsets are in that text.
 */
export function parseText(text: string): Parsed {
  const parsed = parseStrictly(text);
  if (parsed.broken?.message !== TOO_FAR_LEFT) return parsed;
  const indented = indentFlowLines(text);
  const again = indented && parseStrictly(indented.text);
  if (again?.documents !== undefined) return { ...again, indented };
  return { broken: { ...parsed.broken, message: 'a bracket or quote before this is not closed' } };
}

/** What js-yaml says of lines in flow collections and quoted scalars only. */
const TOO_FAR_LEFT = 'deficient indentation';

function parseStrictly(text: string): Parsed {
  try {
    const events = parseEvents(text, { maxDepth: DEEPEST });
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
