import { once } from 'node:events';
import { analyzeInventory } from '../../analyze/scan/index.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { collectInventory } from '../../collect/inventory/index.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import type { ScanEvent } from '../../present/tui/backend.ts';
import { staleAfterMs } from '../stale-after.ts';
import { createMailbox } from './mailbox.ts';

export interface ScanRequest {
  cluster: Cluster;
  /** Undefined: all of them. */
  namespace: string | undefined;
  onProgress: (text: string) => void;
  toolVersion: string;
  signal: AbortSignal;
}

/**
 * The scan of a namespace, or of the cluster, and how far it is.
 * @throws EnvauditError when the cluster does not answer; an AbortError when it was given up.
 */
export async function* liveScan(request: Omit<ScanRequest, 'onProgress'>): AsyncGenerator<ScanEvent> {
  yield { type: 'link', link: { state: 'looking' } };
  const progress = createMailbox<ScanEvent>();
  const scan = scanNow({ ...request, onProgress: (text) => progress.put({ type: 'progress', text }) });
  scan.then(progress.end, progress.end);
  yield* progress.items();
  yield { type: 'scanned', report: await scan };
  yield { type: 'link', link: { state: 'asking', at: Date.now() } };
  await once(request.signal, 'abort');
}

/**
 * The scan of a namespace, or of the cluster, as it is now.
 * @throws EnvauditError when the cluster does not answer; an AbortError when it was given up.
 */
async function scanNow(request: ScanRequest): Promise<ScanReport> {
  const { cluster, namespace, onProgress, toolVersion, signal } = request;
  const inventory = await collectInventory({
    cluster,
    scope: { namespaces: namespace === undefined ? 'all' : [namespace] },
    onProgress,
    toolVersion,
    now: new Date(),
    signal,
  });
  // An inventory that was given up is not worth the time to judge it.
  signal.throwIfAborted();
  return analyzeInventory(inventory, { staleAfterMs: staleAfterMs({}), rules: [] });
}
