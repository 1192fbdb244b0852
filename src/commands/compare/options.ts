import type { ConfigFlags } from '../../collect/cluster/config-flags.ts';
import type { DisplayOptions } from '../output-options.ts';

/** What `kubectl envaudit compare A [B]` takes. */
export interface CompareOptions extends DisplayOptions {
  /** `POD`, `TYPE/NAME`, `namespace/NAME`, or a file that `--save` wrote. */
  a: string;
  /** The same as `a` where it is left out, in another place. */
  b: string | undefined;
  /** Context of B. */
  toContext: string | undefined;
  /** Namespace of B. */
  toNamespace: string | undefined;
  /** Kubeconfig file of B. */
  toKubeconfig: string | undefined;
  container: string | undefined;
  /** Ask the containers. */
  exec: boolean;
  /** A Service is stale when nothing changed for this long. */
  staleAfterMs: number;
  flags: ConfigFlags;
}
