import { EnvauditError } from '../../errors.ts';

/** Below this, even the worst JSON makes no more than some MB of objects. */
const SMALL = 256 * 1024;
/** Objects and lists: 64 bytes each at least. The densest pages, of managedFields, have one in 20 characters. */
const MOST_OBJECTS = 1_500_000;
/** Values beside one another. */
const MOST_VALUES = 2_500_000;
/** Twice what a pod of many affinities and its managedFields have. */
const DEEPEST = 100;

/**
 * Parses JSON that comes from elsewhere. Text that is small and would be huge as objects (millions of `{}`, or of `[`
 * one in the other) is refused before it is parsed.
 * @throws EnvauditError `too-large`; SyntaxError for what is no JSON.
 */
export function parseJson(text: string): unknown {
  if (text.length > SMALL) refuseDense(text);
  return JSON.parse(text);
}

function refuseDense(text: string): void {
  let [objects, values, depth] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COMMA:
        values += 1;
        if (values > MOST_VALUES) throw tooDense(`made of more than ${MOST_VALUES} values`);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        objects += 1;
        depth += 1;
        if (objects > MOST_OBJECTS) throw tooDense(`made of more than ${MOST_OBJECTS} objects`);
        if (depth > DEEPEST) throw tooDense(`nested more than ${DEEPEST} deep`);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth -= 1;
        break;
    }
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [
  34, 92, 44, 91, 93, 123, 125,
] as const;

/** Where the string that begins here ends; the end of the text where it does not. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

function tooDense(how: string): EnvauditError {
  return new EnvauditError('too-large', `the answer is ${how}, as no API server's is`, {
    hint: 'Something between here and the API server may change its answers.',
  });
}
