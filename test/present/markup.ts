import { parse } from 'csv-parse/sync';
import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import { SaxesParser } from 'saxes';

/** A node of XML, as a strict parser understood it. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** The root of a document. Throws where it is not well-formed. */
export function parseXml(document: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes: { ...attributes }, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(document).close();
  const [only] = root.children;
  if (only === undefined) throw new Error('no element');
  return only;
}

/** All nodes of that name, in the order of the document. */
export function nodes(of: Node, name: string): Node[] {
  return [...(of.name === name ? [of] : []), ...of.children.flatMap((child) => nodes(child, name))];
}

/** The rows of a document after RFC 4180; throws where they differ in length. */
export function parseCsv(document: string): string[][] {
  return parse(document, { record_delimiter: '\r\n' });
}

/** Every token of a Markdown document, depth first. */
export function markdownTokens(document: string): Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(document, { gfm: true }), (token) => {
    found.push(token);
  });
  return found;
}

/** What a reader sees of each cell of each table, row by row, without the headings. */
export function markdownRows(document: string): string[][][] {
  return markdownTokens(document)
    .filter((token): token is Tokens.Table => token.type === 'table')
    .map(({ rows }) => rows.map((row) => row.map(({ tokens }) => seen(tokens))));
}

/** The text that the tokens show. */
export function seen(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens !== undefined ? seen(token.tokens) : unescaped(token as Tokens.Text),
    )
    .join('');
}

function unescaped({ text }: Tokens.Text): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
