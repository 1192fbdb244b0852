/** One row of the table of thresholds: from when on a measured value is worth a word. */
export interface Threshold {
  /** What is measured. */
  what: string;
  /** Unit of all its values: `%`, ` ms`, ` a second`; written right behind the number. */
  unit: string;
  /** Whether a value reaches a rung when it is equal to it (`from`), or only beyond it. */
  comparison: 'from' | 'above' | 'below';
  notice?: number;
  warning?: number;
  problem?: number;
  /** One or two sentences: why these values, and which of them are this tool’s own choice. */
  why: string;
  /** Where the value, or what is measured, is described. */
  source: string;
}

/** Often cited: alert rules in use for years at many places. */
export const NODE_MIXIN =
  'https://github.com/prometheus/node_exporter/blob/master/docs/node-mixin/config.libsonnet';
export const NODE_ALERTS =
  'https://github.com/prometheus/node_exporter/blob/master/docs/node-mixin/alerts/alerts.libsonnet';
export const NETDATA = 'https://github.com/netdata/netdata/blob/master/src/health/health.d';
export const EVICTION = 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/';
export const PSI = 'https://docs.kernel.org/accounting/psi.html';
export const USE = 'https://www.brendangregg.com/USEmethod/use-linux.html';
