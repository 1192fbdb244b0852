/** What an action computes: `$x := .Values.a | default true`. */
export interface Pipeline {
  /** Variables that it declares or sets, with their dollar signs; two for `range $k, $v := …`. */
  variables: string[];
  /** With `:=`, and not only sets. */
  declares: boolean;
  /** Undefined for what is not understood. */
  value: Expression | undefined;
}

export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null }
  /** `.a.b`, `$x.a`, `(…).a`: `of` is undefined for the dot. */
  | { kind: 'path'; of: string | Expression | undefined; keys: string[] }
  | { kind: 'call'; name: string; args: Expression[] };

const TOKEN =
  /\s*(?:("(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*')|([-+]?\d[\w.]*)|(\$\w*)|((?:\.\w+)+|\.)|(\w+)|([()|,])|(:?=))/y;

const LITERALS: Readonly<Record<string, boolean | null>> = { true: true, false: false, nil: null };

/** Parentheses in parentheses. */
const DEEPEST = 50;

/** https://pkg.go.dev/text/template#hdr-Pipelines */
export function parsePipeline(source: string): Pipeline {
  const assigned = /^\s*(\$\w*(?:\s*,\s*\$\w+)?)\s*(:?)=(?!=)/.exec(source);
  const variables = assigned?.[1]?.split(',').map((name) => name.trim()) ?? [];
  const tokens = tokensOf(source.slice(assigned?.[0].length ?? 0));
  const declares = assigned?.[2] === ':';
  if (tokens === undefined) return { variables, declares, value: undefined };
  const parser = new Parser(tokens);
  const value = parser.pipeline(0);
  return { variables, declares, value: parser.isDone() ? value : undefined };
}

interface Token {
  text: string;
  /** Whether white space stands in front of it. */
  apart: boolean;
}

function tokensOf(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    const token = match[0].trimStart();
    tokens.push({ text: token, apart: token.length < match[0].length });
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** Commands, each of which gets the value of the one before as its last argument. */
  pipeline(depth: number): Expression | undefined {
    let value = this.#command(depth, undefined);
    while (value !== undefined && this.#take('|')) value = this.#command(depth, value);
    return value;
  }

  #command(depth: number, piped: Expression | undefined): Expression | undefined {
    const operands: Expression[] = [];
    const name = this.#peek() ?? '';
    for (let next = this.#peek(); next !== undefined && !'|)'.includes(next); next = this.#peek()) {
      const operand = this.#operand(depth);
      if (operand === undefined) return undefined;
      operands.push(operand);
    }
    const [first, ...args] = operands;
    if (first === undefined) return undefined;
    if (piped !== undefined) args.push(piped);
    if (first.kind === 'call' && first.name === name) return { ...first, args };
    return args.length === 0 ? first : undefined;
  }

  #operand(depth: number): Expression | undefined {
    const text = this.#peek()!;
    if (text === '(') {
      if (depth >= DEEPEST) return undefined;
      this.#at += 1;
      const inner = this.pipeline(depth + 1);
      if (inner === undefined || !this.#take(')')) return undefined;
      return this.#withKeys(inner);
    }
    this.#at += 1;
    if (/^["'`]/.test(text)) return { kind: 'literal', value: unquoted(text) };
    if (/^[-+]?\d/.test(text)) return { kind: 'literal', value: Number(text) };
    if (text.startsWith('.')) return { kind: 'path', of: undefined, keys: keysOf(text) };
    if (text.startsWith('$')) return this.#withKeys({ kind: 'path', of: text, keys: [] });
    if (Object.hasOwn(LITERALS, text)) return { kind: 'literal', value: LITERALS[text]! };
    return /^\w+$/.test(text) ? { kind: 'call', name: text, args: [] } : undefined;
  }

  /** Keys that follow at once: `(…).a`. */
  #withKeys(of: Expression): Expression {
    const next = this.#tokens[this.#at];
    if (next === undefined || next.apart || !/^\.\w/.test(next.text)) return of;
    this.#at += 1;
    const keys = keysOf(next.text);
    return of.kind === 'path' ? { ...of, keys: [...of.keys, ...keys] } : { kind: 'path', of, keys };
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at]?.text;
  }

  #take(text: string): boolean {
    if (this.#peek() !== text) return false;
    this.#at += 1;
    return true;
  }
}

function keysOf(path: string): string[] {
  return path.split('.').filter(Boolean);
}

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  return text.startsWith('`')
    ? inner
    : inner.replaceAll(/\\(.)/g, (_, char: string) => ({ n: '\n', t: '\t' })[char] ?? char);
}
