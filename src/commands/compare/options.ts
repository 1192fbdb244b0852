import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import type { OutputOptions } from '../audit/options.ts';

/** What `kubectl envaudit compare A [B]` takes. */
export interface CompareOptions extends OutputOptions {
  /** `pod/NAME`, `TYPE/NAME`, `namespace/NAME`. */
  a: string;
  /** The same as `a` where it is left out, with another context. */
  b: string | undefined;
  /** Context of B. */
  toContext: string | undefined;
  /** Namespace of B. */
  toNamespace: string | undefined;
  /** Ask the containers. */
  exec: boolean;
  flags: ConfigFlags;
}
