import type { ContainerEvidence, Evidence, Known, ProbeEvidence } from '../../contracts/evidence.ts';
import { describePodCommand, execCommand, podFieldCommand, shellLine } from '../command.ts';

/** What the container answered to the audit. */
export function probeOf(audit: Evidence): Known<ProbeEvidence> {
  const missing = { code: 'no-container', message: 'The evidence holds no container.' };
  return subjectOf(audit)?.probe ?? { known: false, problem: missing };
}

/** The container that is diagnosed; undefined in a file that holds none. */
export function subjectOf(audit: Pick<Evidence, 'containers'>): ContainerEvidence | undefined {
  return audit.containers[0];
}

/** `kubectl exec … -- argv` in the container that is diagnosed, as the `command` of a check. */
export function inContainer(audit: Evidence, argv: readonly string[]): { command?: string } {
  const subject = subjectOf(audit);
  return subject === undefined ? {} : { command: execCommand(subject, argv) };
}

/** `kubectl get --raw /api/v1/nodes/NODE/PATH` of the pod’s node. */
export function rawOfNode(audit: Evidence, path: string): { command?: string } {
  const node = subjectOf(audit)?.pod.node;
  if (node === undefined) return {};
  return {
    command: shellLine(['kubectl', 'get', '--raw', `/api/v1/nodes/${encodeURIComponent(node)}/${path}`]),
  };
}

/** `kubectl describe node NODE` of the pod’s node. */
export function describeNode(audit: Evidence): { command?: string } {
  const node = subjectOf(audit)?.pod.node;
  return node === undefined ? {} : { command: shellLine(['kubectl', 'describe', 'node', node]) };
}

/** `kubectl describe pod POD` of the pod that is diagnosed. */
export function describePod(audit: Evidence): { command?: string } {
  const pod = subjectOf(audit)?.pod;
  if (pod === undefined) return {};
  return { command: describePodCommand(pod) };
}

/** A field of the pod. */
export function fieldOfPod(audit: Evidence, jsonpath: string): { command?: string } {
  const subject = subjectOf(audit);
  return subject === undefined ? {} : { command: podFieldCommand(subject, jsonpath) };
}

/** The problems of the parts that are unknown, as one sentence for people; each one once. */
export function whyUnknown(...parts: readonly Known<unknown>[]): string {
  const messages = parts.flatMap((part) => (part.known ? [] : [part.problem.message]));
  const distinct = [...new Set(messages)];
  return distinct.length === 0 ? 'Nothing that was read tells it.' : `${distinct.join('; ')}.`;
}
