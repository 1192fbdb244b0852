import { Document, visit } from 'yaml';
import { escapeInvisible, isUnsafe } from './text.ts';

/** The same document as JSON, as YAML that readers of YAML 1.1 and 1.2 understand alike. */
export function yaml(report: object): string {
  return written(report, { indentSeq: true });
}

/** An object of the API as kubectl writes it: the elements of lists are not indented. */
export function yamlOfObject(object: object): string {
  return written(object, { indentSeq: false });
}

function written(report: object, { indentSeq }: { indentSeq: boolean }): string {
  const document = new Document(report, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  visit(document, {
    Scalar(_, scalar) {
      // Escapes exist in double quotes only.
      if (typeof scalar.value === 'string' && isUnsafe(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ indentSeq, lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity });
  return escapeInvisible(text, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? String.raw`\U${code.padStart(8, '0')}` : String.raw`\u${code.padStart(4, '0')}`;
  });
}
