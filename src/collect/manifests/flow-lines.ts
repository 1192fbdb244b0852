/** A text in which every line is indented as YAML 1.2 asks, and what was added for that. */
export interface IndentedText {
  text: string;
  /** By line, from 0: how many spaces were put in front of it. */
  added: ReadonlyMap<number, number>;
}

/**
 * Indents the lines of flow collections and quoted scalars that stand as far left as their key, or further: YAML 1.2 asks
 * for more, and libyaml, with which kubectl reads, for nothing. In front of such lines spaces mean nothing, so the
 * document says the same afterwards. Undefined where every line is far enough right.
 *
 * Rule: `flow_level` in `yaml_parser_unroll_indent`,
 * https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/scannerc.go
 */
export function indentFlowLines(text: string): IndentedText | undefined {
  const added = new Map<number, number>();
  const parts: string[] = [];
  let copied = 0;
  let line = 0;
  let counted = 0;
  for (const { from, to, indent } of flowRegions(text)) {
    for (let begin = afterLine(text, from); begin < to; begin = afterLine(text, begin)) {
      const spaces = lengthOf(SPACES, text, begin);
      if (spaces >= indent || /[\r\n]/.test(text[begin + spaces]!)) continue;
      line += text.slice(counted, begin).split('\n').length - 1;
      counted = begin;
      added.set(line, indent - spaces);
      parts.push(text.slice(copied, begin), ' '.repeat(indent - spaces));
      copied = begin;
    }
  }
  if (added.size === 0) return undefined;
  return { text: parts.join('') + text.slice(copied), added };
}

/** The JSON values of a text that has one after the other, each with where it begins; undefined for any other text. */
export function jsonValues(text: string): { offset: number; text: string }[] | undefined {
  const found: { offset: number; text: string }[] = [];
  for (let at = lengthOf(ANY_SPACE, text, 0); at < text.length; at += lengthOf(ANY_SPACE, text, at)) {
    const end = text[at] === '{' ? endOfFlow(text, at) : undefined;
    if (end === undefined) return undefined;
    found.push({ offset: at, text: text.slice(at, end) });
    at = end;
  }
  return found.length > 1 ? found : undefined;
}

/** A flow collection or a quoted scalar; `indent` is how far right its lines must begin. */
interface Region {
  from: number;
  to: number;
  indent: number;
}

const SPACES = / */y;
const SPACE = /[ \t]*/y;
const ANY_SPACE = /\s*/y;
/** `- `, `? ` and `: ` in front of a node. */
const INDICATOR = /[-?:](?=\s|$)/y;
/** Anchors and tags. */
const PROPERTY = /[&!]\S*/y;
const QUOTED = /'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const BLOCK_SCALAR = /[|>][-+0-9]*(?=\s|$)/y;
const COMMENT = /#.*/y;
/** A plain scalar of one line, up to what ends it. */
const PLAIN = /(?:[^\r\n:#]|:(?=\S)|(?<=\S)#)+/y;
const FLOW_PLAIN = /(?:[^\s:#,[\]{}]|[ \t]+(?=[^\s#])|:(?![\s,[\]{}])|(?<=\S)#)+/y;

/** What of a text in block style is a flow collection or quoted. Good guesses: a parser reads the result. */
function* flowRegions(text: string): Generator<Region> {
  for (let begin = 0, next = 0; begin < text.length; begin = next) {
    let at = begin + lengthOf(SPACE, text, begin);
    // Where the innermost block collection of the line stands, and the node that may be a key.
    let parent = at - 1;
    let node = at;
    for (let size = 1; size > 0; at += size + lengthOf(SPACE, text, at + size)) {
      size = lengthOf(INDICATOR, text, at);
      if (size > 0) {
        parent = text[at] === ':' ? node : at;
        node = at + size + lengthOf(SPACE, text, at + size);
      } else if ((size = lengthOf(PROPERTY, text, at)) === 0) {
        const to = endOfFlow(text, at);
        if (to !== undefined) yield { from: at, to, indent: parent - begin + 1 };
        if (to === undefined && lengthOf(BLOCK_SCALAR, text, at) > 0) {
          next = endOfBlockScalar(text, at, parent - begin);
          break;
        }
        size = to === undefined ? lengthOf(PLAIN, text, at) : to - at;
      }
    }
    if (next <= begin) next = afterLine(text, at);
  }
}

/** The end of a flow collection or quoted scalar that begins there; undefined where there is none, or it has no end. */
function endOfFlow(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += lengthOf(ANY_SPACE, text, at)) {
    const first = text[at]!;
    const size =
      lengthOf(QUOTED, text, at) ||
      (depth > 0 ? lengthOf(COMMENT, text, at) || lengthOf(FLOW_PLAIN, text, at) : 0);
    if ('[{'.includes(first)) depth += 1;
    else if (depth > 0 && ']}'.includes(first)) depth -= 1;
    else if (depth === 0 && size === 0) return undefined;
    at += size || 1;
    if (depth === 0) return at;
    // Behind what JSON has for a key the colon needs no space.
    if (text[at] === ':' && `"'}]`.includes(text[at - 1]!)) at += 1;
  }
  return undefined;
}

/** Where the line begins that ends a block scalar. */
function endOfBlockScalar(text: string, header: number, parent: number): number {
  const explicit = /\d/.exec(text.slice(header, header + 3))?.[0];
  let indent = explicit === undefined ? undefined : parent + Number(explicit);
  let line = afterLine(text, header);
  for (; line < text.length; line = afterLine(text, line)) {
    const spaces = lengthOf(SPACES, text, line);
    if (/\s/.test(text[line + spaces] ?? ' ')) continue;
    indent ??= Math.max(spaces, parent + 1);
    if (spaces < indent) break;
  }
  return line;
}

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** How long the match of a sticky expression is; 0 without one. */
function lengthOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(text)?.[0].length ?? 0;
}
