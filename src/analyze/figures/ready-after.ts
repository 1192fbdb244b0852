import type { ContainerEvidence, Known } from '../../contracts/evidence.ts';
import { known, unknown } from './known.ts';

/** Milliseconds from the container's start until its pod was ready; not known after a restart, which has another start. */
export function readyAfter({ pod, container }: ContainerEvidence): Known<number> {
  if (container.readinessProbe === false)
    return unknown('it has no readiness probe, so its pod is ready as soon as it runs');
  if (container.restarts > 0) return unknown('the container was restarted since its first start');
  if (pod.readyAt === undefined || container.startedAt === undefined) return unknown('the pod is not ready');
  const ms = Date.parse(pod.readyAt) - Date.parse(container.startedAt);
  return ms >= 0 ? known(ms) : unknown('the pod was ready before this container started');
}
