import type { LogLine } from '../../contracts/log-events.ts';
import { withoutEscapes } from '../cluster/clean-text.ts';
import { withoutSecrets } from '../without-secrets.ts';

/** Of a line as it is shown. */
const LONGEST = 4 * 1024;
const TAB = '    ';
/** `2026-11-20T14:30:00.123456789Z `, as the kubelet writes it where times are asked for. */
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)/;

/** A line of the kubelet's, with its time, as it is shown: without escapes, secrets, and the given values. */
export function logLine(raw: string, values: readonly string[]): LogLine {
  const [stamp = '', at] = TIME.exec(raw) ?? [];
  const written = withoutEscapes(raw.slice(stamp.length).replaceAll('\t', TAB)).trimEnd();
  const text = withoutSecrets(written, values);
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return at === undefined ? { text: shown } : { at, text: shown };
}

/** Whether one time of a log is after another, to the nanosecond. */
export function isAfter(one: string, other: string): boolean {
  const [left, right] = [Date.parse(one), Date.parse(other)];
  return left === right ? fraction(one) > fraction(other) : left > right;
}

/** Digits behind the second, as text that can be compared. */
function fraction(time: string): string {
  return (/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(9, '0');
}
