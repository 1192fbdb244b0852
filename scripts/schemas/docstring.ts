import type { Project, Symbol } from 'typescript/unstable/sync';
import type { Schema } from './schema-of.ts';

/** Tags that become keywords, as in `@minimum 0`, with the keyword and what their text is. */
const TAGS: Record<string, { keyword: string; read: (text: string) => unknown }> = {
  asType: { keyword: 'type', read: String },
  format: { keyword: 'format', read: String },
  pattern: { keyword: 'pattern', read: String },
  minimum: { keyword: 'minimum', read: Number },
  maximum: { keyword: 'maximum', read: Number },
  minItems: { keyword: 'minItems', read: Number },
  maxItems: { keyword: 'maxItems', read: Number },
};

/** What the docstring of a type or a property says of it: the description, and the keywords that its tags set. */
export function keywordsOf({ checker }: Project, symbol: Symbol): Schema {
  const tags = checker.getJsDocTagsOfSymbol(symbol).map(({ name, text = '' }) => {
    const tag = TAGS[name];
    if (tag === undefined) throw new Error(`no keyword of JSON Schema for @${name} of ${symbol.name}`);
    return [tag.keyword, tag.read(text)] as const;
  });
  return { ...described(checker.getDocumentationCommentOfSymbol(symbol)), ...Object.fromEntries(tags) };
}

/** The description that a comment makes, in plain text; empty without one. */
export function described(comment = ''): { description?: string } {
  const description = comment
    .replaceAll(/^\s*\/?\*+\/?|\*\/$/gm, '')
    .replaceAll(/\{@link (\S+)\}/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return description === '' ? {} : { description };
}
