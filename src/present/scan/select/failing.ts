import type { WorkloadReport } from '../../../contracts/scan-report.ts';

/** Whether a container of the workload needs more than the kernel takes for one exec at its next start. */
export function wouldNotRestart({ containers }: Pick<WorkloadReport, 'containers'>): boolean {
  return containers.some(({ headroom }) => headroom.nextRestart.percent > 100);
}
