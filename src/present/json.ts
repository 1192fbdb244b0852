import { escapeInvisible } from './text.ts';

/** Elements of a list that are written at once: some ten KB. V8 keeps longer texts apart, and collects them late. */
const AT_ONCE = 5;

/**
 * A report of any kind as {@link toJson} writes it, in pieces: that of a large cluster is longer than memory should have
 * to hold. The long lists of the report itself are parted, not those within them. The schemas in docs describe reports.
 */
export function* jsonPieces(report: object): Generator<string> {
  let opening = '{';
  for (const [key, value] of Object.entries(report) as [string, unknown][]) {
    if (value === undefined) continue;
    yield opening;
    opening = ',';
    yield* Array.isArray(value) && value.length > AT_ONCE ? listPieces(key, value) : [member(key, value)];
  }
  yield opening === '{' ? '{}\n' : '\n}\n';
}

/** `"key": [ … ]`, some elements at a time. */
function* listPieces(key: string, list: unknown[]): Generator<string> {
  const [head, tail] = [`\n  ${escaped(JSON.stringify(key))}: [`, '\n  ]'];
  yield head;
  for (let from = 0; from < list.length; from += AT_ONCE) {
    const text = member(key, list.slice(from, from + AT_ONCE)).slice(head.length, -tail.length);
    yield from === 0 ? text : `,${text}`;
  }
  yield tail;
}

/** An entry of the outermost object, indented as there. */
function member(key: string, value: unknown): string {
  return escaped(JSON.stringify({ [key]: value }, undefined, 2).slice(1, -2));
}

/** JSON, two spaces, with everything escaped that a terminal would obey or hide. */
export function toJson(value: unknown): string {
  return `${escaped(JSON.stringify(value, undefined, 2))}\n`;
}

/** The same on one line. */
export function jsonLine(value: unknown): string {
  return `${escaped(JSON.stringify(value))}\n`;
}

function escaped(text: string): string {
  return escapeInvisible(text, utf16Escape);
}

function utf16Escape(character: string): string {
  return character
    .split('')
    .map((unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
