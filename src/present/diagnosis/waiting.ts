import type { DiagnosisPart } from '../../contracts/diagnosis-evidence.ts';

/** What is named first while several are waited for. */
const NAMES: Record<DiagnosisPart, string> = {
  sample: 'the container’s own figures',
  audit: 'the audit of its environment',
  peers: 'whom it talks to',
  podState: 'the pod',
  podEvents: 'its events',
  log: 'its log',
  node: 'the node',
  nodeEvents: 'the node’s events',
  nodeStats: 'the kubelet’s figures',
  throttling: 'the node’s throttling',
  metrics: 'the metrics server',
  nodeExporter: 'the node-exporter',
  neighbours: 'the pods beside it',
};
const BY_PATIENCE = Object.keys(NAMES) as DiagnosisPart[];
const NAMED = 2;

/** `the container’s own figures, whom it talks to and 3 more`; empty where nothing is waited for. */
export function waitedFor(waiting: readonly DiagnosisPart[]): string {
  const names = BY_PATIENCE.filter((part) => waiting.includes(part)).map((part) => NAMES[part]);
  const rest = names.length - NAMED;
  return rest > 0 ? `${names.slice(0, NAMED).join(', ')} and ${rest} more` : names.join(' and ');
}
