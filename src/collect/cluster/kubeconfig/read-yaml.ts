import { messageOf } from '../../../errors.ts';
import { cleanText } from '../clean-text.ts';
import { KUBECONFIG, shapeError } from './shape.ts';

/** Where a kubeconfig is wrong: 1-based, with what is wrong there and what to do. */
export interface YamlProblem {
  line: number;
  column: number;
  what: string;
  hint: string | undefined;
}

/**
 * Reads a kubeconfig quickly: its content where it is YAML of the right shape, undefined where it is not, or where
 * only the thorough reader can tell. It starts 20 ms faster than that one, which every run of ours would pay.
 */
export async function readYaml(text: string): Promise<Record<string, unknown> | undefined> {
  if (text.trim() === '') return {};
  const { load, Schema, timestampTag, YAML11_SCHEMA } = await import('js-yaml');
  // kubectl's reader speaks YAML 1.1 (`yes` is true), but leaves dates as text.
  const schema = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag));
  try {
    const content = load(text, { schema }) ?? {};
    if (shapeError(content, KUBECONFIG) === undefined) return content as Record<string, unknown>;
  } catch {
    // The thorough reader says what and where.
  }
  return undefined;
}

/** Reads a kubeconfig with a parser that knows the place of every value. */
export async function readYamlThoroughly(
  text: string,
): Promise<{ content: Record<string, unknown> } | { problem: YamlProblem }> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const problem = (offset: number, what: string, hint: string | undefined) => {
    const { line, col } = lines.linePos(offset);
    return { problem: { line, column: col, what, hint } };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.1',
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isTime(tag)),
  });

  const [broken] = document.errors;
  if (broken !== undefined) {
    const hint = text.includes('\t')
      ? 'YAML is indented with spaces; a tab is not allowed there.'
      : 'Check the indentation, quotes and brackets around that line; `kubectl config view` reads the same file.';
    return problem(broken.pos[0], `not valid YAML (${broken.code})`, hint);
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    return problem(
      0,
      `not valid YAML (${cleanText(messageOf(error), 100)})`,
      'Write the values out, without aliases.',
    );
  }
  const wrong = shapeError(content, KUBECONFIG);
  if (wrong === undefined) return { content: content as Record<string, unknown> };
  const node = document.getIn(wrong.path, true) as { range?: [number, number, number] } | undefined;
  const name = wrong.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  return problem(
    node?.range?.[0] ?? 0,
    `${cleanText(name.slice(1)) || 'the file'} must be ${wrong.expected}, not ${wrong.found}`,
    wrong.expected === 'a string' ? 'Put the value in quotes.' : undefined,
  );
}

function isTime({ tag, format }: { tag: string; format?: string | undefined }): boolean {
  return tag === 'tag:yaml.org,2002:timestamp' || format === 'TIME';
}
