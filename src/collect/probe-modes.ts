import type { ProbeMode } from './probes/index.ts';
import type { Subject } from './subjects.ts';

/**
 * How much each subject is asked. Left to itself (`auto`) only one container of a workload is timed in full, and its
 * replicas by the cheap estimate: they run the same program, and each of them serves users meanwhile.
 */
export function probeModes(subjects: readonly Subject[], mode: ProbeMode): ProbeMode[] {
  if (mode !== 'auto') return subjects.map(() => mode);
  const timed = new Set<string>();
  return subjects.map((subject) => {
    if (subject.container.notRunning !== undefined) return mode;
    const program = programOf(subject);
    if (timed.has(program)) return 'estimate';
    timed.add(program);
    return 'auto';
  });
}

/** What runs in the container: the workload's template, or for a bare pod its image and command. */
function programOf({ pod, container }: Subject): string {
  const { workload, namespace } = pod;
  const owner = workload === undefined ? [container.image, container.command, container.args] : workload;
  return JSON.stringify([namespace, owner, container.name, pod.enableServiceLinks]);
}
