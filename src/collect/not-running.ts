import type { ContainerSpecEvidence, Known, PodEvidence } from '../contracts/evidence.ts';

/**
 * A container that cannot be asked because it does not run, with the command that tells more: the log of its last run,
 * or, of one that never ran and hence has none, the pod's events. Without `--previous` kubectl gives the last run of what
 * does not run; with it there would have to be one more run before. (validateContainerLogStatus in
 * https://github.com/kubernetes/kubernetes/blob/v1.20.2/pkg/kubelet/kubelet_pods.go)
 */
export function notRunning(
  { name: pod, namespace }: PodEvidence,
  { name, notRunning: why, startedAt }: ContainerSpecEvidence,
): Known<never> {
  const more =
    startedAt === undefined
      ? `Why: kubectl describe pod ${pod} -n ${namespace}`
      : `Its last words: kubectl logs ${pod} -n ${namespace} -c ${name}`;
  return {
    known: false,
    problem: {
      code: 'not-running',
      message: `container ${name} of pod ${pod} is not running: ${why}`,
      hint: `What it will get at its next start is predicted from the Services.\n${more}`,
    },
  };
}
