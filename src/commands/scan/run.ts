import { analyzeInventory } from '../../analyze/scan/index.ts';
import type { CollisionRule } from '../../analyze/collisions/rule.ts';
import type { Cluster } from '../../collect/cluster/cluster.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import type { ScanReport } from '../../contracts/scan-report.ts';
import { requireWritable } from '../../files/write-file.ts';
import { computing, type Context } from '../context.ts';
import { userRules } from '../user-rules.ts';
import { save } from '../save.ts';
import { withCluster } from '../with-cluster.ts';
import { takeInventory } from './inventory.ts';
import type { ScanOptions } from './command.ts';
import { validateScan } from './options.ts';
import { showScan } from './show.ts';

/** `kubectl envaudit scan`: take the inventory, judge it, probe the worst if asked, show. Gives the exit code. */
export async function runScan(options: ScanOptions, context: Context): Promise<ExitCode> {
  validateScan(options);
  requireWritable(options.save, '--save');
  const rules = await userRules(options.rules, context);
  return withCluster(options, context, async (cluster) => {
    // A function of its own: the inventory is gone by the time the report is written.
    const report = await lookAndJudge({ options, context, cluster, rules });
    const code = await showScan(report, options, context);
    return context.signal.aborted ? EXIT.interrupted : code;
  });
}

interface Look {
  options: ScanOptions;
  context: Context;
  cluster: Cluster;
  rules: readonly CollisionRule[];
}

async function lookAndJudge({ options, context, cluster, rules }: Look): Promise<ScanReport> {
  const inventory = await takeInventory(options, context, cluster);
  await save(options.save, inventory, context);
  const { staleAfterMs } = options;
  const judge = () => analyzeInventory(inventory, { staleAfterMs, rules, spend: options.probe === 0 });
  const report = context.signal.aborted ? judge() : await computing(context, judge);
  if (options.probe === 0 || context.signal.aborted) return report;
  const { probeWorst } = await import('./probe.ts');
  return probeWorst({ report, inventory, count: options.probe, context, cluster });
}
