import type { DiagnosisParts } from '../../../contracts/diagnosis-evidence.ts';
import type { ContainerEvidence } from '../../../contracts/evidence.ts';
import type { Row, StartMeaning } from './start-messages.ts';

/**
 * The pod as a whole is over, and what ended it: what that means, and what the cluster says, without an end. Where only an
 * audit saw the pod, its container’s state begins with the pod’s reason, which its status is.
 */
export function endedPod(
  { podState }: Pick<DiagnosisParts, 'podState'>,
  { pod, container }: Pick<ContainerEvidence, 'pod' | 'container'>,
): (StartMeaning & { says: string }) | undefined {
  if (podState.known) {
    const { phase, reason, message } = podState.value;
    return phase === 'Failed' && reason !== undefined ? ended(reason, message, OTHER) : undefined;
  }
  const { notRunning = '' } = container;
  const [reason = '', ...message] = notRunning.split(': ');
  return reason === pod.status ? ended(reason, message.join(': ')) : undefined;
}

function ended(
  reason: string,
  message: string | undefined,
  otherwise?: StartMeaning,
): (StartMeaning & { says: string }) | undefined {
  const meaning = ENDS.find(({ says }) => says.test(reason)) ?? otherwise;
  return meaning && { ...meaning, says: [`the pod is over (${reason})`, message].filter(Boolean).join(': ') };
}

/** Why a whole pod is over. https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet.go */
const ENDS: readonly Row[] = [
  {
    says: /DeadlineExceeded/,
    means: 'It was ended when it had been on its node for as long as activeDeadlineSeconds allows.',
    title: 'Give it more time (activeDeadlineSeconds), or less work',
    effect: 'Of a Job’s pods the Job’s own activeDeadlineSeconds counts, too.',
  },
  {
    says: /Evicted|Preempt/,
    means: 'It had to go: the node was short of something, or the pod used more than it may.',
    title: 'Request what the pod really uses',
    effect: 'Pods that use more than they request are evicted first.',
  },
  {
    says: /Shutdown|NodeLost|Terminated/,
    means: 'Its node was shut down or lost.',
    title: 'Look at the node',
    effect: 'A controller makes such a pod anew on another node; a pod without one is gone.',
  },
  {
    says: /^OutOf|Affinity|Admission|Topology|Predicate|Selector|Taint/i,
    means: 'The node did not take the pod, although it was placed there.',
    title: 'Let what the pod asks for fit the node',
    effect: 'Its requests, node selector, affinity and devices decide; a controller makes it anew.',
  },
];

const OTHER: StartMeaning = {
  means: 'Nothing starts its containers again; a controller makes another pod in its place.',
  title: 'Look at what ended the pod',
  effect: 'Its description and events tell more.',
};
