/** An action of a Go template, `{{- with .Values.x }}`, and the text before it. */
export interface TemplateAction {
  /** Where it begins, from 0. */
  offset: number;
  /** As it stands there. */
  text: string;
  /** `with`, `if`, `range`, `else`, `end`, `define`, `block`; empty for all others. */
  word: string;
  /** What follows the word; of others all of it. */
  rest: string;
  /** The text between the action before and this one. */
  before: string;
}

/** A pipeline up to its end; in its strings braces may stand. Every character has one way only to match. */
const PIPELINE = /\{\{((?:"(?:\\.|[^"\\\n])*"|`[^`]*`|[^"`{}]|\{(?!\{)|\}(?!\}))*)\}\}/y;
const COMMENT = /\{\{-?\s*\/\*/y;

/** The actions of a template without its comments, and at last the text after all of them as one without a pipeline. */
export function templateActions(template: string): TemplateAction[] {
  const found: TemplateAction[] = [];
  let before = '';
  let from = 0;
  for (let at = template.indexOf('{{'); at !== -1; at = template.indexOf('{{', from)) {
    before += template.slice(from, at);
    const comment = matchAt(COMMENT, template, at) !== undefined;
    const [text, pipeline = ''] = matchAt(PIPELINE, template, at) ?? [];
    if (comment) from = endOfComment(template, at);
    else if (text === undefined) {
      before += '{{';
      from = at + 2;
    } else {
      const trimmed = pipeline.replace(/^-/, '').replace(/-$/, '').trim();
      const [, word = '', rest = trimmed] =
        /^(with|if|range|else|end|define|block)\b\s*([^]*)$/.exec(trimmed) ?? [];
      found.push({ offset: at, text, word, rest, before });
      before = '';
      from = at + text.length;
    }
  }
  found.push({
    offset: template.length,
    text: '',
    word: '',
    rest: '',
    before: before + template.slice(from),
  });
  return found;
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at;
  return expression.exec(text) ?? undefined;
}

function endOfComment(template: string, at: number): number {
  const end = template.indexOf('*/', at);
  const close = end === -1 ? -1 : template.indexOf('}}', end);
  return close === -1 ? template.length : close + 2;
}
