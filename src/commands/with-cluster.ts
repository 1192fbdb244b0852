import type { Cluster } from '../collect/cluster/cluster.ts';
import type { ConfigFlags } from '../collect/cluster/config-flags.ts';
import { connect } from '../collect/cluster/connect.ts';
import { printable } from '../present/text.ts';
import type { Context } from './context.ts';

/** Connects, lets `use` work with the cluster, and closes it on every way out. */
export async function withCluster<T>(
  { flags, verbose }: { flags: ConfigFlags; verbose: boolean },
  context: Context,
  use: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const { streams, signal } = context;
  const cluster = await connect({
    flags,
    env: context.env,
    signal,
    userAgent: `kubectl-envaudit/${context.version}`,
    warn: (line) => streams.err(`Warning: ${printable(line)}\n`),
  });
  try {
    return await use(cluster);
  } finally {
    streams.progress(undefined);
    if (verbose) streams.err(`${cluster.requests} API requests\n`);
    cluster.close();
  }
}
