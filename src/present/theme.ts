import { styleText } from 'node:util';
import type { Verdict } from '../contracts/report.ts';

/** Colours by meaning. Each comes with a word or a place that says the same, for those who see no colours. */
const STYLES = {
  heading: ['bold'],
  name: ['bold'],
  dim: ['dim'],
  command: ['cyan'],
  bar: ['cyan'],
  error: ['bold', 'red'],
  selected: ['inverse'],
  gone: ['yellow'],
  'severity.critical': ['bold', 'red'],
  'severity.high': ['red'],
  'severity.medium': ['yellow'],
  'severity.low': ['blue'],
  'severity.info': ['cyan'],
  'severity.ok': ['green'],
  'severity.unknown': ['magenta'],
} as const satisfies Record<string, readonly Parameters<typeof styleText>[0][]> &
  Record<`severity.${Verdict}`, unknown>;

export type Style = keyof typeof STYLES;

/** The text with the ANSI codes of a style. Whether to call it at all is the view's decision, not the stream's. */
export function paint(text: string, style: Style): string {
  return styleText([...STYLES[style]], text, { validateStream: false });
}
