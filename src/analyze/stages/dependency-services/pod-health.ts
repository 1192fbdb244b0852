import type { CheckDetail } from '../../../contracts/diagnosis.ts';
import type { PodHealthEvidence } from '../../../contracts/diagnosis-evidence.ts';
import { table } from '../details.ts';
import { THRESHOLDS } from '../../figures/thresholds.ts';

/** Ready, and its last run did not end lately. */
export function isWell({ ready, lastExit }: PodHealthEvidence, now: string): boolean {
  return ready && !isRecent(lastExit?.finishedAt, now);
}

/** Whether an instant lies within the last hour: `recent-exit` of the thresholds. */
export function isRecent(instant: string | undefined, now: string): boolean {
  const minutes = (Date.parse(now) - Date.parse(instant ?? '')) / 60_000;
  return minutes < THRESHOLDS['recent-exit'].warning;
}

/** Pods with what `kubectl get pods` says of them. */
export function podTable(pods: readonly PodHealthEvidence[]): CheckDetail[] {
  return table(
    ['pod', 'node', 'status', 'ready', 'restarts', 'last exit'],
    pods.map(({ namespace, pod, node = '', status, ready, restarts, lastExit }) => [
      `${namespace}/${pod}`,
      node,
      status,
      ready ? 'yes' : 'no',
      String(restarts),
      lastExit === undefined ? '' : `${lastExit.reason ?? 'exit'} ${lastExit.code}`,
    ]),
  );
}
