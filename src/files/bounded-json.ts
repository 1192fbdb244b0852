import { number } from '../units.ts';

/** How much a JSON text may hold. Its bytes say little: 60 MB of `{},` become 3 GB of objects. */
export interface JsonBounds {
  /** Objects, lists and members of both, which is what takes memory. */
  maxParts: number;
  /** Objects and lists within each other. */
  maxDepth?: number;
}

const DEEPEST = 200;

/**
 * Parses JSON that others wrote, after a look at how much there is in it.
 * @throws Error `it is not JSON: …`, or one that says which bound it exceeds.
 */
export function parseBoundedJson(bytes: Uint8Array, bounds: JsonBounds): unknown {
  requireBounds(bytes, bounds);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`it is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}`, {
      cause: error,
    });
  }
}

/** Counts what the parser would make, without making it; in what is no JSON it may count wrongly, and nothing is made. */
function requireBounds(bytes: Uint8Array, { maxParts, maxDepth = DEEPEST }: JsonBounds): void {
  let parts = 0;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (inString) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === COMMA) parts++;
    else if (byte === BRACE || byte === BRACKET) {
      parts++;
      if (++depth > maxDepth)
        throw new Error(`it has more than ${maxDepth} lists and objects within each other`);
    } else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) depth--;
    if (parts > maxParts) throw new Error(`it has more than ${number(maxParts)} parts`);
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
