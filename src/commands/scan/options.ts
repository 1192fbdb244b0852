import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import type { OutputOptions } from '../output-options.ts';

/** What of a scan is shown. */
export const SECTIONS = ['namespaces', 'workloads', 'forecast', 'stale', 'findings', 'drain'] as const;
export type Section = (typeof SECTIONS)[number];

export const SORT_KEYS = ['severity', 'variables', 'bytes', 'headroom', 'cost', 'pods', 'name'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What `kubectl envaudit scan` takes. */
export interface ScanOptions extends OutputOptions {
  allNamespaces: boolean;
  selector: string | undefined;
  /** Show this section only. */
  show: Section | undefined;
  /** At most so many workloads; undefined: all. */
  top: number | undefined;
  sortBy: SortKey;
  /** Audit one pod of each of so many of the worst workloads; 0: none. */
  probe: number;
  /** Tell what draining this node would set off. */
  node: string | undefined;
  /** A Service is stale when nothing changed for this long, in milliseconds. */
  staleAfterMs: number;
  /** Rules of the user's own. */
  rules: string | undefined;
  /** Read ConfigMaps, too, and the names of the keys of Secrets. */
  deep: boolean;
  save: string | undefined;
  flags: ConfigFlags;
}
