import { CHECK_VERDICTS, type Check, type CheckVerdict } from '../../contracts/diagnosis.ts';

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
export const KUBERNETES_MIXIN =
  'https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/alerts/resource_alerts.libsonnet';
export const NETDATA = 'https://github.com/netdata/netdata/blob/master/src/health/health.d';
export const EVICTION = 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/';
export const PSI = 'https://docs.kernel.org/accounting/psi.html';
export const USE = 'https://www.brendangregg.com/USEmethod/use-linux.html';

type Rung = 'notice' | 'warning' | 'problem';
const RUNGS = ['problem', 'warning', 'notice'] as const satisfies readonly Rung[];

/** The verdict of a value: the harshest rung that it reaches, else `ok`; `unknown` for what is no number. */
export function verdictOn(row: Threshold, value: number): CheckVerdict {
  if (Number.isNaN(value)) return 'unknown';
  return RUNGS.find((rung) => reaches(row, row[rung], value)) ?? 'ok';
}

/** Whether a value reaches the mildest rung of a row that is used as a condition. */
export function isReached(row: Threshold, value: number | undefined): boolean {
  return value !== undefined && !['ok', 'unknown'].includes(verdictOn(row, value));
}

/** The row as a check shows it; `value` is that of the warning, or of the rung that there is. */
export function rungsInWords(row: Threshold): NonNullable<Check['threshold']> {
  return {
    text: RUNGS.toReversed()
      .filter((rung) => row[rung] !== undefined)
      .map((rung) => `${rung} ${row.comparison} ${row[rung]}${row.unit}`)
      .join(', '),
    value: row.warning ?? row.problem ?? row.notice ?? 0,
    source: row.source,
  };
}

/** Whether one verdict of a check is harsher than another; `unknown` is the mildest. */
export function isHarsher(verdict: CheckVerdict, than: CheckVerdict): boolean {
  return CHECK_VERDICTS.indexOf(verdict) > CHECK_VERDICTS.indexOf(than);
}

/** The harshest of verdicts; `unknown` of none. */
export function harshest(...verdicts: readonly CheckVerdict[]): CheckVerdict {
  return verdicts.reduce<CheckVerdict>((a, b) => (isHarsher(b, a) ? b : a), 'unknown');
}

/** `warning` or `problem`. */
export function isBad(verdict: CheckVerdict): boolean {
  return verdict === 'warning' || verdict === 'problem';
}

function reaches(row: Threshold, limit: number | undefined, value: number): boolean {
  if (limit === undefined) return false;
  if (row.comparison === 'below') return value < limit;
  return row.comparison === 'from' ? value >= limit : value > limit;
}
