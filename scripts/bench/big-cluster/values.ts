const LETTERS = '2456789bcdfghjklmnpqrstvwxz';
const DAY_MS = 86_400_000;
const NOW = Date.now();

const KINDS = ['pod', 'service', 'slice', 'workload', 'replicaSet', 'job'] as const;

/** The uid of an object: the same place always gives the same, and nothing else does. */
export function uid(kind: (typeof KINDS)[number], index: number): string {
  return `${hex(KINDS.indexOf(kind), 8)}-${hex(index >>> 16, 4)}-4${hex(index & 0xfff, 3)}-a000-${hex(index, 12)}`;
}

/** A suffix or hash of a number, as Kubernetes makes them. */
export function suffix(index: number, length: number): string {
  let text = '';
  for (let rest = Math.imul(index + 1, 2_654_435_761) >>> 0; text.length < length; rest = next(rest)) {
    text += LETTERS[rest % LETTERS.length];
  }
  return text;
}

/** Two such letters, which stand in the order of their numbers; up to 728. */
export function inOrder(index: number): string {
  return `${LETTERS[Math.floor(index / LETTERS.length)]}${LETTERS[index % LETTERS.length]}`;
}

/** 64 hexadecimal digits. */
export function digest(index: number): string {
  return hex(Math.imul(index + 1, 2_654_435_761) >>> 0, 8).repeat(8);
}

/** An address below `10.BLOCK`. */
export function address(block: number, index: number): string {
  return `10.${block + (index >>> 16)}.${(index >>> 8) & 255}.${index & 255}`;
}

/** The time so many days before the start of this process, RFC 3339. */
export function daysAgo(days: number): string {
  return `${new Date(NOW - days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

function next(value: number): number {
  return (Math.imul(value, 1_103_515_245) + 12_345) >>> 0;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
