import { analyzeInventory } from '../../analyze/scan/index.ts';
import { sortWorkloads } from '../../analyze/scan/sort-workloads.ts';
import type { CollisionRule } from '../../analyze/collisions/rule.ts';
import type { Inventory } from '../../inventory.ts';
import type { Report } from '../../report.ts';
import type { ScanReport } from '../../scan-report.ts';
import type { AgainOptions } from './options.ts';

/** Judges an inventory as the options say; `rules` are the user’s own. */
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
