import type { Cluster } from '../../collect/cluster/cluster.ts';
import { followLog } from '../../collect/logs/follow.ts';
import type { ContainerName, LogHeard } from '../../present/tui/backend.ts';

/**
 * What a container writes, and how fresh that is.
 * @throws EnvauditError where the log may not be read, or there is no such container.
 */
export async function* logsOf(
  of: ContainerName & { previous: boolean },
  cluster: Cluster,
  signal: AbortSignal,
): AsyncGenerator<LogHeard> {
  let at: number | undefined;
  for await (const event of followLog({ ...of, cluster, signal })) {
    if (event.type !== 'heard') {
      if (at === undefined) yield { type: 'link', link: { state: 'live' } };
      at = Date.now();
      yield { type: 'log', event };
    } else if (event.problem === undefined) yield { type: 'link', link: { state: 'live' } };
    else
      yield { type: 'link', link: { state: 'broken', at, problem: event.problem, retryAt: event.retryAt } };
  }
}
