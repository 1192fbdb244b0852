import { expectedLinesForPod } from '../../env/prediction.ts';
import type { Known, PodEvidence, ServiceEvidence } from '../../contracts/evidence.ts';

type Services = Record<string, Known<ServiceEvidence[]>>;

/**
 * The predicted `NAME=value` lines for a pod, made once per namespace and setting of enableServiceLinks, because
 * the pods of a namespace share them and they can be a megabyte.
 */
export function expectedFor(): (services: Services, pod: PodEvidence) => readonly string[] {
  const made = new Map<string, readonly string[]>();
  return (services, pod) => {
    const key = `${pod.namespace} ${pod.enableServiceLinks}`;
    const lines = made.get(key) ?? expectedLinesForPod(services, pod);
    made.set(key, lines);
    return lines;
  };
}
