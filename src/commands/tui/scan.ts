import { setTimeout as sleep } from 'node:timers/promises';
import { analyzeInSteps } from '../../analyze/scan/index.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { collectInventory } from '../../collect/inventory/index.ts';
import { createTurns } from '../../collect/turns.ts';
import type { Link } from '../../contracts/live-events.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import { toProblem } from '../../errors.ts';
import type { ScanEvent } from '../../present/tui/backend.ts';
import { staleAfterMs } from '../stale-after.ts';
import { createMailbox } from './mailbox.ts';
import { pausesAfter, waitForReason } from './scan-reasons.ts';

interface ScanRequest {
  cluster: Cluster;
  /** Undefined: all of them. */
  namespace: string | undefined;
  onProgress: (text: string) => void;
  toolVersion: string;
  signal: AbortSignal;
}

export interface LiveScanRequest extends Omit<ScanRequest, 'onProgress'> {
  /** From one scan to the next, after one that took so many milliseconds. */
  pauses?: typeof pausesAfter;
}

/**
 * The scan of a namespace, or of the cluster, and how far it is; again when Services have changed, and from time to time.
 * @throws EnvauditError when the cluster does not answer the first time; an AbortError when it was given up.
 */
export async function* liveScan(request: LiveScanRequest): AsyncGenerator<ScanEvent> {
  const { cluster, namespace, signal, pauses = pausesAfter } = request;
  let at: number | undefined;
  yield { type: 'link', link: { state: 'looking' } };
  for (;;) {
    const began = Date.now();
    const progress = createMailbox<ScanEvent>();
    const scan = scanNow({ ...request, onProgress: (text) => progress.put({ type: 'progress', text }) });
    scan.then(progress.end, progress.end);
    yield* progress.items();
    const { soonestMs, latestMs } = pauses(Date.now() - began);
    try {
      yield { type: 'scanned', report: await scan };
      at = Date.now();
    } catch (error) {
      if (at === undefined || signal.aborted) throw error;
      const link: Link = { state: 'broken', at, problem: toProblem(error), retryAt: Date.now() + latestMs };
      yield { type: 'link', link };
      await sleep(latestMs, undefined, { signal });
      continue;
    }
    const reasons = waitForReason({ cluster, namespace, at, pauses: { soonestMs, latestMs }, signal });
    for await (const link of reasons) yield { type: 'link', link };
    signal.throwIfAborted();
  }
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
  const steps = analyzeInSteps(inventory, { staleAfterMs: staleAfterMs({}), rules: [], spend: true });
  const turns = createTurns();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    // Keys are answered while a large cluster is judged.
    await turns.perhaps();
    signal.throwIfAborted();
  }
}
