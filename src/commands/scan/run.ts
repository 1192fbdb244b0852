import { analyzeInventory } from '../../analyze/scan/index.ts';
import { sortWorkloads } from '../../analyze/scan/sort-workloads.ts';
import type { CollisionRule } from '../../analyze/collisions/rule.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import type { Inventory } from '../../inventory.ts';
import type { ScanReport } from '../../scan-report.ts';
import type { Context } from '../context.ts';
import { withCluster } from '../with-cluster.ts';
import { takeInventory } from './inventory.ts';
import { validateScan, type ScanOptions } from './options.ts';
import { showScan } from './show.ts';

/** `kubectl envaudit scan`: take the inventory, judge it, probe the worst if asked, show. Gives the exit code. */
export async function runScan(options: ScanOptions, context: Context): Promise<ExitCode> {
  validateScan(options);
  const rules = await userRules(options, context);
  return withCluster(options, context, async (cluster) => {
    const inventory = await takeInventory(options, context, cluster);
    const report = await judge({ inventory, rules, options, context, cluster });
    const workloads = sortWorkloads(report.workloads, options.sortBy);
    const code = await showScan({ ...report, workloads }, options, context);
    return context.signal.aborted ? EXIT.interrupted : code;
  });
}

interface Judged {
  inventory: Inventory;
  rules: readonly CollisionRule[];
  options: ScanOptions;
  context: Context;
  cluster: Cluster;
}

async function judge({ inventory, rules, options, context, cluster }: Judged): Promise<ScanReport> {
  const { staleAfterMs } = options;
  const report = analyzeInventory(inventory, { staleAfterMs, rules });
  if (options.probe === 0 || context.signal.aborted) return report;
  const { probeWorst } = await import('./probe.ts');
  const probed = await probeWorst({ report, inventory, count: options.probe, context, cluster });
  return analyzeInventory(inventory, { staleAfterMs, rules, probed });
}

async function userRules({ rules }: ScanOptions, { stdin }: Context): Promise<readonly CollisionRule[]> {
  if (rules === undefined) return [];
  const { readRules } = await import('../../rules-file.ts');
  return readRules(rules, stdin);
}
