import type { Report } from '../contracts/report.ts';
import { printable } from './text.ts';

/** `pod/NAME`, a line for each pod that was looked at, once, in the report's order: input for other commands. */
export function name({ containers }: Report): string {
  return podNames(containers.map(({ namespace, pod }) => ({ namespace, name: pod })));
}

/** `pod/NAME`, a line for each of the pods, once, in their order. */
export function podNames(pods: readonly { namespace: string; name: string }[]): string {
  const distinct = new Map(pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod.name]));
  return Array.from(distinct.values(), (pod) => `pod/${printable(pod)}\n`).join('');
}
