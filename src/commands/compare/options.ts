import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import type { DisplayOptions } from '../output-options.ts';

/** What `kubectl envaudit compare A [B]` takes. */
export interface CompareOptions extends DisplayOptions {
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
