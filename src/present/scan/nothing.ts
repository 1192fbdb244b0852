import type { ScanSection } from './view.ts';

const WHY: Record<ScanSection, string> = {
  namespaces: 'no namespace was seen',
  workloads: 'no workload was seen',
  forecast: 'no namespace was seen',
  stale: 'no Service looks stale',
  findings: 'there are no findings',
  drain: 'no node was named with --node, or draining it changes nothing',
};

/** What stands where a section was asked for that has no rows. */
export function nothingToShow(show: ScanSection): string {
  return `Nothing to show: ${WHY[show]}.`;
}
