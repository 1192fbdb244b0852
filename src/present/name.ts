import type { Report } from '../report.ts';
import { printable } from './text.ts';

/** `pod/NAME`, a line for each pod that was looked at, once, in the report's order: input for other commands. */
export function name({ containers }: Report): string {
  const pods = new Map(containers.map(({ namespace, pod }) => [`${namespace}/${pod}`, pod]));
  return Array.from(pods.values(), (pod) => `pod/${printable(pod)}\n`).join('');
}
