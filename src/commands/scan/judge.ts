import { analyzeInventory } from '../../analyze/scan/index.ts';
import { sortWorkloads } from '../../analyze/scan/sort-workloads.ts';
import type { CollisionRule } from '../../analyze/collisions/rule.ts';
import type { Inventory } from '../../inventory.ts';
import type { Report } from '../../report.ts';
import type { ScanReport } from '../../scan-report.ts';
import type { Context } from '../context.ts';
import type { AgainOptions } from './options.ts';

/** Judges an inventory as the options say; `rules` are those of {@link userRules}. */
export function judgeInventory(
  inventory: Inventory,
  { staleAfterMs, sortBy }: Pick<AgainOptions, 'staleAfterMs' | 'sortBy'>,
  { rules, probed }: { rules: readonly CollisionRule[]; probed?: Report },
): ScanReport {
  const report = analyzeInventory(inventory, {
    staleAfterMs,
    rules,
    ...(probed === undefined ? {} : { probed }),
  });
  return { ...report, workloads: sortWorkloads(report.workloads, sortBy) };
}

/** The rules of the file of `--rules`; read before a cluster is asked, so that a mistake shows at once. */
export async function userRules(
  { rules }: Pick<AgainOptions, 'rules'>,
  { stdin }: Context,
): Promise<readonly CollisionRule[]> {
  if (rules === undefined) return [];
  const { readRules } = await import('../../rules-file.ts');
  return readRules(rules, stdin);
}
