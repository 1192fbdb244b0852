import { EnvauditError, EXIT, type ExitCode } from '../../errors.ts';
import type { Inventory } from '../../inventory.ts';
import { formatOf } from '../../present/index.ts';
import { readSaved } from '../../saved-file.ts';
import type { Context } from '../context.ts';
import { userRules } from '../user-rules.ts';
import type { SavedReportOptions } from './options.ts';

/** `kubectl envaudit report FILE`: judges again what `--save` wrote, without a cluster. */
export async function runReport(options: SavedReportOptions, context: Context): Promise<ExitCode> {
  const saved = await readSaved(options.file, context.stdin, ['Evidence', 'Inventory']);
  if (saved.kind === 'Inventory') return showInventory(saved, options, context);
  const [flag] = options.ofInventories;
  if (flag !== undefined)
    throw usage(`--${flag} is for what scan --save wrote; ${options.file} is of containers`);
  formatOf(options.output);
  const { showReport } = await import('../show-report.ts');
  return showReport(saved, options, context);
}

async function showInventory(
  inventory: Inventory,
  options: SavedReportOptions,
  context: Context,
): Promise<ExitCode> {
  const { validateAgain } = await import('../scan/options.ts');
  const { analyzeInventory } = await import('../../analyze/scan/index.ts');
  const { showScan } = await import('../scan/show.ts');
  validateAgain(options);
  if (options.variables)
    throw usage(`--variables is for evidence of containers; ${options.file} is of a scan`);
  if (options.show === 'drain' && inventory.scope.node === undefined) {
    throw usage(`${options.file} was not taken with --node: it does not tell who runs where`);
  }
  const rules = await userRules(options.rules, context);
  const report = analyzeInventory(inventory, { staleAfterMs: options.staleAfterMs, rules });
  return showScan(report, options, context);
}

function usage(message: string): EnvauditError {
  return new EnvauditError('usage', message, {
    hint: 'kubectl envaudit report --help shows how it is used.',
    exitCode: EXIT.usage,
  });
}
