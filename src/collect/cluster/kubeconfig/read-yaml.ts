import { messageOf } from '../../../errors.ts';
import { jsonValues } from '../../manifests/flow-lines.ts';
import { follow } from '../../manifests/nodes.ts';
import { parseText } from '../../manifests/parse.ts';
import { locatedText } from '../../manifests/places.ts';
import { cleanText } from '../clean-text.ts';
import { shaped, shapeError, type Shape } from './shape.ts';

/** Where a text is wrong: 1-based, with what is wrong there and what to do. */
export interface YamlProblem {
  line: number;
  column: number;
  what: string;
  hint?: string | undefined;
}

/** A kubeconfig of 5,000 clusters, each with its certificates, has half of these. */
const MOST_PARTS = 500_000;

/** What begins another value, in YAML and in JSON. */
const PARTS = /[,:\n[{]|[-?][ \t]/g;

/**
 * Reads YAML or JSON of a known shape as kubectl does: of several documents the first, of the same key the last; what is
 * null is not given. The text is never part of a problem: it may hold keys.
 */
export function readYaml(
  text: string,
  shape: Shape,
): { content: Record<string, unknown> } | { problem: YamlProblem } {
  if (hasMoreThan(MOST_PARTS, text)) return at(1, 1, `it has more than ${MOST_PARTS} parts`);
  const version = /^%YAML[ \t]+(?!1\.[01]\s)/m.exec(text);
  if (version !== null) return at(1, 1, 'found incompatible YAML document', 'Leave the line %YAML out.');
  const first = firstDocument(text);
  const { documents, indented, broken } = parseText(first);
  const located = locatedText('', { text: indented?.text ?? first, line: 1, added: indented?.added });
  const problem = (offset: number, what: string, hint?: string) => {
    const { line, column } = located.locate(offset);
    return at(line, column, what, hint);
  };
  if (broken !== undefined)
    return problem(broken.offset, `not valid YAML (${cleanText(broken.message, 100)})`, hintFor(text));
  const content = documents[0]?.value ?? {};
  const wrong = shapeError(content, shape);
  if (wrong === undefined) return { content: shaped(content, shape) as Record<string, unknown> };
  const name = wrong.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return problem(
    follow(documents[0]?.node(), wrong.path).offset,
    `${cleanText(name.slice(1), 300) || 'the file'} must be ${wrong.expected}, not ${wrong.found}`,
    wrong.expected === 'a string' ? 'Put the value in quotes.' : undefined,
  );
}

/**
 * The bytes of a file as text: UTF-8, or UTF-16 with its mark, as PowerShell writes it.
 * @throws Error for what is neither.
 */
export function decodeYaml(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error(`it is not ${encoding.toUpperCase()} (${messageOf(error)})`, { cause: error });
  }
}

function at(line: number, column: number, what: string, hint?: string): { problem: YamlProblem } {
  return { problem: { line, column, what, hint } };
}

function hasMoreThan(most: number, text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(PARTS)) if (++count > most) return true;
  return false;
}

/** What stands behind the first document is not looked at, be it broken. */
function firstDocument(text: string): string {
  const begin = /^(?:\uFEFF?[ \t]*(?:[#%].*)?\r?\n)*(?:\uFEFF?---(?=\s|$))?/.exec(text)?.[0].length ?? 0;
  const end = /^(?:---|\.\.\.)(?=\s|$)/m.exec(text.slice(begin));
  const document = end === null ? text : text.slice(0, begin + end.index);
  return jsonValues(document)?.[0]?.text ?? document;
}

function hintFor(text: string): string {
  return text.includes('\t')
    ? 'YAML is indented with spaces; a tab is not allowed there.'
    : 'Check the indentation, quotes and brackets around that line; `kubectl config view` reads the same file.';
}
