import type { DiagnosisSubject } from '../../contracts/diagnosis.ts';
import type { Evidence } from '../../contracts/evidence.ts';
import { EnvauditError } from '../../errors.ts';

/** Who is diagnosed: the audit’s one container. @throws EnvauditError `no-container` where a file holds none. */
export function diagnosisSubject(audit: Evidence): DiagnosisSubject {
  const [subject] = audit.containers;
  if (subject === undefined) {
    throw new EnvauditError('no-container', 'The evidence of a diagnosis holds no container.', {
      hint: 'Collect it anew with kubectl envaudit diagnose TARGET --save FILE.',
    });
  }
  const { target, choice, pod, container } = subject;
  return {
    target,
    choice,
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    node: pod.node,
    image: container.image,
    status: pod.status,
    workload: pod.workload,
  };
}
