import type { Verdict } from '../../../contracts/scan-report.ts';
import type { Style } from '../../theme.ts';
import type { Health } from '../health.ts';
import type { TableColumn, TableSpec } from '../table/spec.ts';

/** What hurts most of something, in a word; the larger `weight`, the more it hurts. */
export interface Hurt {
  word: string;
  style: Style;
  weight: number;
}

/** What has a hurt, and a place in the scan, the worst first. */
interface Hurting {
  hurt: Hurt;
  rank: number;
}

/** The column by which lists are sorted first: what hurts most, then as the scan has it. */
export const HURTS: TableColumn<Hurting> = {
  header: 'HURTS',
  text: ({ hurt }) => hurt.word,
  value: ({ hurt, rank }) => hurt.weight * 1e6 - rank,
  largestFirst: true,
  style: ({ hurt }) => hurt.style,
  columns: 10,
};

/** Its index in a table. */
export function hurtsColumn<Row>({ columns }: TableSpec<Row>): number {
  return columns.findIndex(({ header }) => header === HURTS.header);
}

/**
 * The worst of what is known: pods that crash now, then containers that would not start again, then the damage by the
 * environment, and pods that are not ready between its grave and its lesser degrees. `looking`: a scan is still to come.
 */
export function hurtOf(about: {
  severity: Verdict | undefined;
  health: Health | undefined;
  wouldNotRestart: boolean;
  looking: boolean;
}): Hurt {
  const { severity, health, wouldNotRestart, looking } = about;
  const all: Hurt[] = [
    severity === undefined
      ? { word: looking ? '...' : 'not known', style: 'dim', weight: WEIGHTS.unknown }
      : { word: severity, style: `severity.${severity}`, weight: WEIGHTS[severity] },
  ];
  if (wouldNotRestart) all.push({ word: 'no restart', style: 'severity.critical', weight: 80 });
  if ((health?.crashing ?? 0) > 0) all.push({ word: 'crash loop', style: 'error', weight: 90 });
  if ((health?.unready ?? 0) > 0) all.push({ word: 'not ready', style: 'gone', weight: 50 });
  return all.reduce((worst, hurt) => (hurt.weight > worst.weight ? hurt : worst));
}

const WEIGHTS: Record<Verdict, number> = {
  critical: 70,
  high: 60,
  medium: 40,
  low: 30,
  info: 20,
  unknown: 15,
  ok: 10,
};
