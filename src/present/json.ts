import { escapeInvisible } from './text.ts';

/** The report itself, of any kind; the schemas in docs describe them. Keys stand in the order of the contract. */
export function json(report: object): string {
  return toJson(report);
}

/** JSON, two spaces, with everything escaped that a terminal would obey or hide. */
export function toJson(value: unknown): string {
  return `${escapeInvisible(JSON.stringify(value, undefined, 2), utf16Escape)}\n`;
}

function utf16Escape(character: string): string {
  return character
    .split('')
    .map((unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
