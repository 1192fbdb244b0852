import { LineCounter, parseDocument } from 'yaml';
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

/** Reads a kubeconfig with a parser that knows the place of every value. */
export function readYamlThoroughly(
  text: string,
): { content: Record<string, unknown> } | { problem: YamlProblem } {
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
