import type { SortKey } from '../../analyze/scan/sort-workloads.ts';
import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import { usage } from '../../errors.ts';
import { hasSections, scanFormatOf, scanFormats, type ScanSection } from '../../present/scan/index.ts';
import type { OutputOptions } from '../output-options.ts';
import { validateStaleAfter } from '../stale-after.ts';

/** What of a scan can be shown alone. */
export const SECTIONS: readonly ScanSection[] = [
  'namespaces',
  'workloads',
  'forecast',
  'stale',
  'findings',
  'drain',
];

/** How an inventory is judged and shown, of now or of a saved file. */
export interface AgainOptions {
  /** Show this section only. */
  show: ScanSection | undefined;
  /** At most so many workloads; undefined: as many as the output bears. */
  top: number | undefined;
  sortBy: SortKey;
  /** A Service is stale when nothing changed for this long. */
  staleAfterMs: number;
  /** A file with rules of the user's own. */
  rules: string | undefined;
}

/** What `kubectl envaudit scan` takes. */
export interface ScanOptions extends Omit<OutputOptions, 'show'>, AgainOptions {
  allNamespaces: boolean;
  selector: string | undefined;
  /** Audit one pod of each of so many of the worst workloads; 0: none. */
  probe: number;
  /** Tell what draining this node would set off. */
  node: string | undefined;
  /** Read ConfigMaps, too, and the names of the keys of Secrets. */
  deep: boolean;
  save: string | undefined;
  flags: ConfigFlags;
}

/** Pods that `--probe` asks at most. */
const MOST_PROBED = 50;

/** @throws EnvauditError `usage` for options that contradict each other. */
export function validateScan(options: ScanOptions): void {
  const { probe } = options;
  validateAgain(options);
  if (!Number.isInteger(probe) || probe < 0 || probe > MOST_PROBED) {
    throw usage(`--probe takes a whole number from 1 to ${MOST_PROBED}, or nothing`);
  }
  if (options.show === 'drain' && options.node === undefined) {
    throw usage('--show drain needs a node', 'Name it with --node NODE.');
  }
}

/** @throws EnvauditError `usage` for wrong values. */
export function validateAgain({
  output,
  show,
  top,
  staleAfterMs,
}: AgainOptions & Pick<OutputOptions, 'output'>): void {
  if (!hasSections(output) && show !== undefined) {
    throw usage(
      `--show ${show} is not for -o ${scanFormatOf(output)}, which is the report as a whole`,
      `It is for the report for people and for -o ${scanFormats.filter(hasSections).slice(1).join(', ')}.`,
    );
  }
  validateStaleAfter(staleAfterMs);
  if (top !== undefined && (!Number.isInteger(top) || top < 1)) {
    throw usage('--top must be a whole number from 1 on');
  }
}
