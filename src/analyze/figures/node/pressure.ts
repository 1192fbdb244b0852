import { increase, percentOf, pressurePercent } from '../window/rates.ts';
import { exported, procOfNode, type HostParts } from './parts.ts';

/** A figure of the node, as one source tells it. */
export interface Figure {
  source: string;
  value: number;
}

/** What sources tell, the surest first; those that tell nothing, or what is no finite number, are left out. */
export function figuresOf(told: Readonly<Record<string, number | undefined>>): Figure[] {
  return Object.entries(told).flatMap(([source, value]) =>
    value === undefined || !Number.isFinite(value) ? [] : [{ source, value }],
  );
}

/** Percent of the window in which some task of the node waited for a resource. https://docs.kernel.org/accounting/psi.html */
export function nodePressure(
  parts: HostParts,
  resource: 'cpu' | 'memory' | 'io',
  windowSeconds: number,
): number | undefined {
  const { nodeExporter, nodeStats } = parts;
  const { host, seconds } = procOfNode(parts);
  const waited = increase(exported(nodeExporter, `node_pressure_${resource}_waiting_seconds_total`));
  const [first] = figuresOf({
    exporter: percentOf(waited, windowSeconds),
    proc: pressurePercent(host.pressure?.[resource]?.some, seconds),
    kubelet: nodeStats.known ? nodeStats.value.pressure?.[resource]?.some : undefined,
  });
  return first === undefined ? undefined : Math.min(100, first.value);
}
